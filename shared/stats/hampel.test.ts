import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hampel } from './hampel.ts';

/*
 * Oracle: NumPy 2.4 and SciPy 1.17, window by window: numpy.median and
 * scipy.stats.median_abs_deviation(window, scale='normal'), half width 3, five deviations of at least 1.2.
 */
const VALUES = [80.7, 82.3, 99.9, 100, 81.9, 82.4, 78.6, 78.2, 75.1, 77.4, 77.2, 77.9, 60, 79.1];

describe('spikes by the Hampel identifier', () => {
  it('are those that SciPy finds', () => {
    const { isSpike, excess, squares } = hampel(VALUES, 3, 5, 1.2);
    expect(isSpike.flatMap((found, i) => (found ? [i] : []))).toEqual([2, 3, 12]);
    expect(excess).toBeCloseTo(17.85, 9);
    expect(squares).toBeCloseTo(924.0525, 9);
  });

  it('are not what goes up and stays', () => {
    const step = Array.from({ length: 20 }, (_, i) => (i < 10 ? 20 : 60));
    expect(hampel(step, 3, 5, 1).isSpike).not.toContain(true);
  });

  it('are the same wherever the series lies, and none where all is equal', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 100 }), { maxLength: 40 }),
        fc.integer({ min: -50, max: 50 }),
        (values, shift) => {
          const moved = values.map((value) => value + shift);
          expect(hampel(moved, 3, 5, 1).isSpike).toEqual(hampel(values, 3, 5, 1).isSpike);
          expect(hampel(values.fill(7), 3, 5, 1).squares).toBe(0);
        },
      ),
    );
  });

  it('refuses scales that are none', () => {
    expect(() => hampel([1], 0, 5, 1)).toThrow(RangeError);
    expect(() => hampel([1], 3, 0, 1)).toThrow(RangeError);
    expect(() => hampel([1], 3, 5, 0)).toThrow(RangeError);
  });
});
