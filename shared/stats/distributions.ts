import { incompleteBeta } from './special-functions.ts';

/**
 * P(Z ≤ z) of the standard normal distribution, to about 1e-15 in absolute terms: the series for erf near the
 * middle (Abramowitz & Stegun 7.1.6), the continued fraction for erfc in the tails (7.1.14).
 * @throws RangeError for NaN
 */
export function normalCdf(z: number): number {
  if (Number.isNaN(z)) throw new RangeError('normalCdf needs a number');
  const x = Math.abs(z) / Math.SQRT2;
  if (x > 27) return z < 0 ? 0 : 1;
  const upper = x < 2.5 ? (1 - erfSeries(x)) / 2 : erfcFraction(x) / 2;
  return z < 0 ? upper : 1 - upper;
}

function erfSeries(x: number): number {
  let term = x;
  let sum = x;
  for (let k = 1; Math.abs(term) > 1e-17 * Math.abs(sum); k++) {
    term *= (2 * x * x) / (2 * k + 1);
    sum += term;
  }
  return (2 / Math.sqrt(Math.PI)) * Math.exp(-x * x) * sum;
}

function erfcFraction(x: number): number {
  let fraction = x;
  for (let k = 60; k >= 1; k--) fraction = x + k / 2 / fraction;
  return Math.exp(-x * x) / (fraction * Math.sqrt(Math.PI));
}

/** Density of the standard normal distribution. */
export function normalPdf(z: number): number {
  return Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);
}

/** The z at which an increasing function reaches p, by bisection to the last digit. */
function invert(cdf: (z: number) => number, p: number, reach: number): number {
  let low = -reach;
  let high = reach;
  while (cdf(low) > p) low *= 2;
  while (cdf(high) < p) high *= 2;
  for (;;) {
    const middle = (low + high) / 2;
    if (middle <= low || middle >= high) return middle;
    if (cdf(middle) < p) low = middle;
    else high = middle;
  }
}

function requireShare(p: number, what: string): void {
  if (!(p > 0 && p < 1)) throw new RangeError(`${what} needs a probability between 0 and 1, not ${p}`);
}

/** The z below which the share p of the standard normal distribution lies. @throws RangeError for p outside (0, 1) */
export function normalQuantile(p: number): number {
  requireShare(p, 'normalQuantile');
  return p > 0.5 ? -invert(normalCdf, 1 - p, 8) : invert(normalCdf, p, 8);
}

/**
 * P(T ≤ t) of Student's distribution, through the incomplete beta function (Abramowitz & Stegun 26.7.1).
 * @param freedom degrees of freedom, > 0, need not be whole
 * @throws RangeError for NaN or freedom ≤ 0
 */
export function studentCdf(t: number, freedom: number): number {
  if (Number.isNaN(t) || !(freedom > 0))
    throw new RangeError(
      `studentCdf needs a number and positive degrees of freedom, not ${t} and ${freedom}`,
    );
  if (!Number.isFinite(t)) return t < 0 ? 0 : 1;
  const tail = incompleteBeta(freedom / (freedom + t * t), freedom / 2, 0.5) / 2;
  return t < 0 ? tail : 1 - tail;
}

const cache = new Map<string, number>();

/**
 * The t below which the share p of Student's distribution lies. Kept once computed: the same few are asked for
 * at every tick.
 * @throws RangeError for p outside (0, 1) or freedom ≤ 0
 */
export function studentQuantile(p: number, freedom: number): number {
  requireShare(p, 'studentQuantile');
  const key = `${p} ${freedom}`;
  const known = cache.get(key);
  if (known !== undefined) return known;
  const cdf = (t: number) => studentCdf(t, freedom);
  const value = p > 0.5 ? -invert(cdf, 1 - p, 8) : invert(cdf, p, 8);
  if (cache.size < 4096) cache.set(key, value);
  return value;
}
