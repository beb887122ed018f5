import { incompleteBeta } from '../../shared/stats/special-functions.ts';

/**
 * The upper end of the one-sided 95 % interval of a share (Clopper & Pearson 1934), by bisection.
 * @param count how often it happened, of `total`
 */
export function upperBound(count: number, total: number, confidence = 0.95): number {
  if (count >= total) return 1;
  let [low, high] = [0, 1];
  for (let i = 0; i < 60; i++) {
    const middle = (low + high) / 2;
    if (incompleteBeta(middle, count + 1, total - count) < confidence) low = middle;
    else high = middle;
  }
  return high;
}
