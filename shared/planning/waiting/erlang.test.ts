import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { erlangB, erlangC } from './erlang.ts';

describe('erlangB', () => {
  // Published: Carrier Grade Voice Over IP, 2nd ed., appendix "Table of Erlang B" (globalspec.com/reference/55139/203279):
  // the load in erlang that so many channels carry at that blocking, to one decimal.
  it.each([
    [2, 0.01, 0.2],
    [5, 0.01, 1.4],
    [5, 0.05, 2.2],
    [9, 0.01, 3.8],
    [9, 0.02, 4.3],
    [9, 0.05, 5.4],
  ])('agrees with the printed table: %d places, blocking %d, %d erlang', (places, blocking, printed) => {
    expect(erlangB(places, printed - 0.05)).toBeLessThan(blocking);
    expect(erlangB(places, printed + 0.05)).toBeGreaterThan(blocking);
  });

  // Published: the manual of the Erlang B calculator at erlang.com, "How much traffic can a trunk group handle":
  // 15 lines, blocking 0.01: 8.108 erlang.
  it('agrees with a printed example', () => {
    expect(erlangB(15, 8.108)).toBeCloseTo(0.01, 5);
  });

  // SciPy: from scipy.stats import poisson; poisson.pmf(c, a) / poisson.cdf(c, a)
  it.each([
    [10, 5, 0.01838457033664811],
    [1, 0.5, 0.33333333333333326],
    [2, 1.5, 0.31034482758620685],
    [20, 12, 0.009795639420064072],
    [100, 84.1, 0.010071705070961216],
    [1000, 950, 0.0036492936889393965],
  ])('agrees with SciPy: %d places, %d erlang', (places, load, blocked) => {
    expect(erlangB(places, load)).toBeCloseTo(blocked, 13);
  });

  // R: dpois(c, a) / ppois(c, a)
  it.each([
    [10, 5, 0.01838457033664814],
    [5000, 4990, 0.009974419855024261],
    [10_000, 9900, 0.0028581267388481757],
  ])('agrees with R at thousands of places: %d places, %d erlang', (places, load, blocked) => {
    expect(erlangB(places, load)).toBeCloseTo(blocked, 12);
  });

  it('has its ends: nobody comes, nothing is there, far too many come', () => {
    expect(erlangB(3, 0)).toBe(0);
    expect(erlangB(0, 7)).toBe(1);
    expect(erlangB(0, 0)).toBe(1);
    expect(erlangB(10, 1e9)).toBeCloseTo(1, 7);
    expect(erlangB(100_000, 1)).toBe(0);
  });

  it.each([
    [-1, 1],
    [1.5, 1],
    [Number.NaN, 1],
    [1, -0.1],
    [1, Number.NaN],
    [1, Number.POSITIVE_INFINITY],
  ])('refuses %d places and %d erlang', (places, load) => {
    expect(() => erlangB(places, load)).toThrow(RangeError);
    expect(() => erlangC(places, load)).toThrow(RangeError);
  });
});

describe('erlangC', () => {
  // Published: the worked example of Mitan's "The Erlang-C formula": 360 calls in half an hour, 4 minutes each, 55 agents.
  it('agrees with a printed example', () => {
    expect(erlangC(55, 48)).toBeCloseTo(0.239, 3);
  });

  // SciPy: b = poisson.pmf(c, a) / poisson.cdf(c, a); b / (1 - a / c * (1 - b))
  it.each([
    [10, 5, 0.036105359158320145],
    [1, 0.5, 0.4999999999999999],
    [2, 1.5, 0.6428571428571428],
    [7, 5, 0.32414994917328793],
    [20, 12, 0.02413447956110297],
    [1000, 950, 0.06825341537708861],
    [5000, 4990, 0.8343673126350896],
    [10_000, 9900, 0.22277692886363615],
  ])('agrees with SciPy: %d places, %d erlang', (places, load, waits) => {
    expect(erlangC(places, load)).toBeCloseTo(waits, 10);
  });

  it('lets everybody wait once the load is that of the places', () => {
    expect(erlangC(10, 10)).toBe(1);
    expect(erlangC(10, 12)).toBe(1);
    expect(erlangC(0, 0)).toBe(1);
    expect(erlangC(10, 9.999999)).toBeLessThan(1);
  });

  const places = fc.integer({ min: 1, max: 3000 });
  const share = fc.double({ min: 0, max: 1.5, noNaN: true });
  it('falls with every place more, grows with every arrival more, and is above the loss', () => {
    fc.assert(
      fc.property(places, share, share, (count, one, other) => {
        const [less, more] = [Math.min(one, other) * count, Math.max(one, other) * count];
        expect(erlangC(count, less)).toBeLessThanOrEqual(erlangC(count, more) + 1e-12);
        expect(erlangC(count + 1, more)).toBeLessThanOrEqual(erlangC(count, more) + 1e-12);
        expect(erlangB(count, less)).toBeLessThanOrEqual(erlangB(count, more) + 1e-12);
        expect(erlangB(count, more)).toBeLessThanOrEqual(erlangC(count, more) + 1e-12);
      }),
    );
  });
});
