import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { offeredLoad, servedWithin, waiting } from './queue.ts';

/** Oracles: the balance equations summed in 40 digits with mpmath, by queue.oracle.py. */
describe('waiting with endless room', () => {
  it.each([
    [10, 5, 1800, 0.03610535915832019, 12.997929296995267, 0, 0.018384570336648132, 0.9667814659682018],
    [
      7, 5, 1800, 0.324149949173288, 291.73495425595917, 1682.2648884535838, 0.1205186350734296,
      0.686476950189172,
    ],
    [
      200, 190, 1800, 0.3652638565625464, 65.74749418125835, 357.9474567030732, 0.027968164458745344,
      0.6908108206567379,
    ],
  ])('agrees with the exact sums: %d places, %d erlang, %d s', (places, load, session, ...exact) => {
    const queue = { places, load, session, room: null };
    const { probability, meanSeconds, p95Seconds, refused, reason } = waiting(queue);
    const found = [probability, meanSeconds!, p95Seconds!, refused, servedWithin(queue, 30)];
    for (const [at, value] of exact.entries()) expect(found[at]! / (value || 1)).toBeCloseTo(value && 1, 9);
    expect(reason).toBeNull();
  });

  it('goes on from a printed share: 55 agents, 360 calls in half an hour of 4 minutes each, 23.9 % wait', () => {
    // The share is published (Mitan, "The Erlang-C formula"); what follows from it is arithmetic:
    // 0.239 × 240 / 7 = 8.2 s, and 1 − 0.239 × e^(−7 × 15 / 240) = 0.8457.
    const queue = { places: 55, load: offeredLoad(720, 4), session: 240, room: null };
    expect(waiting(queue).probability).toBeCloseTo(0.239, 3);
    expect(waiting(queue).meanSeconds).toBeCloseTo(8.2, 1);
    expect(servedWithin(queue, 15)).toBeCloseTo(0.8457, 3);
  });

  it('says that there is no answer where more come than leave', () => {
    const unstable = { probability: 1, meanSeconds: null, p95Seconds: null, reason: 'unstable' };
    expect(waiting({ places: 10, load: 10, session: 60, room: null })).toMatchObject(unstable);
    expect(waiting({ places: 10, load: 12, session: 60, room: null })).toMatchObject(unstable);
    expect(waiting({ places: 0, load: 0, session: 60, room: null })).toMatchObject({
      ...unstable,
      refused: 1,
    });
    expect(servedWithin({ places: 10, load: 12, session: 60, room: null }, 1e9)).toBe(0);
  });

  it('is nothing where nobody comes', () => {
    expect(waiting({ places: 3, load: 0, session: 60, room: null })).toEqual({
      probability: 0,
      meanSeconds: 0,
      p95Seconds: 0,
      refused: 0,
      meanLine: 0,
      reason: null,
    });
  });
});

