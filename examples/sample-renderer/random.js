/**
 * A small seeded generator (Mulberry32): the same numbers on every machine, so that a seed names a picture.
 * @param {number} seed a whole number
 * @returns {() => number} the next number, 0 ≤ x < 1
 */
export function seeded(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    return hashed(state);
  };
}

/**
 * One number from one whole number, without a state: noise that needs no order.
 * @param {number} key a whole number
 * @returns {number} 0 ≤ x < 1
 */
export function hashed(key) {
  let mixed = Math.imul(key ^ (key >>> 15), key | 1);
  mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
  return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
}
