import {
  addRow,
  leftOver,
  noMoments,
  regressionOf,
  type CoefficientPrior,
  type Moments,
  type Regression,
} from './bayesian-regression.ts';

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

/** The moments of output about its prior mean, on 1, the lagged input and a start that fades. */
function momentsOf(
  inputs: ArrayLike<number>,
  outputs: ArrayLike<number>,
  constant: number,
  { offset, gain }: LagPrior,
): Moments {
  const moments = noMoments(3);
  const features = [1, 0, 0];
  const keep = Math.exp(-1 / constant);
  let [lagged, faded] = [inputs[0] ?? 0, 1];
  let [sum, lags, fading, count] = [0, 0, 0, 0];
  for (let i = 0; i < inputs.length; i++) {
    lagged = keep * lagged + (1 - keep) * (inputs[i] ?? 0);
    const output = outputs[i] ?? Number.NaN;
    if (!Number.isNaN(output)) {
      sum += output;
      lags += lagged;
      fading += faded;
      count += 1;
    }
    faded *= keep;
    if (i % BIN !== BIN - 1 && i !== inputs.length - 1) continue;
    if (count > 0) {
      features[1] = lags / count;
      features[2] = fading / count;
      addRow(moments, features, sum / count - offset.mean - (gain.mean * lags) / count);
    }
    sum = lags = fading = count = 0;
  }
  return moments;
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
  prior: LagPrior,
): LagBelief {
  if (inputs.length === 0 || inputs.length !== outputs.length)
    throw new RangeError(`firstOrderLag needs as many outputs as inputs, and one at least`);
  const { offset, gain, known, start, constants, noise } = prior;
  const priors = [offset, gain, { mean: 0, variance: start ** 2 }];
  const tables = constants.map((constant) => momentsOf(inputs, outputs, constant, prior));
  // What is known beforehand is a row like others, as exact as it is known.
  const withKnown = (table: Moments, variance: number): Moments => {
    const all = { ...table, products: [...table.products], right: [...table.right] };
    for (const { input, mean, deviation } of known) {
      const scale = Math.sqrt(variance) / deviation;
      addRow(all, [scale, scale * input, 0], scale * (mean - offset.mean - gain.mean * input));
    }
    return all;
  };
  const fitAll = (variance: number) =>
    tables.map((table) => regressionOf(withKnown(table, variance), priors, variance));
  const best = (fits: readonly Regression[]) =>
    fits.reduce((found, fit, i) => (fit.logEvidence > (fits[found]?.logEvidence ?? 0) ? i : found), 0);
  const first = fitAll(noise ** 2);
  const likeliest = best(first);
  const table = tables[likeliest] ?? noMoments(priors.length);
  const shift = (first[likeliest]?.coefficients ?? []).map((value, j) => value - (priors[j]?.mean ?? 0));
  const left = leftOver(table, shift);
  const variance = Math.max(noise ** 2, left / Math.max(1, table.count - priors.length));
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
