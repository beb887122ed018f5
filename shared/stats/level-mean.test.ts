import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { levelMean } from './level-mean.ts';

/*
 * Oracle: NumPy 2.4 and SciPy 1.17, generalised least squares written out: covariance variance·ρ^|i − j| of the readings,
 * prior variance 10⁴ of the mean, evidence by scipy.stats.multivariate_normal.logpdf. One second is missing twice.
 */
const TIMES = [1, 2, 3, 4, 6, 7, 8, 9, 10, 11, 13, 14];
const VALUES = [41.2, 42.0, 40.1, 39.5, 38.9, 40.2, 41.1, 42.3, 41.0, 39.8, 39.1, 40.4];
const NOISE = { correlation: 0.6, variance: 2 };
const NO_DECAY = { constants: [], deviation: 0, prior: 0 };

describe('the long-run mean of a level', () => {
  it('is that of generalised least squares, gaps and all', () => {
    const { mean, variance, decaying } = levelMean(TIMES, VALUES, NOISE, { periods: [], decays: NO_DECAY });
    expect(mean).toBeCloseTo(40.40421229022054, 9);
    expect(variance).toBeCloseTo(0.4771702122284691, 9);
    expect(decaying).toBe(0);
  });

  it('leaves the phase of an oscillation open', () => {
    const { mean, variance } = levelMean(TIMES, VALUES, NOISE, {
      periods: [{ period: 7, variance: 1.5 }],
      decays: NO_DECAY,
    });
    expect(mean).toBeCloseTo(40.24987887780237, 9);
    expect(variance).toBeCloseTo(0.48728933159053034, 9);
  });

  it.each([1e-170, 1e-160])('takes a transient of %d, too small for its square, for none', (deviation) => {
    const decays = { constants: [4, 10], deviation, prior: 0.3 };
    expect(levelMean(TIMES, VALUES, NOISE, { periods: [], decays })).toEqual(
      levelMean(TIMES, VALUES, NOISE, { periods: [], decays: NO_DECAY }),
    );
  });

  it('averages flat and decaying by their evidence', () => {
    const { mean, variance, decaying } = levelMean(TIMES, VALUES, NOISE, {
      periods: [],
      decays: { constants: [4, 10], deviation: 3, prior: 0.3 },
    });
    expect(mean).toBeCloseTo(40.325236934648174, 9);
    expect(variance).toBeCloseTo(0.6748050647930273, 9);
    expect(decaying).toBeCloseTo(0.2158838375745893, 9);
  });

  it('is wider where a drift could go unseen than where none can be', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0, max: 100, noNaN: true }), { minLength: 2, maxLength: 20 }),
        (values) => {
          const times = values.map((_, i) => i);
          const still = levelMean(times, values, NOISE, { periods: [], decays: NO_DECAY });
          const drifting = levelMean(times, values, NOISE, {
            periods: [],
            decays: { constants: [20], deviation: 5, prior: 1 },
          });
          expect(drifting.variance).toBeGreaterThan(still.variance - 1e-9);
        },
      ),
    );
  });

  it('refuses an empty level', () => {
    expect(() => levelMean([], [], NOISE, { periods: [], decays: NO_DECAY })).toThrow(RangeError);
  });
});
