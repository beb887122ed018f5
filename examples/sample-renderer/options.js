import { parseArgs } from 'node:util';

/**
 * @typedef {object} Options
 * @property {number} fps frames per second to keep
 * @property {number} width pixels
 * @property {number} height pixels
 * @property {number} samples rays per pixel
 * @property {'light' | 'heavy'} scene
 * @property {number} loading seconds before it is ready
 * @property {number} frames frames to render before it ends; Infinity: until it is told to
 * @property {string | null} ppm the file that the last frame goes to
 * @property {number} seed names the scene and its noise
 * @property {boolean} help
 */

/** The numbers one can give: start value, bounds, and the line of the help. */
const NUMBERS = /** @type {const} */ ({
  fps: { start: 30, least: 1, most: 1000, whole: false, about: 'frames per second to keep' },
  width: { start: 96, least: 1, most: 7680, whole: true, about: 'pixels' },
  height: { start: 60, least: 1, most: 4320, whole: true, about: 'pixels' },
  samples: { start: 1, least: 1, most: 4096, whole: true, about: 'rays per pixel' },
  loading: { start: 3, least: 0, most: 3600, whole: false, about: 'seconds of loading before it is ready' },
  frames: { start: Infinity, least: 1, most: 1e9, whole: true, about: 'frames to render, then it ends' },
  seed: { start: 1, least: 0, most: 4294967295, whole: true, about: 'names the scene and its noise' },
});
const TEXTS = { scene: 'light or heavy', ppm: 'FILE: write the last frame there at the end' };
const KNOWN = [...Object.keys(NUMBERS), ...Object.keys(TEXTS)];

/** What was given on the command line cannot be used; the message says what and how to mend it. */
export class UsageError extends Error {}

/** @returns {string} */
export function helpText() {
  const row = (/** @type {string} */ name, /** @type {string} */ about) => `  --${name.padEnd(10)}${about}`;
  const numbers = Object.entries(NUMBERS).map(([name, { start, about }]) =>
    row(name, `${about} (default: ${start === Infinity ? 'until it is told to end' : start})`),
  );
  return [
    'A path tracer that stands in for a render executable: it loads, prints "ready", renders at a steady frame',
    'rate and prints "fps=29.97 frame=812" once a second. It ends on SIGTERM and on Ctrl-C.',
    '',
    'Usage: node renderer.js [options]',
    ...numbers,
    row('scene', `${TEXTS.scene} (default: light)`),
    row('ppm', TEXTS.ppm),
    row('help', 'this text'),
    '',
    'Example: node renderer.js --loading 0 --frames 1 --samples 64 --width 640 --height 360 --ppm picture.ppm',
    '',
  ].join('\n');
}

/**
 * @param {keyof typeof NUMBERS} name
 * @param {string} text
 */
function numberOption(name, text) {
  const { least, most, whole } = NUMBERS[name];
  const value = Number(text);
  if (text.trim() === '' || !(value >= least && value <= most) || (whole && !Number.isInteger(value))) {
    const kind = whole ? 'a whole number' : 'a number';
    throw new UsageError(`--${name} ${text}: it must be ${kind} from ${least} to ${most}`);
  }
  return value;
}

/**
 * @param {string[]} args the words after the script's name
 * @returns {Options}
 * @throws {UsageError}
 */
export function parseOptions(args) {
  /** @type {Options} */
  const options = {
    fps: NUMBERS.fps.start,
    width: NUMBERS.width.start,
    height: NUMBERS.height.start,
    samples: NUMBERS.samples.start,
    scene: 'light',
    loading: NUMBERS.loading.start,
    frames: NUMBERS.frames.start,
    ppm: null,
    seed: NUMBERS.seed.start,
    help: false,
  };
  const types = Object.fromEntries(KNOWN.map((name) => [name, { type: /** @type {const} */ ('string') }]));
  const { tokens } = parseArgs({
    args,
    options: { ...types, help: { type: 'boolean' } },
    strict: false,
    tokens: true,
  });
  for (const token of tokens) {
    if (token.kind !== 'option' || !(token.name === 'help' || KNOWN.includes(token.name))) {
      const given =
        token.kind === 'option' ? token.rawName : token.kind === 'positional' ? token.value : '--';
      throw new UsageError(`unknown argument ${given}`);
    }
    if (token.name === 'help') options.help = true;
    else if (token.value === undefined) throw new UsageError(`${token.rawName} needs a value`);
    else if (token.name === 'ppm') options.ppm = token.value;
    else if (token.name !== 'scene') {
      const name = /** @type {keyof typeof NUMBERS} */ (token.name);
      options[name] = numberOption(name, token.value);
    } else if (token.value === 'light' || token.value === 'heavy') options.scene = token.value;
    else throw new UsageError(`--scene ${token.value}: it must be ${TEXTS.scene}`);
  }
  return options;
}
