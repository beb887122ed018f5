import { requireFinite } from './descriptive.ts';
import { studentQuantile } from './distributions.ts';
import type { Interval } from './interval.ts';

export interface Point {
  readonly x: number;
  readonly y: number;
  /** Inverse of the variance of y, up to a common factor; > 0. */
  readonly weight: number;
}

export interface Line {
  readonly slope: Interval;
  readonly intercept: Interval;
  /** Degrees of freedom of the scatter about the line. */
  readonly freedom: number;
  /** The line's own mean at x with its standard error (null where two points leave no scatter). */
  readonly at: (x: number) => { readonly mean: number; readonly error: number | null };
}

/**
 * Straight line through points of unequal trust, by weighted least squares, with 95 % intervals from the scatter
 * about the line: R's `lm(y ~ x, weights)`. With two points the line is exact and the ends are null. O(n).
 * @example weightedLine([{x: 0, y: 1, weight: 1}, {x: 2, y: 5, weight: 1}]) // slope 2, intercept 1
 * @throws RangeError for fewer than two different x, values that are not finite or weights not above 0
 */
export function weightedLine(points: readonly Point[]): Line {
  requireFinite(
    points.flatMap(({ x, y, weight }) => [x, y, weight]),
    6,
    'weightedLine',
  );
  const bad = points.find(({ weight }) => weight <= 0);
  if (bad) throw new RangeError(`weightedLine needs weights above 0, not ${bad.weight}`);
  const total = sum(points, ({ weight }) => weight);
  const centreX = sum(points, ({ x, weight }) => weight * x) / total;
  const centreY = sum(points, ({ y, weight }) => weight * y) / total;
  const spread = sum(points, ({ x, weight }) => weight * (x - centreX) ** 2);
  if (spread <= 0) throw new RangeError('weightedLine needs at least two different x');
  const slope = sum(points, ({ x, y, weight }) => weight * (x - centreX) * (y - centreY)) / spread;
  const intercept = centreY - slope * centreX;
  const freedom = points.length - 2;
  if (freedom === 0) {
    const at = (x: number) => ({ mean: intercept + slope * x, error: null });
    return { slope: bare(slope), intercept: bare(intercept), freedom, at };
  }
  const scatter = sum(points, ({ x, y, weight }) => weight * (y - intercept - slope * x) ** 2) / freedom;
  const reach = studentQuantile(0.975, freedom);
  const errorAt = (x: number) => Math.sqrt(scatter * (1 / total + (x - centreX) ** 2 / spread));
  return {
    slope: around(slope, reach * Math.sqrt(scatter / spread)),
    intercept: around(intercept, reach * errorAt(0)),
    freedom,
    at: (x) => ({ mean: intercept + slope * x, error: errorAt(x) }),
  };
}

function sum(points: readonly Point[], term: (point: Point) => number): number {
  let result = 0;
  for (const point of points) result += term(point);
  return result;
}
const bare = (mean: number): Interval => ({ mean, low: null, high: null });
const around = (mean: number, half: number): Interval => ({ mean, low: mean - half, high: mean + half });
