import { cholesky, forward, solve } from './linear-algebra.ts';

/** What is believed of coefficients after some rows were seen. */
export interface Regression {
  readonly coefficients: Float64Array;
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
  if (!(noiseVariance > 0) || priors.some(({ variance }) => !(variance > 0)))
    throw new RangeError('bayesianRegression needs variances above 0');
  const size = priors.length;
  const precision = new Float64Array(size * size);
  const right = new Float64Array(size);
  let squares = 0;
  for (const { features, value } of rows) {
    // About the prior mean: what is left has a prior of mean 0.
    const left = value - priors.reduce((sum, { mean }, j) => sum + mean * (features[j] ?? 0), 0);
    squares += left * left;
    for (let j = 0; j < size; j++) {
      const own = features[j] ?? 0;
      right[j] = (right[j] ?? 0) + (own * left) / noiseVariance;
      for (let k = 0; k <= j; k++)
        precision[j * size + k] = (precision[j * size + k] ?? 0) + (own * (features[k] ?? 0)) / noiseVariance;
    }
  }
  for (const [j, { variance }] of priors.entries())
    precision[j * size + j] = (precision[j * size + j] ?? 0) + 1 / variance;
  const factor = cholesky(precision, size);
  const shift = solve(factor, right);
  const coefficients = Float64Array.from(priors, ({ mean }, j) => mean + (shift[j] ?? 0));
  const explained = shift.reduce((sum, value, j) => sum + value * (right[j] ?? 0), 0);
  const logPrior = priors.reduce((sum, { variance }) => sum + Math.log(variance), 0);
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
