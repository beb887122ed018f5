import { describe, expect, it } from 'vitest';
import { mean, median, quantile, variance } from './descriptive.ts';

// R: x <- c(3.1,4.7,1.2,9.9,-2,0.5); mean(x); var(x); quantile(x, c(0,.1,.5,.95,1))
const X = [3.1, 4.7, 1.2, 9.9, -2, 0.5];

describe('descriptive statistics', () => {
  it('agree with R', () => {
    expect(mean(X)).toBeCloseTo(2.9, 12);
    expect(variance(X)).toBeCloseTo(16.988, 12);
    expect([0, 0.1, 0.5, 0.95, 1].map((p) => quantile(X, p))).toEqual([
      -2,
      -0.75,
      expect.closeTo(2.15, 12),
      expect.closeTo(8.6, 12),
      9.9,
    ]);
    expect(median([4])).toBe(4);
  });
  it('do not lose a small spread beside a large mean', () => {
    expect(variance([1e9 + 1, 1e9 + 2, 1e9 + 3])).toBe(1);
  });
  it.each([() => mean([]), () => variance([1]), () => quantile([1], 2), () => median([Number.NaN])])(
    'throw on what they cannot answer: %s',
    (call) => {
      expect(call).toThrow(RangeError);
    },
  );
});
