import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { completePlan } from '../../shared/model/plan.ts';
import { parsePlan } from '../../shared/model/plan-text.ts';

const RENDERER = path.join(import.meta.dirname, 'renderer.js');
let folder: string;
let children: ChildProcess[];

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'kneescope-sample-'));
  children = [];
});
afterEach(() => {
  for (const child of children) child.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

function start(...args: string[]) {
  const child = spawn(process.execPath, [RENDERER, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  children.push(child);
  return child;
}

async function finish(...args: string[]) {
  const child = start(...args);
  let output = '';
  let errors = '';
  child.stdout.on('data', (chunk) => (output += String(chunk)));
  child.stderr.on('data', (chunk) => (errors += String(chunk)));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, output, errors };
}

/** Renders one frame to a file and reads it. */
async function picture(...args: string[]) {
  const file = path.join(folder, 'picture.ppm');
  const { code } = await finish('--loading', '0', '--frames', '1', '--ppm', file, ...args);
  expect(code).toBe(0);
  const bytes = readFileSync(file);
  const header = /^P6\n(\d+) (\d+)\n255\n/u.exec(bytes.toString('latin1'))!;
  return {
    width: Number(header[1]),
    height: Number(header[2]),
    pixels: bytes.subarray(header[0].length),
  };
}

/** Mean brightness (0 to 255) of each of 6 × 4 fields: what is left of a picture when the noise is gone. */
function fields({ width, height, pixels }: Awaited<ReturnType<typeof picture>>): number[] {
  const sums = new Array<number>(24).fill(0);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const at = (y * width + x) * 3;
      const bright = (pixels[at]! + pixels[at + 1]! + pixels[at + 2]!) / 3;
      sums[Math.floor((y * 4) / height) * 6 + Math.floor((x * 6) / width)]! += bright;
    }
  }
  return sums.map((sum) => sum / ((width * height) / 24));
}

describe('the sample renderer', () => {
  it('says that it is ready, then tells its frame rate and how many frames there were', async () => {
    const child = start('--loading', '0.1', '--fps', '20');
    const lines: string[] = [];
    for await (const line of createInterface({ input: child.stdout })) {
      lines.push(line);
      if (lines.length === 3) break;
    }
    expect(lines[0]).toBe('ready');
    const told = lines
      .slice(1)
      .map((line) => /^fps=(\d+\.\d\d) frame=(\d+)$/u.exec(line)?.slice(1).map(Number));
    // It never runs ahead of its rate; how far it falls behind is the machine's affair.
    for (const rate of told) expect(rate![0]).toBeLessThan(21.5);
    expect(told[1]![1]).toBeGreaterThan(told[0]![1]!);
  });

  it('falls behind a rate that it cannot keep, and says so', async () => {
    const child = start('--loading', '0', '--fps', '1000', '--width', '320', '--height', '200');
    const lines: string[] = [];
    for await (const line of createInterface({ input: child.stdout })) {
      lines.push(line);
      if (lines.length === 2) break;
    }
    expect(Number(/fps=([0-9.]+)/u.exec(lines[1]!)![1])).toBeLessThan(500);
  });

  it.skipIf(process.platform === 'win32').each(['SIGTERM', 'SIGINT'] as const)(
    'ends with 0 on %s',
    async (signal) => {
      const child = start('--loading', '0');
      await once(child.stdout, 'data');
      child.kill(signal);
      expect(await once(child, 'exit')).toEqual([0, null]);
    },
  );

  it('ends by itself when nobody reads it any more', async () => {
    const child = start('--loading', '0');
    await once(child.stdout, 'data');
    child.stdout.destroy();
    expect(await once(child, 'exit')).toEqual([0, null]);
  });

  it.each([
    { args: ['--frame', '3'], message: 'unknown argument --frame' },
    { args: ['fast'], message: 'unknown argument fast' },
    { args: ['--fps', '0'], message: '--fps 0: it must be a number from 1 to 1000' },
    { args: ['--width', '9.5'], message: '--width 9.5: it must be a whole number from 1 to 7680' },
    { args: ['--scene', 'odd'], message: '--scene odd: it must be light or heavy' },
    { args: ['--seed'], message: '--seed needs a value' },
  ])('refuses $args and says why', async ({ args, message }) => {
    expect(await finish(...args)).toEqual({
      code: 2,
      output: '',
      errors: `${message}\nTry: node renderer.js --help\n`,
    });
  });

  it('names every option in its help', async () => {
    const { code, output } = await finish('--help');
    expect(code).toBe(0);
    for (const name of ['fps', 'width', 'height', 'samples', 'scene', 'loading', 'frames', 'ppm', 'seed'])
      expect(output).toMatch(new RegExp(`^ {2}--${name} `, 'mu'));
  });

  it('draws the same picture for the same seed, and it is a picture', async () => {
    const once = await picture('--width', '60', '--height', '40', '--samples', '8', '--seed', '7');
    const again = await picture('--width', '60', '--height', '40', '--samples', '8', '--seed', '7');
    expect([once.width, once.height, once.pixels.length]).toEqual([60, 40, 60 * 40 * 3]);
    expect(again.pixels.equals(once.pixels)).toBe(true);
    // Coarse, because the last digit of a sine may differ between versions of V8.
    const golden = [
      139, 138, 141, 138, 139, 138, 123, 141, 161, 156, 118, 116, 171, 187, 173, 116, 109, 115, 192, 196, 218,
      192, 163, 142,
    ];
    const away = fields(once).map((brightness, field) => Math.abs(brightness - golden[field]!));
    expect(Math.max(...away)).toBeLessThan(3);
  });

  it('draws another picture for another seed and another scene', async () => {
    const size = ['--width', '30', '--height', '20'];
    const first = await picture(...size);
    expect((await picture(...size, '--seed', '2')).pixels.equals(first.pixels)).toBe(false);
    expect((await picture(...size, '--scene', 'heavy')).pixels.equals(first.pixels)).toBe(false);
  });
});

describe('the demo plan', () => {
  it('is a plan, and its patterns match what the renderer says', async () => {
    const file = path.join(import.meta.dirname, '..', 'demo.plan.json');
    const plan = completePlan(parsePlan(readFileSync(file, 'utf8'), file));
    const [script, ...args] = plan.arguments;
    expect(path.resolve(path.dirname(file), plan.workingDirectory!, script!)).toBe(RENDERER);
    const { code, output } = await finish(...args, '--loading', '0', '--frames', '40');
    expect(code).toBe(0);
    if (plan.ready.by !== 'log' || plan.frames.from !== 'output') throw new Error('other ways than expected');
    expect(output).toMatch(new RegExp(plan.ready.pattern, 'mu'));
    expect(Number(new RegExp(plan.frames.pattern, 'u').exec(output)?.[1])).toBeGreaterThan(0);
  });
});
