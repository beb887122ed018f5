import { FLOOR, NEAR, NOTHING, Ray } from './ray.js';
import { cameraAt } from './scene.js';
import { TEXTURE_SIDE } from './texture.js';

/** A round lamp above the scene: it is what casts the soft shadows. */
const LAMP = { x: 4, y: 7, z: 2.5, radius: 0.9, power: 190 };
/** Half the height of the picture at distance 1. */
const VIEW = 0.42;

/**
 * A path tracer: from each pixel rays go out, are thrown back by what they meet and gather the lamp's and the sky's
 * light. One thread, no library. It makes no garbage while it renders, so that its load is its own and not the
 * collector's.
 */
export class Tracer {
  /** @type {Uint8Array} red, green, blue of the last frame, row by row */
  pixels;
  #scene;
  #texture;
  #options;
  #ray;
  #noise = 0;
  #light = new Float64Array(3);

  /**
   * @param {import('./scene.js').Scene} scene
   * @param {Float32Array} texture of the floor
   * @param {Pick<import('./options.js').Options, 'width' | 'height' | 'samples' | 'seed' | 'fps'>} options
   */
  constructor(scene, texture, options) {
    this.#scene = scene;
    this.#ray = new Ray(scene);
    this.#texture = texture;
    this.#options = options;
    this.pixels = new Uint8Array(options.width * options.height * 3);
  }

  /** The next number of the noise, 0 ≤ x < 1 (xorshift: its state is one whole number). */
  #random() {
    this.#noise ^= this.#noise << 13;
    this.#noise ^= this.#noise >>> 17;
    this.#noise ^= this.#noise << 5;
    return (this.#noise >>> 0) / 4294967296;
  }

