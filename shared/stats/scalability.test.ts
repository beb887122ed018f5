import { describe, expect, it } from 'vitest';
import { scalability } from './scalability.ts';

/*
 * Oracle: R 4.2.2, nls(y ~ γx ÷ (1 + α(x − 1) + βx(x − 1)), algorithm = "port", lower 0, upper (Inf, 1, 1), tol 1e-12),
 * which is what the package usl does with method = "nls" (github.com/smoeding/usl, commit 480c97b). Data sets: specsdm91
 * and raytracer of that package, and the one of its tests/coef.R.
 */
const points = (pairs: readonly (readonly [number, number])[]) =>
  pairs.map(([n, throughput]) => ({ n, throughput }));
const SPECSDM91 = points([
  [1, 64.9],
  [18, 995.9],
  [36, 1652.4],
  [72, 1853.2],
  [108, 1828.9],
  [144, 1775],
  [216, 1702.2],
]);
const RAYTRACER = points([
  [1, 20],
  [4, 78],
  [8, 130],
  [12, 170],
  [16, 190],
  [20, 200],
  [24, 210],
  [28, 230],
  [32, 260],
  [48, 280],
  [64, 310],
]);

/** Student's 97.5 % quantile with four degrees of freedom, R: qt(0.975, 4). */
const T4 = 2.776445105198;

describe('the universal scalability law', () => {
  it('fits SPEC SDM91 as R does, with its standard errors and peak', () => {
    const { lambda, sigma, kappa, peak, intervals } = scalability(SPECSDM91);
    expect(lambda / 89.9952294238442).toBeCloseTo(1, 6);
    expect(sigma / 0.0277284718023464).toBeCloseTo(1, 6);
    expect(kappa / 0.000104365498546968).toBeCloseTo(1, 6);
    expect(peak).toBeCloseTo(96.5195543572591, 4);
    expect(((intervals?.sigma.high ?? 0) - sigma) / (T4 * 0.00912173158304886)).toBeCloseTo(1, 5);
    expect((kappa - (intervals?.kappa.low ?? 0)) / (T4 * 1.98752700011526e-5)).toBeCloseTo(1, 5);
    expect((lambda - (intervals?.lambda.low ?? 0)) / (T4 * 14.2134890832837)).toBeCloseTo(1, 5);
  });

  it('stays within its bounds: a curve that never falls has no peak', () => {
    const { lambda, sigma, kappa, peak } = scalability(RAYTRACER);
    expect(lambda / 21.8488426685371).toBeCloseTo(1, 6);
    expect(sigma / 0.0577707799084484).toBeCloseTo(1, 6);
    expect(kappa).toBe(0);
    expect(peak).toBeNull();
  });

  it('finds the numbers that made a curve, and a straight line', () => {
    const made = scalability(
      points([
        [1, 1],
        [2, 1.8868],
        [4, 3.0769],
        [6, 3.5294],
        [8, 3.5398],
        [10, 3.3557],
      ]),
    );
    expect(made.sigma).toBeCloseTo(0.0200057613293717, 8);
    expect(made.kappa).toBeCloseTo(0.0199996652780849, 8);
    const line = [10.1, 19.7, 30.2, 39.9, 50.3, 59.6, 70.2, 80.1];
    const straight = scalability(line.map((throughput, i) => ({ n: i + 1, throughput })));
    expect(straight.lambda).toBeCloseTo(10.0049019607386, 8);
    expect([straight.sigma, straight.kappa]).toEqual([0, 0]);
  });

  it('claims no interval where three points leave nothing to tell by', () => {
    expect(scalability(SPECSDM91.slice(0, 3)).intervals).toBeNull();
  });

  it('refuses what it cannot answer', () => {
    expect(() => scalability(SPECSDM91.slice(0, 2))).toThrow(/3 different n/u);
    expect(() => scalability([...SPECSDM91, { n: 0, throughput: 1 }])).toThrow(/n from 1/u);
    expect(() => scalability(SPECSDM91.map(({ n }) => ({ n, throughput: 0 })))).toThrow(/above 0/u);
  });
});
