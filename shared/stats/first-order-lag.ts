import { bayesianRegression, type CoefficientPrior, type Regression } from './bayesian-regression.ts';

/** What is believed of a quantity that follows another one slowly. */
export interface LagBelief {
  /** Where it comes to when the input stays at this value for ever. */
  settlesAt(input: number): { readonly mean: number; readonly deviation: number };
  /** The likeliest time constant, in steps. */
  readonly constant: number;
}

export interface LagPrior {
  /** Output at no input, and what a unit of input adds in the long run. */
  readonly offset: CoefficientPrior;
  readonly gain: CoefficientPrior;
  /** What is known of the output at an input beforehand: how offset and gain hang together. */
  readonly known: readonly { readonly input: number; readonly mean: number; readonly deviation: number }[];
  /** How far the output may have been from its equilibrium at the first step: standard deviation. */
  readonly start: number;
  /** Time constants looked at, in steps. */
  readonly constants: readonly number[];
  /** The output is known no better than this: standard deviation of one value. */
  readonly noise: number;
}

/** Values are averaged over so many steps: neighbours tell the same. */
const BIN = 5;

interface Row {
  readonly features: readonly number[];
  readonly value: number;
}

function rowsOf(inputs: ArrayLike<number>, outputs: ArrayLike<number>, constant: number): Row[] {
  const rows: Row[] = [];
  let lagged = inputs[0] ?? 0;
  let [sum, lags, fading, count] = [0, 0, 0, 0];
  const keep = Math.exp(-1 / constant);
  for (let i = 0; i < inputs.length; i++) {
    lagged = keep * lagged + (1 - keep) * (inputs[i] ?? 0);
    const output = outputs[i] ?? Number.NaN;
    if (!Number.isNaN(output)) {
      sum += output;
      lags += lagged;
      fading += Math.exp(-i / constant);
      count += 1;
    }
    if (i % BIN !== BIN - 1 && i !== inputs.length - 1) continue;
    if (count > 0) rows.push({ features: [1, lags / count, fading / count], value: sum / count });
    [sum, lags, fading, count] = [0, 0, 0, 0];
  }
  return rows;
}

/**
 * A first-order lag: output(t) = offset + gain · (input smoothed exponentially with constant τ) + a start that fades,
 * as a body heats by Newton's law of cooling. For each τ a Bayesian linear regression; the answers are averaged by their
 * evidence (Hoeting et al. 1999). Noise is what the best of them leaves, at least `noise`. O(steps × constants).
 * @param inputs one a step; @param outputs as many, NaN where there is none
 * @throws RangeError for no steps, or different lengths
 */
export function firstOrderLag(
  inputs: ArrayLike<number>,
  outputs: ArrayLike<number>,
  { offset, gain, known, start, constants, noise }: LagPrior,
): LagBelief {
  if (inputs.length === 0 || inputs.length !== outputs.length)
    throw new RangeError(`firstOrderLag needs as many outputs as inputs, and one at least`);
  const priors = [offset, gain, { mean: 0, variance: start ** 2 }];
  const tables = constants.map((constant) => rowsOf(inputs, outputs, constant));
  // What is known beforehand is a row like others, as exact as it is known.
  const knownRows = (variance: number) =>
    known.map(({ input, mean, deviation }) => {
      const scale = Math.sqrt(variance) / deviation;
      return { features: [scale, scale * input, 0], value: scale * mean };
    });
  const fitAll = (variance: number) =>
    tables.map((rows) => bayesianRegression([...rows, ...knownRows(variance)], priors, variance));
  const best = (fits: readonly Regression[]) =>
    fits.reduce((found, fit, i) => (fit.logEvidence > (fits[found]?.logEvidence ?? 0) ? i : found), 0);
  const first = fitAll(noise ** 2);
  const likeliest = best(first);
  const rows = tables[likeliest] ?? [];
  const left = rows.reduce((sum, { features, value }) => {
    const error = value - (first[likeliest]?.at(features).mean ?? 0);
    return sum + error * error;
  }, 0);
  const variance = Math.max(noise ** 2, left / Math.max(1, rows.length - priors.length));
  const fits = fitAll(variance);
  const top = best(fits);
  const weights = fits.map(({ logEvidence }) => Math.exp(logEvidence - (fits[top]?.logEvidence ?? 0)));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return {
    constant: constants[top] ?? 1,
    settlesAt(input) {
      const answers = fits.map((fit) => fit.at([1, input, 0]));
      const mean = answers.reduce((sum, one, i) => sum + ((weights[i] ?? 0) / total) * one.mean, 0);
      const spread = answers.reduce(
        (sum, one, i) => sum + ((weights[i] ?? 0) / total) * (one.deviation ** 2 + (one.mean - mean) ** 2),
        0,
      );
      return { mean, deviation: Math.sqrt(spread) };
    },
  };
}
