import type { Autoregression } from './autoregression.ts';
import { cholesky, solve } from './linear-algebra.ts';

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

/**
 * Bayesian regression of a series on columns, under first-order noise that is whitened first (Cochrane & Orcutt 1949;
 * gaps widen the step). Column 0 is the mean's. O(n × p²).
 */
function fit(
  times: ArrayLike<number>,
  values: ArrayLike<number>,
  { correlation, variance }: Autoregression,
  columns: readonly ((time: number) => number)[],
  priorVariances: readonly number[],
): Fit {
  const size = columns.length;
  const precision = new Float64Array(size * size);
  const right = new Float64Array(size);
  let squares = 0;
  let logScale = 0;
  for (let j = 0; j < size; j++) precision[j * size + j] = 1 / (priorVariances[j] ?? 1);
  const before = new Float64Array(size);
  const row = new Float64Array(size);
  let [lastTime, lastValue] = [Number.NaN, 0];
  for (let i = 0; i < values.length; i++) {
    const time = times[i] ?? 0;
    const value = values[i] ?? 0;
    const carried = Number.isNaN(lastTime) ? 0 : correlation ** Math.max(1e-9, time - lastTime);
    const deviation = Math.sqrt(variance * (1 - carried * carried));
    const left = (value - carried * lastValue) / deviation;
    for (let j = 0; j < size; j++) {
      const now = columns[j]?.(time) ?? 0;
      row[j] = (now - carried * (before[j] ?? 0)) / deviation;
      before[j] = now;
    }
    for (let j = 0; j < size; j++) {
      const own = row[j] ?? 0;
      right[j] = (right[j] ?? 0) + own * left;
      for (let k = 0; k <= j; k++)
        precision[j * size + k] = (precision[j * size + k] ?? 0) + own * (row[k] ?? 0);
    }
    squares += left * left;
    logScale += Math.log(deviation);
    [lastTime, lastValue] = [time, value];
  }
  const factor = cholesky(precision, size);
  const coefficients = solve(factor, right);
  const unit = new Float64Array(size);
  unit[0] = 1;
  let explained = 0;
  for (let j = 0; j < size; j++) explained += (coefficients[j] ?? 0) * (right[j] ?? 0);
  const logPrior = priorVariances.reduce((sum, own) => sum + Math.log(own), 0);
  return {
    mean: coefficients[0] ?? 0,
    variance: solve(factor, unit)[0] ?? 0,
    logEvidence: -0.5 * (squares - explained + factor.logDeterminant + logPrior) - logScale,
  };
}

/**
 * The long-run mean of a stretch of readings: noise is first-order autoregressive, a common oscillation is fitted with
 * its phase left open, and "flat" is averaged with "still decaying exponentially" by their evidence, so that a drift
 * that could go unseen widens the answer. Bayesian model averaging after Hoeting et al. (1999). O(n × p² × decays).
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
  const start = times[0] ?? 0;
  const columns: ((time: number) => number)[] = [() => 1];
  const variances = [DIFFUSE_VARIANCE];
  for (const { period, variance } of shape.periods) {
    const turn = (2 * Math.PI) / period;
    columns.push(
      (time) => Math.cos(turn * time),
      (time) => Math.sin(turn * time),
    );
    variances.push(variance, variance);
  }
  const flat = fit(times, values, noise, columns, variances);
  const { constants, deviation, prior } = shape.decays;
  if (constants.length === 0 || !(deviation > 0)) return { ...flat, decaying: 0 };
  const decays = constants.map((constant) =>
    fit(
      times,
      values,
      noise,
      [...columns, (time) => Math.exp(-(time - start) / constant)],
      [...variances, deviation ** 2],
    ),
  );
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
