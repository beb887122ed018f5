import { cholesky, forward, solve, zeros } from './linear-algebra.ts';

/** What is believed of coefficients after some rows were seen. */
export interface Regression {
  readonly coefficients: readonly number[];
  /** Natural logarithm of the evidence, up to what is the same for every model of the same data. */
  readonly logEvidence: number;
  /** Mean and standard deviation of a linear combination of the coefficients. */
  at(features: readonly number[]): { readonly mean: number; readonly deviation: number };
}

/** Independent normal beliefs beforehand, a coefficient each. */
export interface CoefficientPrior {
  readonly mean: number;
  readonly variance: number;
}

/** What a regression needs to know of its rows; it adds up over rows. */
export interface Moments {
  /** Products of features, lower triangle, row by row. */
  readonly products: number[];
  /** Products of features and values. */
  readonly right: number[];
  squares: number;
  count: number;
}

export function noMoments(size: number): Moments {
  return { products: zeros(size * size), right: zeros(size), squares: 0, count: 0 };
}

/** Adds a row to moments of as many features. O(p²). */
export function addRow(moments: Moments, features: readonly number[], value: number): void {
  const { products, right } = moments;
  const size = right.length;
  for (let j = 0; j < size; j++) {
    const own = features[j] ?? 0;
    right[j] = (right[j] ?? 0) + own * value;
    for (let k = 0; k <= j; k++)
      products[j * size + k] = (products[j * size + k] ?? 0) + own * (features[k] ?? 0);
  }
  moments.squares += value * value;
  moments.count += 1;
}

/** The moments of the same rows with some of their features only, in rising order. O(p²). */
export function withOnly({ products, right, squares, count }: Moments, features: readonly number[]): Moments {
  const size = right.length;
  return {
    products: features.flatMap((j) => features.map((k) => (k <= j ? (products[j * size + k] ?? 0) : 0))),
    right: features.map((j) => right[j] ?? 0),
    squares,
    count,
  };
}

/** Sum of the squares of what a linear combination leaves of the rows' values. O(p²). */
export function leftOver({ products, right, squares }: Moments, coefficients: readonly number[]): number {
  const size = right.length;
  let sum = squares;
  for (let j = 0; j < size; j++) {
    const own = coefficients[j] ?? 0;
    sum -= 2 * own * (right[j] ?? 0);
    for (let k = 0; k <= j; k++)
      sum += (j === k ? 1 : 2) * own * (coefficients[k] ?? 0) * (products[j * size + k] ?? 0);
  }
  return Math.max(0, sum);
}

/**
 * Bayesian linear regression with known noise (Bishop, Pattern Recognition and Machine Learning, 3.3). O(rows × p²).
 * @param rows features and value of each observation, as many features as priors
 * @param noiseVariance of one observation
 * @throws RangeError for a variance that is not above 0
 */
export function bayesianRegression(
  rows: readonly { readonly features: readonly number[]; readonly value: number }[],
  priors: readonly CoefficientPrior[],
  noiseVariance: number,
): Regression {
  // About the prior mean: what is left has a prior of mean 0.
  const moments = noMoments(priors.length);
  for (const { features, value } of rows) {
    let left = value;
    for (let j = 0; j < priors.length; j++) left -= (priors[j]?.mean ?? 0) * (features[j] ?? 0);
    addRow(moments, features, left);
  }
  return regressionOf(moments, priors, noiseVariance);
}

/**
 * {@link bayesianRegression} of rows whose values have been taken about the prior mean already. O(p³).
 * @throws RangeError for a variance that is not above 0
 */
export function regressionOf(
  { products, right, squares }: Moments,
  priors: readonly CoefficientPrior[],
  noiseVariance: number,
): Regression {
  if (!(noiseVariance > 0) || priors.some(({ variance }) => !(variance > 0)))
    throw new RangeError('bayesianRegression needs variances above 0');
  const size = priors.length;
  const precision = products.map((product) => product / noiseVariance);
  const scaled = right.map((product) => product / noiseVariance);
  let logPrior = 0;
  for (let j = 0; j < size; j++) {
    const { variance } = priors[j] ?? { variance: 1 };
    precision[j * size + j] = (precision[j * size + j] ?? 0) + 1 / variance;
    logPrior += Math.log(variance);
  }
  const factor = cholesky(precision, size);
  const shift = solve(factor, scaled);
  const coefficients = priors.map(({ mean }, j) => mean + (shift[j] ?? 0));
  let explained = 0;
  for (let j = 0; j < size; j++) explained += (shift[j] ?? 0) * (scaled[j] ?? 0);
  return {
    coefficients,
    logEvidence: -0.5 * (squares / noiseVariance - explained + factor.logDeterminant + logPrior),
    at: (features) => {
      const z = forward(factor, features);
      return {
        mean: features.reduce((sum, feature, j) => sum + feature * (coefficients[j] ?? 0), 0),
        deviation: Math.sqrt(z.reduce((sum, value) => sum + value * value, 0)),
      };
    },
  };
}
