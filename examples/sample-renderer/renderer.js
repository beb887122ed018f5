import { writeFileSync } from 'node:fs';
import { setImmediate, setTimeout } from 'node:timers/promises';
import { UsageError, helpText, parseOptions } from './options.js';
import { FrameRate, nextDue } from './pace.js';
import { makeScene } from './scene.js';
import { bakeTexture } from './texture.js';
import { Tracer } from './tracer.js';

/**
 * Waits until a moment, and in any case one turn of the event loop: signals are heard only there.
 * @param {number} moment milliseconds
 * @param {AbortSignal} signal ends the wait
 */
async function until(moment, signal) {
  const left = moment - performance.now();
  if (left <= 0) await setImmediate();
  else await setTimeout(left, null, { signal }).catch(() => null);
}

/**
 * @param {import('./options.js').Options} options
 * @param {AbortSignal} signal ends it after the frame it is at
 */
async function run(options, signal) {
  const scene = makeScene(options.scene, options.seed);
  const texture = await bakeTexture(options.seed, options.loading, signal);
  if (signal.aborted) return;
  process.stdout.write('ready\n');
  const tracer = new Tracer(scene, texture, options);
  const period = 1000 / options.fps;
  let due = performance.now();
  const rate = new FrameRate(due);
  for (let frame = 1; frame <= options.frames && !signal.aborted; frame++) {
    tracer.render(frame - 1);
    const now = performance.now();
    const fps = rate.frame(now);
    if (fps !== null) process.stdout.write(`fps=${fps.toFixed(2)} frame=${frame}\n`);
    due = nextDue(due, period, now);
    await until(due, signal);
  }
  if (options.ppm === null) return;
  const header = `P6\n${options.width} ${options.height}\n255\n`;
  writeFileSync(options.ppm, Buffer.concat([Buffer.from(header), tracer.pixels]));
}

const ending = new AbortController();
for (const signal of /** @type {const} */ (['SIGTERM', 'SIGINT'])) process.once(signal, () => ending.abort());
// Nobody reads any more: whoever started this is gone.
process.stdout.on('error', () => ending.abort());

try {
  const options = parseOptions(process.argv.slice(2));
  if (options.help) process.stdout.write(helpText());
  else await run(options, ending.signal);
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  process.stderr.write(`${error.message}\nTry: node renderer.js --help\n`);
  process.exitCode = 2;
}
