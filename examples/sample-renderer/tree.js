/**
 * A tree of boxes around spheres (bounding volume hierarchy), in flat arrays. A node's box is six numbers (least x y
 * z, most x y z). A leaf has `count` spheres from `order[first]`; an inner node has count 0, its left child follows
 * it and `first` is its right child.
 * @typedef {object} Tree
 * @property {Float64Array} boxes
 * @property {Int32Array} first
 * @property {Int32Array} count
 * @property {Int32Array} order
 */

const LEAF = 2;

/**
 * Splits at the middle sphere of the longest axis: O(n log² n), and never deeper than log₂ n.
 * @param {Float64Array} centres
 * @param {Float64Array} radii
 * @returns {Tree}
 */
export function buildTree(centres, radii) {
  const order = Int32Array.from(radii, (_, index) => index);
  const boxes = new Float64Array(order.length * 12);
  const first = new Int32Array(order.length * 2);
  const count = new Int32Array(order.length * 2);
  let nodes = 0;

  const centre = (/** @type {number} */ sphere, /** @type {number} */ axis) =>
    centres[sphere * 3 + axis] ?? 0;
  const build = (/** @type {number} */ from, /** @type {number} */ to) => {
    const node = nodes++;
    const box = boundsOf(order.subarray(from, to), centres, radii);
    boxes.set(box, node * 6);
    if (to - from <= LEAF) {
      first[node] = from;
      count[node] = to - from;
      return node;
    }
    const sides = [0, 1, 2].map((axis) => (box[axis + 3] ?? 0) - (box[axis] ?? 0));
    const axis = sides.indexOf(Math.max(...sides));
    order.subarray(from, to).sort((a, b) => centre(a, axis) - centre(b, axis));
    const middle = (from + to) >> 1;
    build(from, middle);
    first[node] = build(middle, to);
    return node;
  };
  build(0, order.length);
  return { boxes: boxes.subarray(0, nodes * 6), first, count, order };
}

/**
 * @param {Int32Array} spheres
 * @param {Float64Array} centres
 * @param {Float64Array} radii
 * @returns {number[]} least x y z, most x y z
 */
function boundsOf(spheres, centres, radii) {
  const box = [Infinity, Infinity, Infinity, -Infinity, -Infinity, -Infinity];
  for (const sphere of spheres) {
    for (let axis = 0; axis < 3; axis++) {
      const at = centres[sphere * 3 + axis] ?? 0;
      const radius = radii[sphere] ?? 0;
      box[axis] = Math.min(box[axis] ?? 0, at - radius);
      box[axis + 3] = Math.max(box[axis + 3] ?? 0, at + radius);
    }
  }
  return box;
}
