import { mean, requireFinite, variance } from './descriptive.ts';
import { studentQuantile } from './distributions.ts';
import type { Interval } from './interval.ts';

/** More batches than this gain little (Schmeiser 1982: beyond 30 the interval hardly narrows). */
const MOST_BATCHES = 20;
const FEWEST_BATCHES = 5;

export interface BatchMeans extends Interval {
  /** Standard error of the mean. */
  readonly error: number;
  /** Degrees of freedom behind it. */
  readonly freedom: number;
}

/**
 * Mean of an autocorrelated series with its interval, by non-overlapping batch means: neighbouring values are averaged
 * into batches long enough to be nearly independent, and Student's interval is taken over those. Law & Kelton,
 * "Simulation Modeling and Analysis", 9.5.3. Where the batches are still correlated (lag-1, tested against
 * Bartlett's bound), fewer and longer ones are tried, down to five. O(n log n).
 * @param values in order of time, evenly spaced, without warm-up
 * @param confidence of the interval, 0.95 unless told otherwise
 * @throws RangeError for fewer than five values, or values that are not finite
 */
export function batchMeans(values: readonly number[], confidence = 0.95): BatchMeans {
  requireFinite(values, FEWEST_BATCHES, 'batchMeans');
  let count = Math.min(MOST_BATCHES, values.length);
  let batches = batchesOf(values, count);
  while (count > FEWEST_BATCHES && correlated(batches)) {
    count = Math.max(FEWEST_BATCHES, Math.floor(count / 1.5));
    batches = batchesOf(values, count);
  }
  const centre = mean(values);
  const error = Math.sqrt(variance(batches) / count);
  const half = studentQuantile((1 + confidence) / 2, count - 1) * error;
  return { mean: centre, low: centre - half, high: centre + half, error, freedom: count - 1 };
}

/** Splits into `count` batches whose sizes differ by at most one, so that no value is thrown away. */
function batchesOf(values: readonly number[], count: number): number[] {
  return Array.from({ length: count }, (_, i) =>
    mean(
      values.slice(Math.floor((i * values.length) / count), Math.floor(((i + 1) * values.length) / count)),
    ),
  );
}

function correlated(batches: readonly number[]): boolean {
  const centre = mean(batches);
  let products = 0;
  let squares = 0;
  for (const [i, value] of batches.entries()) {
    squares += (value - centre) ** 2;
    const next = batches[i + 1];
    if (next !== undefined) products += (value - centre) * (next - centre);
  }
  // Bartlett: without correlation the lag-1 coefficient stays below 1.645 / √n in 95 of 100 cases (one-sided).
  return squares > 0 && products / squares > 1.645 / Math.sqrt(batches.length);
}
