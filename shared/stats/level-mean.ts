import type { Autoregression } from './autoregression.ts';
import { cholesky, solve, zeros } from './linear-algebra.ts';

/** A mean with the variance that is believed of it. */
export interface MeanBelief {
  readonly mean: number;
  readonly variance: number;
}

/** How a series may vary about its mean beside the noise. */
export interface LevelShape {
  /** Periods of a common oscillation in steps, with the prior variance of each one's amplitude. */
  readonly periods: readonly { readonly period: number; readonly variance: number }[];
  /**
   * Decays that may not be over: time constants in steps, and the prior standard deviation of what is left of one at the
   * first value. Empty where nothing can decay.
   */
  readonly decays: {
    readonly constants: readonly number[];
    readonly deviation: number;
    readonly prior: number;
  };
}

/** A mean about which nothing is known beforehand may lie anywhere in this many units. */
const DIFFUSE_VARIANCE = 100 ** 2;

interface Fit extends MeanBelief {
  readonly logEvidence: number;
}

/** What a regression needs of a series, once the noise is whitened: all products of its columns, and with its values. */
interface Moments {
  readonly size: number;
  /** Lower triangle, row by row. */
  readonly products: readonly number[];
  readonly right: readonly number[];
  readonly squares: number;
  /** Natural logarithm of the noise's scale, summed. */
  readonly logScale: number;
}

/**
 * The series and its columns under first-order noise that is whitened first (Cochrane & Orcutt 1949; gaps widen the
 * step). O(n × p²).
 * @param columns each one's value at every time, one after the other
 */
function momentsOf(
  times: ArrayLike<number>,
  values: ArrayLike<number>,
  { correlation, variance }: Autoregression,
  columns: readonly Float64Array[],
): Moments {
  const size = columns.length;
  const products = zeros(size * size);
  const right = zeros(size);
  const row = zeros(size);
  let [squares, logScale] = [0, 0];
  let [carried, deviation, logDeviation, step] = [0, Math.sqrt(variance), Math.log(variance) / 2, 0];
  for (let i = 0; i < values.length; i++) {
    const now = i === 0 ? 0 : (times[i] ?? 0) - (times[i - 1] ?? 0);
    if (now !== step) {
      step = now;
      carried = correlation ** Math.max(1e-9, step);
      deviation = Math.sqrt(variance * (1 - carried * carried));
      logDeviation = Math.log(deviation);
    }
    const left = ((values[i] ?? 0) - (i === 0 ? 0 : carried * (values[i - 1] ?? 0))) / deviation;
    for (let j = 0; j < size; j++) {
      const column = columns[j] ?? NONE;
      const own = ((column[i] ?? 0) - (i === 0 ? 0 : carried * (column[i - 1] ?? 0))) / deviation;
      row[j] = own;
      right[j] = (right[j] ?? 0) + own * left;
      for (let k = 0; k <= j; k++)
        products[j * size + k] = (products[j * size + k] ?? 0) + own * (row[k] ?? 0);
    }
    squares += left * left;
    logScale += logDeviation;
  }
  return { size, products, right, squares, logScale };
}

const NONE = new Float64Array(0);

/** Bayesian regression on some of the columns; the first one asked for is the mean's. O(p³). */
function fit(all: Moments, chosen: readonly number[], priorVariances: readonly number[]): Fit {
  const size = chosen.length;
  const precision = zeros(size * size);
  const right = zeros(size);
  let logPrior = 0;
  for (let j = 0; j < size; j++) {
    const own = chosen[j] ?? 0;
    const prior = priorVariances[own] ?? 1;
    for (let k = 0; k <= j; k++)
      precision[j * size + k] = all.products[own * all.size + (chosen[k] ?? 0)] ?? 0;
    precision[j * size + j] = (precision[j * size + j] ?? 0) + 1 / prior;
    right[j] = all.right[own] ?? 0;
    logPrior += Math.log(prior);
  }
  const factor = cholesky(precision, size);
  const coefficients = solve(factor, right);
  const unit = zeros(size);
  unit[0] = 1;
  let explained = 0;
  for (let j = 0; j < size; j++) explained += (coefficients[j] ?? 0) * (right[j] ?? 0);
  return {
    mean: coefficients[0] ?? 0,
    variance: solve(factor, unit)[0] ?? 0,
    logEvidence: -0.5 * (all.squares - explained + factor.logDeterminant + logPrior) - all.logScale,
  };
}

/**
 * The long-run mean of a stretch of readings: noise is first-order autoregressive, a common oscillation is fitted with
 * its phase left open, and "flat" is averaged with "still decaying exponentially" by their evidence, so that a drift
 * that could go unseen widens the answer. Bayesian model averaging after Hoeting et al. (1999). O(n × (p + decays)²).
 * @param times in steps, increasing; @param values as many
 * @throws RangeError for no values
 */
export function levelMean(
  times: ArrayLike<number>,
  values: ArrayLike<number>,
  noise: Autoregression,
  shape: LevelShape,
): MeanBelief & { readonly decaying: number; readonly logEvidence: number } {
  if (values.length === 0) throw new RangeError('levelMean needs at least one value');
  const count = values.length;
  const start = times[0] ?? 0;
  const columns = [new Float64Array(count).fill(1)];
  const variances = [DIFFUSE_VARIANCE];
  for (const { period, variance } of shape.periods) {
    const turn = (2 * Math.PI) / period;
    const [cosines, sines] = [new Float64Array(count), new Float64Array(count)];
    for (let i = 0; i < count; i++) {
      cosines[i] = Math.cos(turn * (times[i] ?? 0));
      sines[i] = Math.sin(turn * (times[i] ?? 0));
    }
    columns.push(cosines, sines);
    variances.push(variance, variance);
  }
  const { constants, deviation, prior } = shape.decays;
  // What is left after hours is so little that its square, or one divided by that, is no number any more.
  const decaysToo = constants.length > 0 && Number.isFinite(1 / deviation ** 2);
  const common = columns.map((_, j) => j);
  for (const constant of decaysToo ? constants : []) {
    const decay = new Float64Array(count);
    for (let i = 0; i < count; i++) decay[i] = Math.exp(-((times[i] ?? 0) - start) / constant);
    columns.push(decay);
    variances.push(deviation ** 2);
  }
  const all = momentsOf(times, values, noise, columns);
  const flat = fit(all, common, variances);
  if (!decaysToo) return { ...flat, decaying: 0 };
  const decays = constants.map((_, k) => fit(all, [...common, common.length + k], variances));
  const best = Math.max(flat.logEvidence, ...decays.map(({ logEvidence }) => logEvidence));
  const candidates = [
    { belief: flat, weight: (1 - prior) * Math.exp(flat.logEvidence - best) },
    ...decays.map((belief) => ({
      belief,
      weight: (prior / constants.length) * Math.exp(belief.logEvidence - best),
    })),
  ];
  const total = candidates.reduce((sum, { weight }) => sum + weight, 0);
  const mean = candidates.reduce((sum, { belief, weight }) => sum + weight * belief.mean, 0) / total;
  const variance =
    candidates.reduce(
      (sum, { belief, weight }) => sum + weight * (belief.variance + (belief.mean - mean) ** 2),
      0,
    ) / total;
  return {
    mean,
    variance,
    decaying: 1 - (candidates[0]?.weight ?? 0) / total,
    logEvidence: best + Math.log(total),
  };
}
