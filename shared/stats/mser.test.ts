import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mser5 } from './mser.ts';

/** The same statistic straight from its definition, each cut computed anew. */
function byDefinition(values: readonly number[]): number {
  const batches: number[] = [];
  for (let i = 0; i + 5 <= values.length; i += 5)
    batches.push(values.slice(i, i + 5).reduce((a, b) => a + b, 0) / 5);
  const errors = batches.map((_, cut) => {
    const kept = batches.slice(cut);
    const centre = kept.reduce((a, b) => a + b, 0) / kept.length;
    return kept.reduce((sum, value) => sum + (value - centre) ** 2, 0) / kept.length ** 2;
  });
  const allowed = errors.slice(0, Math.floor(batches.length / 2) + 1);
  return allowed.indexOf(Math.min(...allowed)) * 5;
}

const noise = (i: number) => Math.sin(i * 12.9898) * 2;

describe('mser5', () => {
  it('cuts a warm-up off where it ends', () => {
    const series = Array.from({ length: 60 }, (_, i) => (i < 20 ? 80 - 3 * i : 20) + noise(i));
    expect(mser5(series)).toEqual({ cut: 20, settled: true });
  });
  it('cuts nothing off a steady series', () => {
    expect(mser5(Array.from({ length: 60 }, (_, i) => 20 + (i % 5)))).toEqual({ cut: 0, settled: true });
  });
  it('cuts nothing off a flat series, whatever rounding leaves', () => {
    expect(mser5(new Array<number>(57).fill(0.1 + 0.2))).toEqual({ cut: 0, settled: true });
  });
  it('says that a rising series has not settled', () => {
    expect(mser5(Array.from({ length: 60 }, (_, i) => i)).settled).toBe(false);
  });
  it('keeps what is too short to judge', () => {
    expect(mser5([5, 4, 3])).toEqual({ cut: 0, settled: false });
  });
  it('is its definition', () => {
    const series = fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 10, maxLength: 80 });
    fc.assert(
      fc.property(series, (values) => {
        expect(mser5(values).cut).toBe(byDefinition(values));
      }),
    );
  });
  it('throws on what it cannot answer', () => {
    expect(() => mser5([])).toThrow(RangeError);
    expect(() => mser5([1, Number.POSITIVE_INFINITY])).toThrow(/Infinity/u);
  });
});
