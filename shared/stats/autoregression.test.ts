import { describe, expect, it } from 'vitest';
import { autoregression, lagSums } from './autoregression.ts';

const PRIOR = { correlation: 0.5, variance: 4, weight: 10 };

/** Uniform numbers that are the same every time (Park & Miller 1988). */
function generator(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 48271) % 2147483647) / 2147483647;
}

function firstOrder(correlation: number, count: number, seed: number): number[] {
  const next = generator(seed);
  let value = 0;
  return Array.from({ length: count }, () => {
    // The sum of twelve uniforms is as good as normal here.
    const shock = Array.from({ length: 12 }, next).reduce((sum, u) => sum + u, -6);
    value = correlation * value + shock * Math.sqrt(1 - correlation ** 2);
    return value;
  });
}

describe('a pooled autoregression', () => {
  it('adds up squares and neighbours, and a gap breaks them', () => {
    expect(lagSums([1, 2, NaN, 3, -1], 1)).toEqual({
      squares: 15,
      products: -1,
      count: 4,
      pairs: 2,
      fitted: 1,
    });
  });

  it('is the prior where nothing was seen', () => {
    expect(autoregression([], PRIOR)).toEqual({ correlation: 0.5, variance: 4 });
  });

  it.each([0, 0.4, 0.8])('finds a correlation of %d again', (correlation) => {
    const series = [1, 2, 3, 4].map((seed) => lagSums(firstOrder(correlation, 1000, seed * 7919), 0));
    const found = autoregression(series, PRIOR);
    expect(Math.abs(found.correlation - correlation)).toBeLessThan(0.05);
    expect(Math.abs(found.variance - 1)).toBeLessThan(0.15);
  });

  it('corrects what a fitted mean takes off: short series come out less biased than the plain estimate', () => {
    const short = Array.from({ length: 200 }, (_, i) => {
      const values = firstOrder(0.7, 20, 104729 + i * 31);
      const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
      return lagSums(
        values.map((value) => value - mean),
        1,
      );
    });
    const plain = short.map((sums) => ({ ...sums, fitted: 0 }));
    const weak = { ...PRIOR, weight: 1e-6 };
    const error = (series: typeof short) => Math.abs(autoregression(series, weak).correlation - 0.7);
    expect(error(short)).toBeLessThan(error(plain));
  });

  it('refuses a prior that is none', () => {
    expect(() => autoregression([], { ...PRIOR, correlation: 1 })).toThrow(RangeError);
    expect(() => autoregression([], { ...PRIOR, variance: 0 })).toThrow(RangeError);
  });
});
