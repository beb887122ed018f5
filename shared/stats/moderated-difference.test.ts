import { describe, expect, it } from 'vitest';
import { moderatedDifference, moderatedMean } from './moderated-difference.ts';

const exact = (...values: number[]) => values.map((value) => ({ value, error: 0 }));

describe('moderatedDifference', () => {
  it('is Student’s two-sample test where nothing is known beforehand', () => {
    // R: t.test(c(2.52,2.49,2.55), c(2.41,2.44,2.40), var.equal=TRUE)
    const { mean, low, high, p, freedom } = moderatedDifference(
      exact(2.41, 2.44, 2.4),
      exact(2.52, 2.49, 2.55),
      { deviation: 0, freedom: 1e-12 },
    );
    expect(mean).toBeCloseTo(0.103333333333, 12);
    expect(low).toBeCloseTo(0.04480073112766159, 9);
    expect(high).toBeCloseTo(0.16186593553900541, 9);
    expect(p).toBeCloseTo(0.00803515223224187, 9);
    expect(freedom).toBeCloseTo(4, 9);
  });

  it('judges single measurements by the prior and their own errors', () => {
    // SciPy: f=4; b=1e-4*2; w=.01**2+.02**2; ef=f*((b+w)/b)**2; q=stats.t.ppf(.975,ef)*sqrt(b+w); 2*stats.t.sf(.1/sqrt(b+w),ef)
    const { low, high, p, freedom } = moderatedDifference(
      [{ value: 2.4, error: 0.01 }],
      [{ value: 2.5, error: 0.02 }],
      { deviation: 0.01, freedom: 4 },
    );
    expect(low).toBeCloseTo(0.04683163681682389, 10);
    expect(high).toBeCloseTo(0.15316836318317628, 10);
    expect(freedom).toBeCloseTo(49, 8);
    expect(p).toBeCloseTo(0.00042667724132410575, 12);
  });

  it('lets repeats speak for themselves and the prior no longer', () => {
    const wide = moderatedDifference(exact(1), exact(1.05), { deviation: 0.02, freedom: 4 });
    const near = moderatedDifference(exact(1, 1.001, 0.999), exact(1.05, 1.051, 1.049), {
      deviation: 0.02,
      freedom: 4,
    });
    expect(near.high - near.low).toBeLessThan((wide.high - wide.low) / 2);
  });

  it.each([
    ['no measurement', [], exact(1), { deviation: 0, freedom: 1 }],
    ['an error below 0', [{ value: 1, error: -1 }], exact(1), { deviation: 0, freedom: 1 }],
    ['no number', exact(Number.NaN), exact(1), { deviation: 0, freedom: 1 }],
    ['a prior without freedom', exact(1), exact(1), { deviation: 1, freedom: 0 }],
  ])('refuses %s', (_what, base, candidate, prior) => {
    expect(() => moderatedDifference(base, candidate, prior)).toThrow(RangeError);
  });
});

describe('moderatedMean', () => {
  it('is Student’s interval of a mean where nothing is known beforehand', () => {
    // R: t.test(c(2.41, 2.44, 2.40))$conf.int
    const { mean, low, high } = moderatedMean(exact(2.41, 2.44, 2.4), { deviation: 0, freedom: 1e-12 });
    expect(mean).toBeCloseTo(2.41666666666667, 12);
    expect(low).toBeCloseTo(2.3649552165412437, 9);
    expect(high).toBeCloseTo(2.4683781167920893, 9);
  });

  it('gives a single measurement the spread that repeats are believed to have', () => {
    const { low, high } = moderatedMean(exact(1), { deviation: 0.01, freedom: 4 });
    // R: 0.01 * qt(.975, 4)
    expect((high! - low!) / 2).toBeCloseTo(0.0277644510519779, 12);
  });
});
