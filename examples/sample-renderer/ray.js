/** Distances below this are the surface itself that a ray starts from. */
export const NEAR = 1e-4;
/** What a ray met, where it is no sphere's number. */
export const FLOOR = -2;
export const NOTHING = -1;

/** Asks what a ray meets; the answer stays in the object, because a new one for each of a million rays is garbage. */
export class Ray {
  distance = 0;
  /** A sphere's number, FLOOR or NOTHING. */
  met = NOTHING;
  #scene;
  #stack = new Int32Array(64);

  /** @param {import('./scene.js').Scene} scene */
  constructor(scene) {
    this.#scene = scene;
  }

  /**
   * Finds the nearest thing that a ray meets within `reach` and keeps it in `met` and `distance`.
   * @param {number} ox @param {number} oy @param {number} oz
   * @param {number} dx @param {number} dy @param {number} dz of length 1
   * @param {number} reach
   */
  meet(ox, oy, oz, dx, dy, dz, reach) {
    const { centres, radii, tree } = this.#scene;
    const { boxes, first, count, order } = tree;
    const stack = this.#stack;
    let nearest = reach;
    let met = NOTHING;
    if (dy < 0 && -oy / dy < nearest) {
      nearest = -oy / dy;
      met = FLOOR;
    }
    const [ix, iy, iz] = [1 / dx, 1 / dy, 1 / dz];
    let depth = 0;
    stack[depth++] = 0;
    while (depth > 0) {
      const node = stack[--depth] ?? 0;
      const at = node * 6;
      const x1 = ((boxes[at] ?? 0) - ox) * ix;
      const x2 = ((boxes[at + 3] ?? 0) - ox) * ix;
      const y1 = ((boxes[at + 1] ?? 0) - oy) * iy;
      const y2 = ((boxes[at + 4] ?? 0) - oy) * iy;
      const z1 = ((boxes[at + 2] ?? 0) - oz) * iz;
      const z2 = ((boxes[at + 5] ?? 0) - oz) * iz;
      const enter = Math.max(Math.min(x1, x2), Math.min(y1, y2), Math.min(z1, z2));
      const leave = Math.min(Math.max(x1, x2), Math.max(y1, y2), Math.max(z1, z2));
      if (enter > leave || leave < 0 || enter > nearest) continue;
      const spheres = count[node] ?? 0;
      if (spheres === 0) {
        stack[depth++] = first[node] ?? 0;
        stack[depth++] = node + 1;
        continue;
      }
      for (let place = first[node] ?? 0, end = place + spheres; place < end; place++) {
        const sphere = order[place] ?? 0;
        const cx = ox - (centres[sphere * 3] ?? 0);
        const cy = oy - (centres[sphere * 3 + 1] ?? 0);
        const cz = oz - (centres[sphere * 3 + 2] ?? 0);
        const radius = radii[sphere] ?? 0;
        const half = cx * dx + cy * dy + cz * dz;
        const root = half * half - (cx * cx + cy * cy + cz * cz - radius * radius);
        if (root < 0) continue;
        const distance = -half - Math.sqrt(root);
        if (distance > NEAR && distance < nearest) {
          nearest = distance;
          met = sphere;
        }
      }
    }
    this.distance = nearest;
    this.met = met;
  }
}
