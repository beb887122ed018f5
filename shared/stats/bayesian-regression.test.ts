import { describe, expect, it } from 'vitest';
import { addRow, bayesianRegression, noMoments, withOnly } from './bayesian-regression.ts';

// Oracle: NumPy 2.4 and SciPy 1.17 (scipy.stats.multivariate_normal.logpdf of the marginal distribution).
const ROWS = [
  { features: [1, 0], value: 1.1 },
  { features: [1, 1], value: 2.9 },
  { features: [1, 2], value: 5.2 },
  { features: [1, 4], value: 8.7 },
];
const PRIORS = [
  { mean: 0.5, variance: 4 },
  { mean: 1.5, variance: 1 },
];

describe('Bayesian regression', () => {
  const found = bayesianRegression(ROWS, PRIORS, 0.25);

  it('has the posterior that NumPy has', () => {
    expect(found.coefficients[0]).toBeCloseTo(1.1174968606111364, 10);
    expect(found.coefficients[1]).toBeCloseTo(1.913059857681038, 10);
    const { mean, deviation } = found.at([1, 6]);
    expect(mean).toBeCloseTo(12.595856006697364, 10);
    expect(deviation).toBeCloseTo(0.7478166909510409, 10);
  });

  it('weighs models as their marginal likelihoods do', () => {
    const without = bayesianRegression(
      ROWS.map(({ features, value }) => ({ features: features.slice(0, 1), value })),
      PRIORS.slice(0, 1),
      0.25,
    );
    expect(found.logEvidence - without.logEvidence).toBeCloseTo(64.32870523482062, 8);
  });

  it('takes features away from moments as from rows', () => {
    const [all, some] = [noMoments(3), noMoments(2)];
    for (const { features, value } of ROWS) {
      addRow(all, [features[0] ?? 0, value ** 2, features[1] ?? 0], value);
      addRow(some, features, value);
    }
    expect(withOnly(all, [0, 2])).toEqual(some);
  });

  it('believes the prior where nothing was seen', () => {
    const { mean, deviation } = bayesianRegression([], PRIORS, 1).at([1, 2]);
    expect(mean).toBeCloseTo(3.5, 12);
    expect(deviation).toBeCloseTo(Math.sqrt(4 + 4), 12);
  });

  it('refuses a variance that is none', () => {
    expect(() => bayesianRegression(ROWS, PRIORS, 0)).toThrow(RangeError);
    expect(() => bayesianRegression(ROWS, [{ mean: 0, variance: 0 }], 1)).toThrow(RangeError);
  });
});
