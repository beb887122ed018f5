/** Numbers from 0 to 1 that a seed decides (Mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** A standard normal number (Box & Muller 1958). */
export function normal(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

/** Noise whose next value remembers the last one. */
export function remembering(random: () => number, deviation: number, correlation = 0.7): () => number {
  let value = 0;
  return () => {
    value = correlation * value + Math.sqrt(1 - correlation ** 2) * deviation * normal(random);
    return value;
  };
}