describe('waiting with a bounded line', () => {
  it.each([
    [10, 5, 1800, 3, 0.03173541659028405, 8.976589264108918, 0, 0.0022616886399355845, 0.968967959896339],
    [
      10, 9, 1800, 5, 0.45255803731698857, 227.29794007776673, 1010.484461353429, 0.06125876182566402,
      0.5310534301342179,
    ],
    [
      10, 15, 600, 20, 0.9997839081282751, 1080.1275257227605, 1580.774431279094, 0.33335214663539925,
      0.00020100345155280993,
    ],
    [
      200, 190, 1800, 30, 0.31126736787549314, 33.059445299954874, 194.22144788016607, 0.004235444139380003,
      0.7464027428503844,
    ],
    [
      300, 330, 1200, 100, 0.9999422316729437, 360.00823011816476, 444.2653016663342, 0.09091031392089237,
      0.00012620476878443608,
    ],
    [1, 1, 60, 4, 0.8, 120, 353.46883895243644, 0.16666666666666666, 0.24996877520694633],
    [7, 5, 1800, 0, 0, 0, 0, 0.1205186350734296, 0.8794813649265704],
  ])(
    'agrees with the exact sums: %d places, %d erlang, %d s, room for %d',
    (places, load, session, room, ...exact) => {
      const queue = { places, load, session, room };
      const { probability, meanSeconds, p95Seconds, refused } = waiting(queue);
      const found = [probability, meanSeconds!, p95Seconds!, refused, servedWithin(queue, 30)];
      for (const [at, value] of exact.entries()) expect(found[at]! / (value || 1)).toBeCloseTo(value && 1, 6);
    },
  );

  it('comes to Erlang C as the room grows, and to Erlang B without any', () => {
    const queue = { places: 40, load: 36, session: 900 };
    const [wide, endless] = [waiting({ ...queue, room: 4000 }), waiting({ ...queue, room: null })];
    for (const key of ['probability', 'meanSeconds', 'p95Seconds', 'meanLine'] as const)
      expect(wide[key]! / endless[key]!).toBeCloseTo(1, 6);
    expect(wide.refused).toBeCloseTo(0, 12);
    expect(waiting({ ...queue, room: 0 }).refused).toBeCloseTo(endless.refused, 12);
  });

  it('keeps its digits at thousands of places, far over and far under load', () => {
    const crowded = waiting({ places: 5000, load: 50_000, session: 600, room: 2000 });
    expect(crowded.refused).toBeCloseTo(0.9, 9);
    expect(crowded.meanSeconds).toBeCloseTo((600 / 5000) * 2000, 0);
    expect(waiting({ places: 5000, load: 1, session: 600, room: 2000 })).toMatchObject({
      probability: 0,
      p95Seconds: 0,
      refused: 0,
    });
    expect(waiting({ places: 0, load: 3, session: 600, room: 5 })).toMatchObject({
      refused: 1,
      meanSeconds: null,
    });
  });
});

describe('bad input', () => {
  it.each([
    { places: 2.5, load: 1, session: 1, room: null },
    { places: 2, load: -1, session: 1, room: null },
    { places: 2, load: 1, session: 0, room: null },
    { places: 2, load: 1, session: Number.POSITIVE_INFINITY, room: null },
    { places: 2, load: 1, session: 1, room: -1 },
    { places: 2, load: 1, session: 1, room: 0.5 },
  ])('is refused: %j', (queue) => {
    expect(() => waiting(queue)).toThrow(RangeError);
  });
});

describe('for any queue', () => {
  const queue = fc.record({
    places: fc.integer({ min: 1, max: 400 }),
    session: fc.double({ min: 1, max: 10_000, noNaN: true }),
    room: fc.option(fc.integer({ min: 0, max: 60 }), { nil: null }),
  });
  const share = fc.double({ min: 0, max: 1.6, noNaN: true });
  const wait = (seconds: number | null) => seconds ?? Number.POSITIVE_INFINITY;

  it('more arrivals never shorten the wait, and a place more never lengthens it', () => {
    fc.assert(
      fc.property(queue, share, share, (one, less, more) => {
        const at = (load: number, places = one.places) =>
          waiting({ ...one, places, load: load * one.places });
        const [few, many] = [at(Math.min(less, more)), at(Math.max(less, more))];
        const near = 1 + 1e-6;
        expect(few.probability).toBeLessThanOrEqual(many.probability * near + 1e-12);
        expect(wait(few.meanSeconds)).toBeLessThanOrEqual(wait(many.meanSeconds) * near + 1e-6);
        expect(wait(few.p95Seconds)).toBeLessThanOrEqual(wait(many.p95Seconds) * near + 1e-4);
        expect(few.refused).toBeLessThanOrEqual(many.refused * near + 1e-12);
        const roomier = at(Math.max(less, more), one.places + 1);
        expect(wait(roomier.meanSeconds)).toBeLessThanOrEqual(wait(many.meanSeconds) * near + 1e-6);
        expect(roomier.refused).toBeLessThanOrEqual(many.refused * near + 1e-12);
      }),
    );
  });

  it('the share served grows with the time that is granted, and stays a share', () => {
    fc.assert(
      fc.property(queue, share, fc.double({ min: 0, max: 1e5, noNaN: true }), (one, load, seconds) => {
        const full = { ...one, load: load * one.places };
        const [soon, later] = [servedWithin(full, seconds), servedWithin(full, seconds * 2)];
        expect(soon).toBeGreaterThanOrEqual(-1e-12);
        expect(soon).toBeLessThanOrEqual(later + 1e-9);
        expect(later).toBeLessThanOrEqual(1 + 1e-12);
      }),
    );
  });
});
