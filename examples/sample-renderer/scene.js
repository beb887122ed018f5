import { buildTree } from './tree.js';
import { seeded } from './random.js';

/**
 * Spheres on a floor, in flat arrays: three numbers each for centre and colour.
 * @typedef {object} Scene
 * @property {Float64Array} centres
 * @property {Float64Array} radii
 * @property {Float64Array} colours 0 to 1
 * @property {Uint8Array} mirrors 1 where the sphere is a mirror
 * @property {import('./tree.js').Tree} tree
 * @property {number} bounces how often a ray may be thrown back
 */

const KINDS = { light: { spheres: 40, bounces: 2 }, heavy: { spheres: 240, bounces: 4 } };
const GROUND_RADIUS = 7;

/**
 * A colour of a warm or cold kind, never grey, from one number.
 * @param {number} hue 0 to 1
 * @returns {[number, number, number]}
 */
function colourOf(hue) {
  const channel = (/** @type {number} */ shift) => 0.5 + 0.42 * Math.cos(2 * Math.PI * (hue + shift));
  return [channel(0), channel(0.33), channel(0.67)];
}

/**
 * Three large spheres in the middle, small ones strewn around so that none stands in another.
 * @param {'light' | 'heavy'} kind
 * @param {number} seed
 * @returns {Scene}
 */
export function makeScene(kind, seed) {
  const { spheres, bounces } = KINDS[kind];
  const random = seeded(seed);
  const centres = new Float64Array(spheres * 3);
  const radii = new Float64Array(spheres);
  const colours = new Float64Array(spheres * 3);
  const mirrors = new Uint8Array(spheres);
  const free = (/** @type {number} */ count, /** @type {number[]} */ [x = 0, z = 0, radius = 0]) => {
    for (let other = 0; other < count; other++) {
      const apart = Math.hypot(x - (centres[other * 3] ?? 0), z - (centres[other * 3 + 2] ?? 0));
      if (apart < radius + (radii[other] ?? 0)) return false;
    }
    return true;
  };
  for (let index = 0; index < spheres; index++) {
    const large = index < 3;
    let radius = large ? 1.1 : 0.18 + 0.3 * random();
    let x = large ? 1.6 * Math.cos((index * 2 * Math.PI) / 3) : 0;
    let z = large ? 1.6 * Math.sin((index * 2 * Math.PI) / 3) : 0;
    // A crowded floor leaves room only for smaller spheres: shrinking makes sure that this ends.
    while (!large) {
      const distance = GROUND_RADIUS * Math.sqrt(random());
      const angle = 2 * Math.PI * random();
      x = distance * Math.cos(angle);
      z = distance * Math.sin(angle);
      if (free(index, [x, z, radius])) break;
      radius *= 0.95;
    }
    centres.set([x, radius, z], index * 3);
    radii[index] = radius;
    colours.set(colourOf(random()), index * 3);
    mirrors[index] = large ? Number(index === 0) : Number(random() < 0.2);
  }
  return { centres, radii, colours, mirrors, bounces, tree: buildTree(centres, radii) };
}

/** Seconds that the camera takes for its closed path: the load of this program repeats with it. */
const LOOP_SECONDS = 12;

/**
 * Where the camera stands at a moment: a closed path around the middle, up and down once on the way.
 * @param {number} seconds of the animation
 */
export function cameraAt(seconds) {
  const angle = (2 * Math.PI * seconds) / LOOP_SECONDS;
  return { x: 7.5 * Math.cos(angle), y: 3 + 0.9 * Math.sin(angle), z: 7.5 * Math.sin(angle) };
}
