import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { downsample } from './downsample.ts';

const seconds = (values: (number | null)[]) => ({ times: values.map((_, second) => second), values });
/** A reading or, now and then, none. */
const reading = fc.option(fc.double({ min: 0, max: 100, noNaN: true }), { freq: 6 });
const series = fc.array(reading, { maxLength: 300 }).map(seconds);
const step = fc.double({ min: 0.5, max: 50, noNaN: true });
const readings = (values: readonly (number | null)[]) => values.filter((value) => value !== null);

describe('downsample', () => {
  it('keeps the least and the largest reading of each column, in the order of time', () => {
    expect(downsample(seconds([5, 9, 1, 4, 7, 7, 8, 6]), 4)).toEqual({
      times: [0, 1, 2, 6, 7],
      values: [5, 9, 1, 8, 6],
    });
  });

  it('keeps everything where a column is not wider than a tick', () => {
    const all = seconds([3, null, null, 4, 5, null]);
    expect(downsample(all, 1)).toEqual({ times: [0, 1, 3, 4], values: [3, null, 4, 5] });
  });

  it('never bridges a gap, not even one inside a column', () => {
    expect(downsample(seconds([1, 2, null, 9, 8, null, 3, 3]), 100)).toEqual({
      times: [0, 2, 3, 5, 7],
      values: [1, null, 9, null, 3],
    });
  });

  it('has nothing to say of nothing', () => {
    expect(downsample({ times: [], values: [] }, 1)).toEqual({ times: [], values: [] });
    expect(downsample(seconds([null, null]), 1)).toEqual({ times: [], values: [] });
  });

  it('loses no peak and no valley of any column', () => {
    fc.assert(
      fc.property(series, step, (all, width) => {
        const thinned = downsample(all, width);
        const column = (time: number) => Math.floor(time / width);
        const inColumn = (of: typeof thinned, wanted: number) =>
          readings(of.values.filter((_, place) => column(of.times[place]!) === wanted));
        for (const wanted of new Set(all.times.map(column))) {
          const before = inColumn(all, wanted);
          const after = inColumn(thinned, wanted);
          if (before.length === 0) expect(after).toEqual([]);
          else
            expect([Math.min(...after), Math.max(...after)]).toEqual([
              Math.min(...before),
              Math.max(...before),
            ]);
        }
      }),
    );
  });

  it('keeps a null between two readings exactly where there was one between them', () => {
    fc.assert(
      fc.property(series, step, (all, width) => {
        const thinned = downsample(all, width);
        const places = thinned.times.flatMap((time, place) =>
          thinned.values[place] === null ? [] : [{ time, place }],
        );
        for (const [at, { time, place }] of places.entries()) {
          const next = places[at + 1];
          if (!next) continue;
          const broken = all.values.slice(time + 1, next.time).includes(null);
          expect(next.place - place).toBe(broken ? 2 : 1);
        }
      }),
    );
  });

  it('keeps at most two readings a column and the two ends', () => {
    fc.assert(
      fc.property(series, step, (all, width) => {
        const kept = readings(downsample(all, width).values).length;
        const columns = new Set(all.times.map((time) => Math.floor(time / width))).size;
        expect(kept).toBeLessThanOrEqual(2 * columns + 2);
      }),
    );
  });

  it('chooses the same readings when the series has grown, but for the last column', () => {
    fc.assert(
      fc.property(series, step, fc.nat(), (all, width, cut) => {
        const length = cut % (all.times.length + 1);
        const shorter = downsample(
          { times: all.times.slice(0, length), values: all.values.slice(0, length) },
          width,
        );
        // What comes after the last reading is not known to be a gap before another reading comes.
        const last = all.values.slice(0, length).findLastIndex((value) => value !== null);
        const end = Math.floor((all.times[last] ?? 0) / width) * width;
        const settled = (of: typeof shorter) => of.times.filter((time) => time < end);
        expect(settled(shorter)).toEqual(settled(downsample(all, width)));
      }),
      { examples: [[seconds([0, null, null, 0]), 0.5, 3]] },
    );
  });

  it.each([
    { given: { times: [0], values: [1] }, width: 0, message: 'step must be above 0, not 0' },
    { given: { times: [0], values: [1] }, width: Number.NaN, message: 'step must be above 0, not NaN' },
    {
      given: { times: [0, 1], values: [1] },
      width: 1,
      message: '2 times and 1 values do not belong together',
    },
    {
      given: { times: [1, 0], values: [1, 1] },
      width: 1,
      message: 'times must not go back: 1 comes before 0',
    },
  ])('refuses bad input: $message', ({ given, width, message }) => {
    expect(() => downsample(given, width)).toThrow(new RangeError(message));
  });
});
