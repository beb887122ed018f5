import { setImmediate } from 'node:timers/promises';
import { hashed } from './random.js';

/** Texels on a side; a power of two, so that the floor can repeat it with a mask. */
export const TEXTURE_SIDE = 256;
const TILE = 16;
const OCTAVES = 6;

/**
 * Smooth noise between the corners of a grid that repeats after `cells`.
 * @param {number} x in cells
 * @param {number} y in cells
 * @param {number} cells
 * @param {number} seed
 */
function valueNoise(x, y, cells, seed) {
  const left = Math.floor(x);
  const top = Math.floor(y);
  const smooth = (/** @type {number} */ share) => share * share * (3 - 2 * share);
  const across = smooth(x - left);
  const down = smooth(y - top);
  const corner = (/** @type {number} */ column, /** @type {number} */ row) =>
    hashed(((row % cells) * 8191 + (column % cells)) ^ Math.imul(seed + cells, 0x9e3779b1));
  const upper = corner(left, top) * (1 - across) + corner(left + 1, top) * across;
  const lower = corner(left, top + 1) * (1 - across) + corner(left + 1, top + 1) * across;
  return upper * (1 - down) + lower * down;
}

/**
 * One square of the floor's marble: octaves of noise that bend a wave.
 * @param {Float32Array} texture
 * @param {number} tile
 * @param {number} seed
 */
function bakeTile(texture, tile, seed) {
  const tiles = TEXTURE_SIDE / TILE;
  const left = (tile % tiles) * TILE;
  const top = Math.floor(tile / tiles) * TILE;
  for (let y = top; y < top + TILE; y++) {
    for (let x = left; x < left + TILE; x++) {
      let noise = 0;
      for (let octave = 0; octave < OCTAVES; octave++) {
        const cells = 4 << octave;
        const scale = cells / TEXTURE_SIDE;
        noise += valueNoise(x * scale, y * scale, cells, seed + octave) / 2 ** octave;
      }
      texture[y * TEXTURE_SIDE + x] = 0.5 + 0.5 * Math.sin((4 * Math.PI * x) / TEXTURE_SIDE + 5 * noise);
    }
  }
}

/**
 * The floor's texture, and with it the loading phase. A tile is baked again and again until its share of the time is
 * over: real work on one core for as long as asked, and the same texture whatever the time.
 * @param {number} seed
 * @param {number} seconds
 * @param {AbortSignal} signal ends it early
 * @returns {Promise<Float32Array>} 0 to 1, row by row
 */
export async function bakeTexture(seed, seconds, signal) {
  const texture = new Float32Array(TEXTURE_SIDE * TEXTURE_SIDE);
  const tiles = (TEXTURE_SIDE / TILE) ** 2;
  const start = performance.now();
  for (let tile = 0; tile < tiles && !signal.aborted; tile++) {
    do bakeTile(texture, tile, seed);
    while (performance.now() - start < (seconds * 1000 * (tile + 1)) / tiles);
    // Signals are heard only between two turns of the event loop.
    await setImmediate();
  }
  return texture;
}
