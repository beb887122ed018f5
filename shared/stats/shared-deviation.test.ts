import { describe, expect, it } from 'vitest';
import { bayesianRegression } from './bayesian-regression.ts';
import { withoutShared } from './shared-deviation.ts';

/*
 * Oracle: R 4.2.2, generalised least squares by hand: V has own² on the diagonal and shared² within each group,
 * solve(t(X) %*% solve(V) %*% X, t(X) %*% solve(V) %*% y).
 */
const FIRST = [
  { features: [1, 1], value: 3.1 },
  { features: [1, 2], value: 4.7 },
  { features: [1, 3], value: 7.2 },
  { features: [1, 4], value: 8.8 },
];
const SECOND = [
  { features: [1, 6], value: 15.1 },
  { features: [1, 7], value: 16.7 },
  { features: [1, 9], value: 21.4 },
];
const OWN = 0.3;
const UNKNOWN = { mean: 0, variance: 1e9 };

describe('rows that have a deviation in common', () => {
  it('are worth in a regression what R says they are', () => {
    const rows = [...withoutShared(FIRST, OWN, 0.9), ...withoutShared(SECOND, OWN, 1.7)];
    const found = bayesianRegression(rows, [UNKNOWN, UNKNOWN], OWN ** 2);
    expect(found.coefficients[0]).toBeCloseTo(1.1825154173543, 7);
    expect(found.coefficients[1]).toBeCloseTo(2.06636411013637, 7);
    expect(found.at([1, 0]).deviation ** 2).toBeCloseTo(0.760110310084253, 7);
    expect(found.at([0, 1]).deviation ** 2).toBeCloseTo(0.00880026926083557, 7);
    const left = rows.map(
      ({ features, value }) =>
        value - features.reduce((sum, feature, j) => sum + feature * (found.coefficients[j] ?? 0), 0),
    );
    expect(left.reduce((sum, one) => sum + (one / OWN) ** 2, 0)).toBeCloseTo(5.32311300269261, 7);
  });

  it('stay as they are where they share nothing, and there may be none', () => {
    expect(withoutShared(FIRST, OWN, 0)).toEqual(FIRST);
    expect(withoutShared([], OWN, 1)).toEqual([]);
  });

  it('refuses deviations that are none', () => {
    expect(() => withoutShared(FIRST, 0, 1)).toThrow(/above 0, not 0 and 1/u);
    expect(() => withoutShared(FIRST, 1, -1)).toThrow(RangeError);
  });
});
