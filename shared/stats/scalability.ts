import type { Interval } from './interval.ts';
import { studentQuantile } from './distributions.ts';
import { cholesky, solve } from './linear-algebra.ts';

/** Throughput at a load: instances, users, processes. */
export interface ThroughputPoint {
  readonly n: number;
  readonly throughput: number;
}

/**
 * The universal scalability law: X(n) = λ·n ÷ (1 + σ·(n − 1) + κ·n·(n − 1)). λ is the throughput of one, σ what they
 * wait for one another (contention), κ what they spend on agreeing (coherence).
 */
export interface Scalability {
  readonly lambda: number;
  readonly sigma: number;
  readonly kappa: number;
  /** n at which throughput is highest, √((1 − σ) ÷ κ); null where it never falls. */
  readonly peak: number | null;
  /** 95 % intervals; null where no more was measured than there are unknowns. */
  readonly intervals: {
    readonly lambda: Interval;
    readonly sigma: Interval;
    readonly kappa: Interval;
  } | null;
}

const UNKNOWNS = 3;
const ROUNDS = 500;

type Parameters = readonly [number, number, number];

function model([lambda, sigma, kappa]: Parameters, n: number): number {
  return (lambda * n) / (1 + sigma * (n - 1) + kappa * n * (n - 1));
}

function gradient([lambda, sigma, kappa]: Parameters, n: number): Parameters {
  const below = 1 + sigma * (n - 1) + kappa * n * (n - 1);
  const slope = (-lambda * n) / below ** 2;
  return [n / below, slope * (n - 1), slope * n * (n - 1)];
}

function squares(points: readonly ThroughputPoint[], parameters: Parameters): number {
  return points.reduce((sum, { n, throughput }) => sum + (throughput - model(parameters, n)) ** 2, 0);
}

/** JᵀJ with its diagonal made larger by a share, over the parameters that are free. */
function normalMatrix(
  points: readonly ThroughputPoint[],
  parameters: Parameters,
  free: readonly number[],
  damping: number,
): { matrix: Float64Array; right: Float64Array } {
  const size = free.length;
  const matrix = new Float64Array(size * size);
  const right = new Float64Array(size);
  for (const { n, throughput } of points) {
    const slopes = gradient(parameters, n);
    const rest = throughput - model(parameters, n);
    for (const [i, a] of free.entries()) {
      right[i] = (right[i] ?? 0) + (slopes[a] ?? 0) * rest;
      for (const [j, b] of free.entries())
        matrix[i * size + j] = (matrix[i * size + j] ?? 0) + (slopes[a] ?? 0) * (slopes[b] ?? 0);
    }
  }
  for (let i = 0; i < size; i++)
    matrix[i * size + i] = (matrix[i * size + i] ?? 0) * (1 + damping) + Number.MIN_VALUE;
  return { matrix, right };
}

/** Levenberg (1944) and Marquardt (1963) over some of the parameters, the others as they are. */
function descend(points: readonly ThroughputPoint[], start: Parameters, free: readonly number[]): Parameters {
  let best = start;
  let least = squares(points, best);
  let damping = 1e-3;
  for (let round = 0; round < ROUNDS && damping < 1e12; round++) {
    const { matrix, right } = normalMatrix(points, best, free, damping);
    let step: ArrayLike<number>;
    try {
      step = solve(cholesky(matrix, free.length), right);
    } catch {
      damping *= 10;
      continue;
    }
    const moved = best.map((value, index) => {
      const place = free.indexOf(index);
      return place < 0 ? value : value + (step[place] ?? 0);
    }) as unknown as Parameters;
    const now = squares(points, moved);
    if (now < least) {
      const gained = least - now;
      [best, least] = [moved, now];
      damping = Math.max(1e-12, damping / 10);
      if (gained <= 1e-15 * least) break;
    } else damping *= 10;
  }
  return best;
}

function isAllowed([lambda, sigma, kappa]: Parameters): boolean {
  return lambda >= 0 && sigma >= 0 && sigma <= 1 && kappa >= 0 && kappa <= 1;
}

/** Each of σ and κ free, or at a bound: the least of the allowed ones is the least within the bounds. */
const FACES: readonly { readonly sigma: number | null; readonly kappa: number | null }[] = [
  null,
  0,
  1,
].flatMap((sigma) => [null, 0, 1].map((kappa) => ({ sigma, kappa })));
const STARTS = [
  [0.01, 0.0001],
  [0.1, 0.01],
  [0.001, 0.00001],
] as const;

/**
 * Fits the universal scalability law by least squares, 0 ≤ σ, κ ≤ 1, with standard errors of nonlinear regression and
 * Student's intervals. Gunther, "Guerrilla Capacity Planning" (2007), 4.33 for the peak. O(points × rounds).
 * @param points at n ≥ 1 with throughput ≥ 0
 * @throws RangeError for fewer than three different n, n below 1, or nothing but zeros
 */
export function scalability(points: readonly ThroughputPoint[]): Scalability {
  const different = new Set(points.map(({ n }) => n)).size;
  if (different < UNKNOWNS)
    throw new RangeError(`the scalability law needs ${UNKNOWNS} different n, not ${different}`);
  const bad = points.find(({ n, throughput }) => !(n >= 1) || !(throughput >= 0));
  if (bad)
    throw new RangeError(
      `the scalability law needs n from 1 and values from 0, not ${bad.n}, ${bad.throughput}`,
    );
  const alone = Math.max(...points.map(({ n, throughput }) => throughput / n));
  if (alone === 0) throw new RangeError('the scalability law needs throughput above 0');

  const [best] = FACES.flatMap((face) =>
    STARTS.flatMap(([sigma, kappa]) => {
      const free = [0, ...(face.sigma === null ? [1] : []), ...(face.kappa === null ? [2] : [])];
      const found = descend(points, [alone, face.sigma ?? sigma, face.kappa ?? kappa], free);
      return isAllowed(found) ? [found] : [];
    }),
  ).toSorted((a, b) => squares(points, a) - squares(points, b));
  if (!best) throw new RangeError('the scalability law fits these values nowhere within its bounds');
  const [lambda, sigma, kappa] = best;
  return {
    lambda,
    sigma,
    kappa,
    peak: kappa > 0 ? Math.sqrt((1 - sigma) / kappa) : null,
    intervals: intervalsOf(points, best),
  };
}

function intervalsOf(points: readonly ThroughputPoint[], best: Parameters): Scalability['intervals'] {
  const freedom = points.length - UNKNOWNS;
  if (freedom < 1) return null;
  const { matrix } = normalMatrix(points, best, [0, 1, 2], 0);
  const factor = cholesky(matrix, UNKNOWNS);
  const variance = squares(points, best) / freedom;
  const reach = studentQuantile(0.975, freedom);
  const interval = (index: number): Interval => {
    const unit = new Float64Array(UNKNOWNS);
    unit[index] = 1;
    const error = Math.sqrt(variance * (solve(factor, unit)[index] ?? 0));
    const mean = best[index] ?? 0;
    return { mean, low: mean - reach * error, high: mean + reach * error };
  };
  return { lambda: interval(0), sigma: interval(1), kappa: interval(2) };
}
