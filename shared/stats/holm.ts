/**
 * p values adjusted for having looked at several at once, by Holm's step-down method (Holm 1979): R's
 * `p.adjust(p, "holm")`. The chance of one false alarm among all of them stays below the level asked for. O(n log n).
 * @example holm([0.01, 0.04]) // [0.02, 0.04]
 * @throws RangeError for values outside [0, 1]
 */
export function holm(pValues: readonly number[]): number[] {
  const bad = pValues.find((p) => !(p >= 0 && p <= 1));
  if (bad !== undefined) throw new RangeError(`holm needs probabilities from 0 to 1, not ${bad}`);
  const order = pValues.map((p, place) => ({ p, place })).toSorted((a, b) => a.p - b.p);
  const adjusted = new Array<number>(pValues.length).fill(1);
  let largest = 0;
  for (const [rank, { p, place }] of order.entries()) {
    largest = Math.max(largest, Math.min(1, p * (pValues.length - rank)));
    adjusted[place] = largest;
  }
  return adjusted;
}
