import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { admit, whoLimits } from './admit.ts';
import { fitsInto, needOf, wholeFits, type ViewerGroup } from './groups.ts';
import { openShare } from './share.ts';

const group = (needMbps: number, streams: number, spectators = 0): ViewerGroup => ({
  needMbps,
  streams,
  spectators,
});

describe('the need', () => {
  it('is bit rate times everybody', () => {
    expect(needOf([group(8, 10)])).toBe(80);
    expect(needOf([group(8, 10, 20)])).toBe(240);
    expect(needOf([group(8, 10, 5), group(4, 0, 20)])).toBe(200);
    expect(needOf([])).toBe(0);
  });

  it('is not lost to the last digit of a division', () => {
    expect(0.3 / 0.1).toBeLessThan(3);
    expect(wholeFits(0.3, 0.1)).toBe(3);
    expect(wholeFits(79.9, 8)).toBe(9);
    expect(wholeFits(0, 8)).toBe(0);
    expect(fitsInto(0.3, 0.1 * 3)).toBe(true);
    expect(fitsInto(240, 240.001)).toBe(false);
  });
});

describe('admit', () => {
  it('lets streams in before spectators, up to the last that fits', () => {
    expect(admit([group(8, 10, 20)], 200, null)).toEqual({ streams: 10, spectators: 15 });
    expect(admit([group(8, 10, 20)], 240, null)).toEqual({ streams: 10, spectators: 20 });
    expect(admit([group(8, 10, 20)], 239.9, null)).toEqual({ streams: 10, spectators: 19 });
    expect(admit([group(8, 10, 20)], 79, null)).toEqual({ streams: 9, spectators: 0 });
    expect(admit([group(8, 10, 20)], 0, null)).toEqual({ streams: 0, spectators: 0 });
  });

  it('gives no stream without an instance, and its bandwidth to spectators', () => {
    expect(admit([group(8, 10, 20)], 200, 7)).toEqual({ streams: 7, spectators: 18 });
    expect(admit([group(8, 10, 20)], 200, 0)).toEqual({ streams: 0, spectators: 20 });
  });

  it('lets nobody overtake: who needs little does not pass one who no longer fits', () => {
    expect(admit([group(8, 3, 1), group(1, 0, 5)], 26, null)).toEqual({ streams: 3, spectators: 0 });
  });
});

describe('open', () => {
  it('shares equally, says how many get too little and from whom on', () => {
    const share = openShare([group(8, 10, 20)], 200);
    expect(share.eachMbps).toBeCloseTo(6.6667, 4);
    expect(share).toMatchObject({ below: 30, fromViewer: 26 });
  });

  it('gives everybody what they need where there is enough, and no more', () => {
    expect(openShare([group(8, 10, 20)], 240)).toEqual({ eachMbps: 8, below: 0, fromViewer: null });
    expect(openShare([group(8, 10, 20)], 1e6)).toEqual({ eachMbps: 8, below: 0, fromViewer: null });
    expect(openShare([group(8, 0, 0)], 0)).toEqual({ eachMbps: null, below: 0, fromViewer: null });
  });

  it('lets those who need little keep it, and shares the rest', () => {
    // 20 at 4 take 80; 10 at 8 want 80 and get the 40 that are left.
    expect(openShare([group(8, 10), group(4, 0, 20)], 120)).toEqual({
      eachMbps: 4,
      below: 10,
      fromViewer: 21,
    });
    expect(openShare([group(8, 10), group(2, 0, 20)], 100)).toEqual({
      eachMbps: 6,
      below: 10,
      fromViewer: 21,
    });
  });
});

describe('who limits', () => {
  it('is the box, the uplink, both or nobody', () => {
    const groups = [group(8, 10, 20)];
    expect(whoLimits(groups, 200, 12)).toEqual({ box: false, uplink: true });
    expect(whoLimits(groups, 300, 7)).toEqual({ box: true, uplink: false });
    expect(whoLimits(groups, 200, 7)).toEqual({ box: true, uplink: true });
    expect(whoLimits(groups, 240, 10)).toEqual({ box: false, uplink: false });
    expect(whoLimits(groups, null, null)).toEqual({ box: false, uplink: false });
  });
});

describe('for any audience', () => {
  const groups = fc.array(
    fc.record({
      needMbps: fc.double({ min: 0.1, max: 100, noNaN: true }),
      streams: fc.integer({ min: 0, max: 200 }),
      spectators: fc.integer({ min: 0, max: 2000 }),
    }),
    { minLength: 1, maxLength: 4 },
  );
  const uplink = fc.double({ min: 0, max: 20_000, noNaN: true });

  it('more uplink never serves fewer, nor anybody worse', () => {
    fc.assert(
      fc.property(groups, uplink, uplink, (some, one, other) => {
        const [less, more] = [Math.min(one, other), Math.max(one, other)];
        const [before, after] = [admit(some, less, null), admit(some, more, null)];
        expect(after.streams).toBeGreaterThanOrEqual(before.streams);
        expect(after.streams + after.spectators).toBeGreaterThanOrEqual(before.streams + before.spectators);
        const [poor, rich] = [openShare(some, less), openShare(some, more)];
        expect(rich.below).toBeLessThanOrEqual(poor.below);
        expect(rich.eachMbps ?? 0).toBeGreaterThanOrEqual((poor.eachMbps ?? 0) - 1e-9);
      }),
    );
  });

  it('never gives out more than there is', () => {
    fc.assert(
      fc.property(groups, uplink, (some, there) => {
        const { eachMbps } = openShare(some, there);
        const given = some.reduce(
          (sum, { needMbps, streams, spectators }) =>
            sum + Math.min(needMbps, eachMbps ?? 0) * (streams + spectators),
          0,
        );
        expect(given).toBeLessThanOrEqual(Math.max(there, 1e-9) * (1 + 1e-6));
      }),
    );
  });
});
