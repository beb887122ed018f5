import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { kneedle } from './kneedle.ts';

/*
 * Oracle: kneed 0.8.6 (github.com/arvkevi/kneed, commit ad1449ff), KneeLocator(x, y, S=1, curve="concave"), direction
 * "increasing" or, where the last value is below the first, "decreasing".
 */
const from1 = (values: readonly number[]) => values.map((y, i) => ({ x: i + 1, y }));
const RAMP = [12, 24, 36, 48, 60, 72, 84, 96, 99, 100, 100, 100];

describe('Kneedle', () => {
  it.each([
    ['a ramp that fills up', RAMP, 8],
    ['noise', [9.8, 21, 30.5, 39, 50.2, 59, 70.8, 79.1, 83, 84.2, 83.7, 84.9], 8],
    ['a sudden plateau', [10, 20, 30, 30, 30, 30, 30, 30], 3],
    ['frame rates that fall', [60, 60, 60, 60, 59, 55, 47, 41, 36, 33], 5],
    ['a straight line', [10, 20, 30, 40, 50, 60, 70, 80], null],
    ['nothing that changes', [5, 5, 5, 5], null],
  ])('reads %s as kneed does', (_, values, knee) => {
    expect(kneedle(from1(values))).toBe(knee);
  });

  it('reads the curve of the paper, and n that are not one after another', () => {
    const paper = Array.from({ length: 10 }, (_, i) => ({ x: i / 9, y: -1 / (i / 9 + 0.1) + 5 }));
    expect(kneedle(paper)).toBeCloseTo(0.2222222222, 9);
    const specsdm91 = [
      [1, 64.9],
      [18, 995.9],
      [36, 1652.4],
      [72, 1853.2],
      [108, 1828.9],
      [144, 1775],
      [216, 1702.2],
    ].map(([x = 0, y = 0]) => ({ x, y }));
    expect(kneedle(specsdm91)).toBe(36);
  });

  it('is moved by where the ramp was ended: why it never decides', () => {
    expect(kneedle(from1(RAMP.slice(0, 9)))).toBeNull();
    expect(kneedle(from1(RAMP.slice(0, 10)))).toBe(8);
  });

  it('answers with one of the points, whatever their scale', () => {
    const curves = fc.array(fc.double({ min: 0, max: 100, noNaN: true }), { minLength: 3, maxLength: 40 });
    fc.assert(
      fc.property(curves, (values) => {
        const found = kneedle(from1(values.map(Math.round)));
        expect(kneedle(from1(values.map((value) => 4 * Math.round(value) + 7)))).toBe(found);
        if (found !== null) expect(found).toBeLessThanOrEqual(values.length);
      }),
    );
  });

  it('refuses what it cannot answer', () => {
    expect(() => kneedle(from1([1, 2]))).toThrow(/three points/u);
    expect(() =>
      kneedle([
        { x: 1, y: 1 },
        { x: 1, y: 2 },
        { x: 2, y: 3 },
      ]),
    ).toThrow(/must ascend/u);
  });
});
