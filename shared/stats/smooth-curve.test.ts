import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { smoothCurve } from './smooth-curve.ts';

/*
 * Oracle: NumPy 2.4 and SciPy 1.17, Gaussian process regression written out with the covariance
 * 400 + 10⁴·a·b + d²·m²(3M − m)/6, m and M the smaller and the larger of a and b.
 */
const POINTS = [
  { x: 0, y: 2, variance: 0.1 },
  { x: 1, y: 11.5, variance: 0.2 },
  { x: 3, y: 33, variance: 0.3 },
  { x: 6, y: 61, variance: 0.5 },
];
const PRIOR = {
  intercept: { mean: 3, variance: 400 },
  slope: { mean: 10, variance: 10_000 },
  bends: [
    { deviation: 0, weight: 0.6 },
    { deviation: 4, weight: 0.4 },
  ],
  scatters: [{ deviation: 0, weight: 1 }],
};

describe('a smooth curve', () => {
  const [straight, bent] = smoothCurve(POINTS, PRIOR);

  it('weighs straight against bent by their evidence', () => {
    expect(straight?.weight).toBeCloseTo(0.8022986046581253, 8);
    expect(bent?.weight).toBeCloseTo(0.19770139534187461, 8);
  });

  it('agrees with Gaussian process regression between and beyond its points', () => {
    expect(straight?.at(5).mean).toBeCloseTo(51.790274305344326, 6);
    expect(straight?.at(5).deviation).toBeCloseTo(0.48857801291342884, 6);
    expect(bent?.at(8).mean).toBeCloseTo(78.57753953611966, 6);
    expect(bent?.at(8).deviation).toBeCloseTo(9.935512007059392, 6);
  });

  it('weighs scatter between measurements against none by their evidence too', () => {
    const scatters = [
      { deviation: 0, weight: 0.7 },
      { deviation: 2, weight: 0.3 },
    ];
    const [, scattered, , both] = smoothCurve(POINTS, { ...PRIOR, scatters });
    expect(scattered?.weight).toBeCloseTo(0.2531261770710252, 8);
    expect(scattered?.at(5).mean).toBeCloseTo(51.621484675098614, 6);
    expect(scattered?.at(5).deviation).toBeCloseTo(1.5625977761625758, 6);
    expect(both?.weight).toBeCloseTo(0.041670891227993875, 8);
    expect(both?.at(5).deviation).toBeCloseTo(2.835965510565724, 6);
  });

  it('leaves out what the data hardly allow', () => {
    const scatters = [
      { deviation: 0, weight: 1 },
      { deviation: 50, weight: 0.01 },
    ];
    expect(smoothCurve(POINTS, { ...PRIOR, scatters })).toHaveLength(2);
  });

  it('is surer at a point that was measured than beyond the last', () => {
    expect(bent?.at(6).deviation).toBeLessThan(bent?.at(9).deviation ?? 0);
  });

  it('does not depend on the order of its points', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(POINTS, { minLength: 4 }), (shuffled) => {
        expect(smoothCurve(shuffled, PRIOR)[1]?.at(7).mean).toBeCloseTo(bent?.at(7).mean ?? NaN, 6);
      }),
    );
  });

  it('refuses what it cannot answer', () => {
    expect(() => smoothCurve([], PRIOR)).toThrow(RangeError);
    expect(() => smoothCurve([{ x: -1, y: 0, variance: 1 }], PRIOR)).toThrow(/x from 0/u);
    expect(() => smoothCurve([{ x: 1, y: 0, variance: 0 }], PRIOR)).toThrow(/variances/u);
  });
});
