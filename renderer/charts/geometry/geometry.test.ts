import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shownLabels } from './band-labels.ts';
import { keptApart, setInRows, textWidth } from './text-layout.ts';
import { timeTicks, valueTicks, wholeTicks } from './ticks.ts';

describe('timeTicks', () => {
  it.each([
    [0, 120, 10, 'seconds', [0, 20, 40, 60, 80, 100, 120]],
    [0, 444, 10, 'minutes', [0, 60, 120, 180, 240, 300, 360, 420]],
    [0, 28_800, 10, 'hours', [0, 3600, 7200, 10_800, 14_400, 18_000, 21_600, 25_200, 28_800]],
    [90, 200, 5, 'seconds', [90, 120, 150, 180]],
    [0, 330, 22, 'minutes', [0, 30, 60, 90, 120, 150, 180, 210, 240, 270, 300, 330]],
  ] as const)('cuts %d to %d seconds into at most %d %s', (from, to, most, unit, ticks) => {
    expect(timeTicks(from, to, most)).toMatchObject({ unit, ticks });
  });

  it('never gives more ticks than asked for', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10_000_000 }), fc.integer({ min: 2, max: 30 }), (to, most) => {
        const { ticks } = timeTicks(0, to, most);
        expect(ticks.length).toBeLessThanOrEqual(most);
        expect(ticks[0]).toBe(0);
      }),
    );
  });
});

describe('wholeTicks', () => {
  it.each([
    [1, 20, [0, 1]],
    [9, 20, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]],
    [61, 20, [0, 5, 10, 15, 20, 25, 30, 35, 40, 45, 50, 55, 60]],
  ])('counts to %d with at most %d ticks', (to, most, ticks) => {
    expect(wholeTicks(to, most)).toEqual(ticks);
  });

  it('gives whole numbers only, and never more than asked for', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10_000 }), fc.integer({ min: 2, max: 40 }), (to, most) => {
        const ticks = wholeTicks(to, most);
        expect(ticks.every(Number.isInteger)).toBe(true);
        expect(ticks.length).toBeLessThanOrEqual(most);
      }),
    );
  });
});

describe('valueTicks', () => {
  it.each([
    [60.4, 6, [0, 20, 40, 60, 80]],
    [30, 6, [0, 10, 20, 30]],
    [0.9, 6, [0, 0.5, 1]],
    [0, 6, [0, 1]],
  ])('ends at or above %d', (to, most, ticks) => {
    const found = valueTicks(to, most);
    expect(found).toHaveLength(ticks.length);
    for (const [place, tick] of ticks.entries()) expect(found[place]).toBeCloseTo(tick, 9);
  });

  it('never gives more ticks than asked for', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 1e-3, max: 1e6, noNaN: true }),
        fc.integer({ min: 4, max: 20 }),
        (to, most) => {
          const ticks = valueTicks(to, most);
          expect(ticks.length).toBeLessThanOrEqual(most);
          expect(ticks.at(-1)).toBeGreaterThanOrEqual(to * (1 - 1e-6));
        },
      ),
    );
  });
});

describe('textWidth', () => {
  it('takes Chinese for twice as wide as Latin, about', () => {
    expect(textWidth('显存', 10)).toBe(20);
    expect(textWidth('capacity', 10)).toBeGreaterThan(35);
    expect(textWidth('capacity', 10)).toBeLessThan(55);
  });
});

describe('setInRows', () => {
  it('breaks where a row is full', () => {
    expect(setInRows([40, 40, 40], 100, 10)).toEqual([
      { x: 0, row: 0 },
      { x: 50, row: 0 },
      { x: 0, row: 1 },
    ]);
  });

  it('gives what is wider than a row a row of its own', () => {
    expect(setInRows([10, 200, 10], 100, 10).map(({ row }) => row)).toEqual([0, 1, 2]);
  });
});

describe('keptApart', () => {
  it('leaves labels that have room where they are', () => {
    expect(keptApart([80, 20, 50], 12, 0)).toEqual([80, 20, 50]);
  });

  it('moves labels up, and all of them down again where that left the plot', () => {
    expect(keptApart([30, 28], 12, 0)).toEqual([30, 18]);
    expect(keptApart([10, 8], 12, 5)).toEqual([17, 5]);
  });

  it('keeps every two labels apart, in their order, and none above the edge', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 300 }), { maxLength: 10 }), (positions) => {
        const moved = keptApart(positions, 12, 6);
        const sorted = moved.toSorted((a, b) => a - b);
        for (const [place, position] of sorted.entries()) {
          expect(position).toBeGreaterThanOrEqual(6);
          if (place > 0) expect(position - sorted[place - 1]!).toBeGreaterThanOrEqual(12);
        }
      }),
    );
  });
});

describe('shownLabels', () => {
  const row = (count: number, pitch: number) =>
    Array.from({ length: count }, (_, n) => ({ n, middle: n * pitch, width: 8 }));
  const shown = (count: number, pitch: number) => shownLabels(row(count, pitch)).map(({ n }) => n);

  it('shows all where there is room, else every second, every fifth, …', () => {
    expect(shown(4, 20)).toEqual([0, 1, 2, 3]);
    expect(shown(7, 7)).toEqual([0, 2, 4, 6]);
    expect(shown(12, 3)).toEqual([0, 5, 10]);
  });

  it('shows none where not even the rarest have room', () => {
    expect(shownLabels([...row(1, 0), ...row(1, 0)])).toEqual([]);
  });
});
