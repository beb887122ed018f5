import { mean, requireFinite } from './descriptive.ts';

/** The batch size of MSER-5: five values are averaged first, so that one spike does not move the cut. */
export const MSER_BATCH = 5;

/**
 * How many leading values belong to the warm-up, by MSER-5: of all cuts in the first half, in steps of five, the one
 * that makes the standard error of the mean of the rest smallest. White (1997), "An effective truncation heuristic
 * for bias reduction in simulation output"; White, Cobb & Spratt (2000). O(n).
 *
 * A cut at the very end of what is allowed means that the series never settled: then `settled` is false.
 * @param values in order of time, evenly spaced; fewer than ten are too few to cut anything off
 * @example mser5([9, 9, 9, 9, 9, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1]) // { cut: 5, settled: true }
 * @throws RangeError for no values or values that are not finite
 */
export function mser5(values: readonly number[]): { readonly cut: number; readonly settled: boolean } {
  requireFinite(values, 1, 'mser5');
  const batches: number[] = [];
  for (let start = 0; start + MSER_BATCH <= values.length; start += MSER_BATCH)
    batches.push(mean(values.slice(start, start + MSER_BATCH)));
  if (batches.length < 2) return { cut: 0, settled: false };

  // Sums from the end, so that each cut costs one step.
  let sum = 0;
  let squares = 0;
  let best = { cut: 0, error: Number.POSITIVE_INFINITY };
  const centre = mean(batches);
  const lastAllowed = Math.floor(batches.length / 2);
  for (let cut = batches.length - 1; cut >= 0; cut--) {
    const value = (batches[cut] ?? Number.NaN) - centre;
    sum += value;
    squares += value * value;
    const kept = batches.length - cut;
    if (cut > lastAllowed) continue;
    // Rounding leaves a flat series with a spread of 1e-17 instead of 0, which must not decide; hence the tie.
    const error = Math.max(0, squares - (sum * sum) / kept) / (kept * kept);
    if (error <= best.error + 1e-12) best = { cut, error: Math.min(error, best.error) };
  }
  return { cut: best.cut * MSER_BATCH, settled: best.cut < lastAllowed || lastAllowed === 0 };
}
