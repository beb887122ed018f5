import { cholesky, forward, solve, zeros } from './linear-algebra.ts';

/** A value of the curve that was measured, with the variance of the measurement. */
export interface CurvePoint {
  readonly x: number;
  readonly y: number;
  readonly variance: number;
}

/** What is believed of the curve at a place. */
export interface CurveBelief {
  readonly mean: number;
  readonly deviation: number;
}

/** One belief per assumption of how far the curve may bend and measurements scatter, with the weight that the data give it. */
export type CurveMixture = readonly {
  readonly weight: number;
  /** Natural logarithm of the evidence of all of them together, the same in each; comparable between sets of points of one size. */
  readonly logEvidence: number;
  readonly at: (x: number) => CurveBelief;
  /** Slope of the straight part, with its standard deviation. */
  readonly slope: CurveBelief;
}[];

export interface CurvePrior {
  /** What is known of the value at 0 and of the slope beforehand. */
  readonly intercept: { readonly mean: number; readonly variance: number };
  readonly slope: { readonly mean: number; readonly variance: number };
  /**
   * How far the curve may bend: standard deviation of the slope's random walk per √x, each with its prior weight. 0 is
   * a straight line.
   */
  readonly bends: readonly { readonly deviation: number; readonly weight: number }[];
  /**
   * By how much measurements at one place may differ beyond what each says of itself: standard deviation, each with its
   * prior weight. The curve is about what is common to them.
   */
  readonly scatters: readonly { readonly deviation: number; readonly weight: number }[];
}

/** Assumptions that are so much less likely than the best are left out. */
const NEGLIGIBLE = 1e-3;

const NO_POINT: CurvePoint = { x: 0, y: 0, variance: 1 };

function remember<Value>(compute: () => Value): () => Value {
  let known: Value | undefined;
  return () => (known ??= compute());
}

/** Covariance of once-integrated Brownian motion at a and b: Wahba (1978), the cubic smoothing spline's prior. */
function integratedBrownian(a: number, b: number): number {
  const low = Math.min(a, b);
  return (low * low * (3 * Math.max(a, b) - low)) / 6;
}

/**
 * A curve through measured points: a straight line plus once-integrated Brownian motion, averaged over several
 * strengths of bending by their evidence. It is the Bayesian form of the cubic smoothing spline (Wahba 1978), in which
 * points near the place asked for count most. Scatter between measurements is a random effect as in a meta-analysis
 * (DerSimonian & Laird 1986), averaged over too. O(points³ × bends × scatters).
 * @param points at x ≥ 0
 * @throws RangeError for no points, a negative x, or a variance not above 0
 */
export function smoothCurve(points: readonly CurvePoint[], prior: CurvePrior): CurveMixture {
  if (points.length === 0) throw new RangeError('smoothCurve needs at least one point');
  const bad = points.find(({ x, variance }) => !(x >= 0) || !(variance > 0));
  if (bad)
    throw new RangeError(
      `smoothCurve needs x from 0 and variances above 0, not ${bad.x} and ${bad.variance}`,
    );
  const { intercept, slope, bends, scatters } = prior;
  const size = points.length;
  const last = points.reduce((most, { x }) => Math.max(most, x), 0);
  const expected = (x: number) => intercept.mean + slope.mean * x;
  const residuals = points.map(({ x, y }) => y - expected(x));
  const assumptions = bends.flatMap((bend) =>
    scatters.map((scatter) => ({
      deviation: bend.deviation,
      scatter: scatter.deviation,
      weight: bend.weight * scatter.weight,
    })),
  );
  const fits = assumptions.map(({ deviation, scatter, weight }) => {
    const covariance = (a: number, b: number) =>
      intercept.variance + slope.variance * a * b + deviation ** 2 * integratedBrownian(a, b);
    const matrix = zeros(size * size);
    for (let i = 0; i < size; i++) {
      const { x, variance } = points[i] ?? NO_POINT;
      for (let j = 0; j <= i; j++)
        matrix[i * size + j] = covariance(x, points[j]?.x ?? 0) + (i === j ? variance + scatter ** 2 : 0);
    }
    const factor = cholesky(matrix, size);
    const weights = solve(factor, residuals);
    let fitted = 0;
    for (let i = 0; i < size; i++) fitted += (residuals[i] ?? 0) * (weights[i] ?? 0);
    const dot = (a: ArrayLike<number>, b: ArrayLike<number>) => {
      let sum = 0;
      for (let i = 0; i < size; i++) sum += (a[i] ?? 0) * (b[i] ?? 0);
      return sum;
    };
    const belief = (mean: number, variance: number, to: readonly number[]): CurveBelief => {
      const z = forward(factor, to);
      return { mean: mean + dot(to, weights), deviation: Math.sqrt(Math.max(0, variance - dot(z, z))) };
    };
    // Beyond the last point, and everywhere on a straight line, covariances with the points grow in a line with x.
    const beyond = remember(() => {
      const base = points.map((point) => intercept.variance - (deviation ** 2 * point.x ** 3) / 6);
      const rise = points.map((point) => slope.variance * point.x + (deviation ** 2 * point.x ** 2) / 2);
      const [a, b] = [forward(factor, base), forward(factor, rise)];
      const [baseMean, riseMean] = [dot(base, weights), dot(rise, weights)];
      const [aa, ab, bb] = [dot(a, a), dot(a, b), dot(b, b)];
      return (x: number): CurveBelief => ({
        mean: expected(x) + baseMean + riseMean * x,
        deviation: Math.sqrt(Math.max(0, covariance(x, x) - aa - 2 * ab * x - bb * x * x)),
      });
    });
    return {
      logEvidence: Math.log(weight) - 0.5 * (fitted + factor.logDeterminant),
      at: (x: number) =>
        x >= last || deviation === 0
          ? beyond()(x)
          : belief(
              expected(x),
              covariance(x, x),
              points.map((point) => covariance(x, point.x)),
            ),
      slope: () =>
        belief(
          slope.mean,
          slope.variance,
          points.map((point) => slope.variance * point.x),
        ),
    };
  });
  const best = Math.max(...fits.map(({ logEvidence }) => logEvidence));
  const likely = fits.filter(({ logEvidence }) => Math.exp(logEvidence - best) > NEGLIGIBLE);
  const total = likely.reduce((sum, { logEvidence }) => sum + Math.exp(logEvidence - best), 0);
  return likely.map(({ logEvidence, at, slope: own }) => ({
    weight: Math.exp(logEvidence - best) / total,
    logEvidence: best + Math.log(total),
    at,
    slope: own(),
  }));
}
