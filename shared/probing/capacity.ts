/**
 * What is believed of the capacity: `atLeast[n]` is the probability that it is n or more, for n = 0 … cap.
 * The last entry is all that lies at the cap and beyond.
 */
export type AtLeast = readonly number[];

/** "The answer too many hurts": what we put our name to may be too high at most once in 200. */
const SAFE = 0.995;
const RANGE = 0.95;

/** From the probability of each level 1 … cap to hold, given that those below it hold. */
export function atLeastFrom(holds: readonly number[]): AtLeast {
  let product = 1;
  return [1, ...holds.map((probability) => (product *= probability))];
}

/** P(capacity = n), for n = 0 … cap; the last is "the cap or more". */
export function exactly(atLeast: AtLeast): readonly number[] {
  return atLeast.map((probability, n) => Math.max(0, probability - (atLeast[n + 1] ?? 0)));
}

/** The largest n that is more likely within the capacity than not. */
export function likely(atLeast: AtLeast): number {
  return atLeast.findLastIndex((probability) => probability >= 0.5);
}

/** The largest n that is within the capacity with 99.5 %. */
export function safe(atLeast: AtLeast): number {
  return Math.max(
    0,
    atLeast.findLastIndex((probability) => probability >= SAFE),
  );
}

/** The shortest range of n that holds at least 95 %, both ends included; of equal ones the lowest. */
export function range(atLeast: AtLeast): readonly [number, number] {
  const mass = exactly(atLeast);
  for (let width = 1; width <= mass.length; width++) {
    let best = { from: 0, held: -1 };
    for (let from = 0; from + width <= mass.length; from++) {
      let held = 0;
      for (let n = from; n < from + width; n++) held += mass[n] ?? 0;
      if (held > best.held) best = { from, held };
    }
    if (best.held >= RANGE - 1e-12) return [best.from, best.from + width - 1];
  }
  return [0, mass.length - 1];
}

/** Rounded so that a report can be compared, and never a certainty that no measurement gives. */
export function confidence(probability: number): number {
  return Math.min(0.999, Math.max(0, Math.round(probability * 1000) / 1000));
}