  /**
   * Renders the frame with this number into `pixels`.
   * @param {number} frame from 0
   */
  render(frame) {
    const { width, height, samples, seed, fps } = this.#options;
    const eye = cameraAt(frame / fps);
    // The camera looks at a point just above the floor's middle; right and up span the picture.
    const length = Math.hypot(eye.x, eye.y - 0.6, eye.z);
    const [fx, fy, fz] = [-eye.x / length, (0.6 - eye.y) / length, -eye.z / length];
    const flat = Math.hypot(fx, fz);
    const [rx, rz] = [-fz / flat, fx / flat];
    const [ux, uy, uz] = [-rz * fy, rz * fx - rx * fz, rx * fy];
    const light = this.#light;
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) {
        const pixel = y * width + x;
        this.#noise = (Math.imul(pixel + 1, 0x9e3779b1) ^ Math.imul(frame + seed + 1, 0x85ebca6b)) | 1;
        for (let warmUp = 0; warmUp < 4; warmUp++) this.#random();
        light.fill(0);
        for (let sample = 0; sample < samples; sample++) {
          const across = ((2 * (x + this.#random()) - width) / height) * VIEW;
          const up = (1 - (2 * (y + this.#random())) / height) * VIEW;
          const dx = fx + rx * across + ux * up;
          const dy = fy + uy * up;
          const dz = fz + rz * across + uz * up;
          const size = Math.sqrt(dx * dx + dy * dy + dz * dz);
          this.#follow(eye.x, eye.y, eye.z, dx / size, dy / size, dz / size);
        }
        for (let channel = 0; channel < 3; channel++) {
          const bright = Math.min(1, (light[channel] ?? 0) / samples);
          this.pixels[pixel * 3 + channel] = Math.round(255 * bright ** (1 / 2.2));
        }
      }
    }
  }

  /**
   * Follows one ray from its start in its direction and adds what light comes back along it.
   * @param {number} ox @param {number} oy @param {number} oz
   * @param {number} dx @param {number} dy @param {number} dz
   */
  #follow(ox, oy, oz, dx, dy, dz) {
    const { centres, radii, colours, mirrors, bounces } = this.#scene;
    const light = this.#light;
    const ray = this.#ray;
    let [red, green, blue] = [1, 1, 1];
    for (let bounce = 0; bounce <= bounces; bounce++) {
      ray.meet(ox, oy, oz, dx, dy, dz, Infinity);
      const met = ray.met;
      if (met === NOTHING) {
        const high = Math.sqrt(Math.max(0, dy));
        light[0] = (light[0] ?? 0) + red * (0.62 - 0.5 * high);
        light[1] = (light[1] ?? 0) + green * (0.5 - 0.28 * high);
        light[2] = (light[2] ?? 0) + blue * (0.42 + 0.1 * high);
        return;
      }
      ox += dx * ray.distance;
      oy += dy * ray.distance;
      oz += dz * ray.distance;
      let [nx, ny, nz] = [0, 1, 0];
      if (met === FLOOR) {
        const column = Math.floor(ox * 20) & (TEXTURE_SIDE - 1);
        const row = Math.floor(oz * 20) & (TEXTURE_SIDE - 1);
        const marble = this.#texture[row * TEXTURE_SIDE + column] ?? 0;
        red *= 0.28 + 0.34 * marble;
        green *= 0.22 + 0.36 * marble;
        blue *= 0.2 + 0.34 * marble;
      } else {
        const radius = radii[met] ?? 1;
        nx = (ox - (centres[met * 3] ?? 0)) / radius;
        ny = (oy - (centres[met * 3 + 1] ?? 0)) / radius;
        nz = (oz - (centres[met * 3 + 2] ?? 0)) / radius;
        const mirror = mirrors[met] === 1;
        red *= mirror ? 0.9 : (colours[met * 3] ?? 0);
        green *= mirror ? 0.9 : (colours[met * 3 + 1] ?? 0);
        blue *= mirror ? 0.9 : (colours[met * 3 + 2] ?? 0);
        if (mirror) {
          const along = 2 * (dx * nx + dy * ny + dz * nz);
          dx -= along * nx;
          dy -= along * ny;
          dz -= along * nz;
          ox += nx * NEAR;
          oy += ny * NEAR;
          oz += nz * NEAR;
          continue;
        }
      }
      ox += nx * NEAR;
      oy += ny * NEAR;
      oz += nz * NEAR;
      const direct = this.#lampLight(ox, oy, oz, nx, ny, nz);
      light[0] = (light[0] ?? 0) + red * direct;
      light[1] = (light[1] ?? 0) + green * direct * 0.95;
      light[2] = (light[2] ?? 0) + blue * direct * 0.85;
      // A matt surface throws light back with the cosine: a point of a unit ball that stands on it.
      const height = 2 * this.#random() - 1;
      const around = 2 * Math.PI * this.#random();
      const ring = Math.sqrt(1 - height * height);
      dx = nx + ring * Math.cos(around);
      dy = ny + height;
      dz = nz + ring * Math.sin(around);
      const size = Math.sqrt(dx * dx + dy * dy + dz * dz) || 1;
      dx /= size;
      dy /= size;
      dz /= size;
    }
  }

  /**
   * How brightly the lamp shines on a point, 0 where it is hidden; a random point of it, so that shadows are soft.
   * @param {number} x @param {number} y @param {number} z
   * @param {number} nx @param {number} ny @param {number} nz the surface's normal
   */
  #lampLight(x, y, z, nx, ny, nz) {
    const lx = LAMP.x + LAMP.radius * (2 * this.#random() - 1) - x;
    const ly = LAMP.y - y;
    const lz = LAMP.z + LAMP.radius * (2 * this.#random() - 1) - z;
    const squared = lx * lx + ly * ly + lz * lz;
    const distance = Math.sqrt(squared);
    const cosine = (nx * lx + ny * ly + nz * lz) / distance;
    if (cosine <= 0) return 0;
    const ray = this.#ray;
    ray.meet(x, y, z, lx / distance, ly / distance, lz / distance, distance);
    return ray.met === NOTHING ? (LAMP.power * cosine) / (Math.PI * squared) : 0;
  }
}
