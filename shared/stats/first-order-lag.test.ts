import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { firstOrderLag, type LagPrior } from './first-order-lag.ts';

/*
 * Oracle: NumPy 2.4, the posterior written out with matrices for each time constant, weights by the evidence
 * N(values | rows · prior mean, rows · prior covariance · rowsᵀ + noise). The tenth output is missing.
 */
const INPUTS = [...Array.from({ length: 5 }, () => 0.1), ...Array.from({ length: 25 }, () => 0.8)];
const OUTPUTS = [
  40,
  40,
  41,
  40,
  41,
  44,
  47,
  49,
  51,
  NaN,
  56,
  57,
  59,
  61,
  62,
  63,
  64,
  65,
  66,
  67,
  68,
  69,
  70,
  70,
  71,
  72,
  72,
  73,
  73,
  73,
];
const PRIOR: LagPrior = {
  offset: { mean: 38, variance: 144 },
  gain: { mean: 40, variance: 400 },
  known: [{ input: 1, mean: 78, deviation: 9 }],
  start: 8,
  constants: [6, 12, 30],
  noise: 0.45,
};

describe('a quantity that follows another one slowly', () => {
  it('settles where the posterior says, averaged over time constants', () => {
    const lag = firstOrderLag(INPUTS, OUTPUTS, PRIOR);
    const { mean, deviation } = lag.settlesAt(0.5);
    expect(mean).toBeCloseTo(63.23802231925504, 9);
    expect(deviation).toBeCloseTo(1.288169366101053, 9);
    expect(lag.constant).toBe(12);
  });

  it('knows only what was known beforehand while nothing is told', () => {
    const silent = INPUTS.map(() => NaN);
    const { mean, deviation } = firstOrderLag(INPUTS, silent, PRIOR).settlesAt(1);
    expect(mean).toBeCloseTo(78, 6);
    expect(deviation).toBeLessThanOrEqual(9);
  });

  it('finds the equilibrium of any such body long before it is there', () => {
    fc.assert(
      fc.property(
        fc.record({
          offset: fc.double({ min: 25, max: 45, noNaN: true }),
          gain: fc.double({ min: 20, max: 55, noNaN: true }),
          constant: fc.double({ min: 30, max: 150, noNaN: true }),
        }),
        ({ offset, gain, constant }) => {
          let temperature = offset;
          const inputs = Array.from({ length: 200 }, (_, i) => (i < 20 ? 0 : 0.8));
          const outputs = inputs.map((input) => {
            temperature += (offset + gain * input - temperature) / constant;
            return Math.round(temperature);
          });
          const { mean, deviation } = firstOrderLag(inputs, outputs, {
            ...PRIOR,
            constants: [20, 35, 60, 90, 130, 180],
          }).settlesAt(0.8);
          expect(Math.abs(mean - (offset + 0.8 * gain))).toBeLessThan(4 * deviation + 2.5);
        },
      ),
    );
  });

  it('refuses what it cannot answer', () => {
    expect(() => firstOrderLag([], [], PRIOR)).toThrow(RangeError);
    expect(() => firstOrderLag([1, 2], [1], PRIOR)).toThrow(RangeError);
  });
});
