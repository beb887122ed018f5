import { describe, expect, it } from 'vitest';
import { Column } from './columns.ts';
import { lastBelow, lastJump, lateBeginning } from './signs.ts';

/** One reading a second from second 1 on. */
function column(values: readonly number[]): Column {
  return new Column(
    Float64Array.from(values, (_, i) => i + 1),
    Float64Array.from(values),
  );
}
const wave = (count: number, about: number) =>
  Array.from({ length: count }, (_, i) => about + 2 * Math.sin(1.7 * i));

describe('signs that something still goes on', () => {
  it('tell the few seconds before the last of several copies begins, which are too few for a jump', () => {
    const rest = wave(30, 62);
    expect(lastJump(column([27, 57, ...rest]), 8, 0.1)).toBeNull();
    expect(lateBeginning(column([27, 45, ...rest]))).toBe(2);
    expect(lateBeginning(column([23, ...rest]))).toBe(1);
    expect(lateBeginning(column([95, 90, ...rest]))).toBe(2);
  });

  it('do not take waves, decays or low loads for it', () => {
    expect(lateBeginning(column(wave(30, 62)))).toBeNull();
    expect(
      lateBeginning(column(Array.from({ length: 30 }, (_, i) => 62 + 15 * Math.exp(-i / 8)))),
    ).toBeNull();
    expect(lateBeginning(column([1, 2, ...wave(30, 6)]))).toBeNull();
    expect(lateBeginning(column([]))).toBeNull();
  });

  it('tell the end of a dip, which is no jump', () => {
    const frames = column([...wave(42, 60), ...wave(8, 18), ...wave(29, 60)]);
    expect(lastJump(frames, 2, 0.5)).toBeNull();
    // The last mean of four with more than one second of the dip in it.
    expect(lastBelow(frames, 42, 4)).toBe(52);
  });
});
