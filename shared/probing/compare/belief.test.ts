import { describe, expect, it } from 'vitest';
import { beliefOf, orderOf, type Belief } from './belief.ts';

const verdict = (fields: object) => beliefOf(fields as Parameters<typeof beliefOf>[0]);

describe('beliefOf', () => {
  it('spreads what is not on the capacity over its interval', () => {
    const belief = verdict({ verdict: 'knee', capacity: 7, confidence: 0.8, interval: [6, 8] });
    expect(belief?.mass.map((p) => Math.round(p * 1000) / 1000)).toEqual([0, 0, 0, 0, 0, 0, 0.1, 0.8, 0.1]);
  });

  it('spreads it over the neighbours where the interval is one number', () => {
    const belief = verdict({ verdict: 'zero', capacity: 0, confidence: 0.96, interval: [0, 0] });
    expect(belief?.mass[1]).toBeCloseTo(0.04, 12);
  });

  it('believes nothing of a verdict without a capacity', () => {
    expect(verdict({ verdict: 'invalid', capacity: null })).toBeNull();
  });
});

describe('orderOf', () => {
  const at = (n: number, open = false): Belief => ({ mass: [...new Array<number>(n).fill(0), 1], open });

  it('orders what is known', () => {
    expect(orderOf(at(7), at(6))).toEqual({ lower: 1, same: 0, higher: 0 });
    expect(orderOf(at(7), at(8))).toEqual({ lower: 0, same: 0, higher: 1 });
  });

  it('claims nothing of what lies beyond an open end', () => {
    expect(orderOf(at(7), at(5, true)).lower).toBe(0);
    expect(orderOf(at(5, true), at(7)).higher).toBe(0);
    expect(orderOf(at(5), at(7, true)).higher).toBe(1);
    expect(orderOf(at(7, true), at(5)).lower).toBe(1);
  });
});
