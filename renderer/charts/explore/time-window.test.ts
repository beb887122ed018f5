import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { askedFor } from './asked-for.ts';
import { moved, reachOf, stretchOf, zoomed, type TimeWindow } from './time-window.ts';

const DAY = 28_800;

describe('a window on a run', () => {
  it('shows all of it, its last part, or a part', () => {
    expect(stretchOf({ kind: 'all' }, 300)).toEqual({ from: 0, to: 300 });
    expect(stretchOf({ kind: 'last', seconds: 120 }, 300)).toEqual({ from: 180, to: 300 });
    expect(stretchOf({ kind: 'part', from: 5, to: 25 }, 300)).toEqual({ from: 5, to: 25 });
  });

  it('is filled from the left by a run that is younger than it', () => {
    expect(stretchOf({ kind: 'last', seconds: 120 }, 30)).toEqual({ from: 0, to: 120 });
  });

  it('keeps the time under the pointer where it is', () => {
    const next = stretchOf(zoomed({ kind: 'all' }, DAY, 0.5, 7200), DAY);
    expect(next).toEqual({ from: 3600, to: 18_000 });
    expect((7200 - next.from) / (next.to - next.from)).toBe(7200 / DAY);
  });

  it('is the whole run again when it is wide enough', () => {
    expect(zoomed({ kind: 'part', from: 100, to: 28_000 }, DAY, 2, 5000)).toEqual({ kind: 'all' });
    expect(moved({ kind: 'all' }, DAY, 0.5)).toEqual({ kind: 'all' });
  });

  it('never leaves the run, whatever is done to it', () => {
    const step = fc.oneof(
      fc.record({
        factor: fc.double({ min: 0.01, max: 50, noNaN: true }),
        around: fc.double({ min: 0, max: 1, noNaN: true }),
      }),
      fc.record({ share: fc.double({ min: -3, max: 3, noNaN: true }) }),
    );
    fc.assert(
      fc.property(fc.array(step), fc.double({ min: 20, max: DAY, noNaN: true }), (steps, end) => {
        let window: TimeWindow = { kind: 'all' };
        for (const one of steps) {
          const { from, to } = stretchOf(window, end);
          window =
            'share' in one
              ? moved(window, end, one.share)
              : zoomed(window, end, one.factor, from + one.around * (to - from));
          const next = stretchOf(window, end);
          expect(next.from).toBeGreaterThanOrEqual(0);
          expect(next.to).toBeLessThanOrEqual(end + 1e-6);
          expect(next.to - next.from).toBeGreaterThanOrEqual(Math.min(10, end) - 1e-6);
        }
      }),
    );
  });
});

describe('the picture of a run in progress', () => {
  it('reaches a little further than the run, in steps', () => {
    const all = [0, 59, 60, 61, 334, 500, 3600, 28_801].map((end) => reachOf({ kind: 'all' }, end));
    expect(all).toEqual([60, 60, 60, 75, 360, 600, 3600, 30_000]);
    expect([299, 300, 301].map((end) => reachOf({ kind: 'last', seconds: 120 }, end))).toEqual([
      300, 300, 310,
    ]);
  });

  it('always holds the whole run, and never much more', () => {
    fc.assert(
      fc.property(fc.double({ min: 60, max: 30 * DAY, noNaN: true }), (end) => {
        const reach = reachOf({ kind: 'all' }, end);
        expect(reach).toBeGreaterThanOrEqual(end * (1 - 1e-12));
        expect(reach).toBeLessThanOrEqual(end * 1.334);
      }),
    );
  });
});

describe('what is asked for', () => {
  it('covers what is shown with some room beside it, as fine as the columns', () => {
    const asked = askedFor({ from: 1000, to: 1100 }, 800);
    expect(asked).toEqual({ from: 960, to: 1152, columns: 1536 });
  });

  it('stays the same while one moves a little', () => {
    expect(askedFor({ from: 1010, to: 1110 }, 800)).toEqual(askedFor({ from: 1000, to: 1100 }, 800));
  });

  it('is the whole run where that is shown', () => {
    expect(askedFor(null, 900)).toEqual({ from: null, to: null, columns: 900 });
  });
});
