/** Refuses what no statistic can be made of. @throws RangeError */
export function requireFinite(values: readonly number[], least: number, what: string): void {
  if (values.length < least)
    throw new RangeError(`${what} needs at least ${least} values, not ${values.length}`);
  for (const value of values)
    if (!Number.isFinite(value)) throw new RangeError(`${what} needs finite values, not ${value}`);
}

/**
 * Arithmetic mean. O(n).
 * @example mean([1, 2, 6]) // 3
 * @throws RangeError for no values or values that are not finite
 */
export function mean(values: readonly number[]): number {
  requireFinite(values, 1, 'mean');
  let sum = 0;
  for (const value of values) sum += value;
  return sum / values.length;
}

/**
 * Sample variance, with n − 1. Two passes, since one pass cancels at large means. O(n).
 * @example variance([1, 2, 6]) // 7
 * @throws RangeError for fewer than two values
 */
export function variance(values: readonly number[]): number {
  requireFinite(values, 2, 'variance');
  const centre = mean(values);
  let sum = 0;
  for (const value of values) sum += (value - centre) ** 2;
  return sum / (values.length - 1);
}

/**
 * Quantile by linear interpolation of the order statistics: Hyndman & Fan (1996), type 7, R's default. O(n log n).
 * @param p share, 0 to 1
 * @example quantile([1, 2, 3, 4], 0.5) // 2.5
 * @throws RangeError for no values, or p outside 0 to 1
 */
export function quantile(values: readonly number[], p: number): number {
  requireFinite(values, 1, 'quantile');
  if (!(p >= 0 && p <= 1)) throw new RangeError(`quantile needs a share from 0 to 1, not ${p}`);
  const sorted = values.toSorted((a, b) => a - b);
  const at = (sorted.length - 1) * p;
  const below = sorted[Math.floor(at)] ?? Number.NaN;
  const above = sorted[Math.ceil(at)] ?? Number.NaN;
  return below + (above - below) * (at - Math.floor(at));
}

/** The middle value, see {@link quantile}. */
export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}
