import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { waiting } from '../waiting/queue.ts';
import type { DayInput } from './day-input.ts';
import { daysFor, simulateDay } from './day-result.ts';
import { EventHeap } from './event-heap.ts';
import { simulate } from './simulate.ts';

const flat = (perHour: number) => new Array<number>(24).fill(perHour);
const input = (changed: Partial<DayInput> = {}): DayInput => ({
  places: 10,
  arrivalsPerHour: flat(18),
  sessions: [{ share: 1, minutes: 30, spread: 'exponential' }],
  patienceMinutes: null,
  policy: 'queue',
  room: null,
  watching: null,
  days: 400,
  seed: 1,
  ...changed,
});
const played = (changed: Partial<DayInput>) => {
  const { result, reason } = simulateDay(input(changed));
  if (!result) throw new Error(reason);
  return result;
};

describe('the simulation agrees with the formulas where there are any', () => {
  // 400 days of 432 arrivals: the interval of the mean wait is the simulation's own, and the seeds are fixed.
  it('Erlang C: everybody may wait', () => {
    const formula = waiting({ places: 10, load: 9, session: 1800, room: null });
    const { meanWait, probability, p95Seconds, refused, gaveUp } = played({});
    expect(meanWait!.low!).toBeLessThan(formula.meanSeconds!);
    expect(meanWait!.high!).toBeGreaterThan(formula.meanSeconds!);
    expect(meanWait!.high! - meanWait!.low!).toBeLessThan(formula.meanSeconds! * 0.2);
    expect(probability).toBeCloseTo(formula.probability, 1);
    expect(Math.abs(p95Seconds! / formula.p95Seconds! - 1)).toBeLessThan(0.1);
    expect([refused, gaveUp]).toEqual([0, 0]);
  });

  it('Erlang B: nobody may wait, whatever the spread of sessions', () => {
    const formula = waiting({ places: 10, load: 9, session: 1800, room: 0 });
    for (const spread of ['exponential', 'fixed'] as const) {
      const { refused, meanSeconds } = played({
        policy: 'refuse',
        sessions: [{ share: 1, minutes: 30, spread }],
      });
      expect(refused).toBeCloseTo(formula.refused, 2);
      expect(meanSeconds).toBe(0);
    }
  });

  it('M/M/c/K: a bounded line', () => {
    const formula = waiting({ places: 10, load: 9, session: 1800, room: 5 });
    const { refused, meanSeconds, probability } = played({ room: 5 });
    expect(refused).toBeCloseTo(formula.refused, 2);
    expect(probability).toBeCloseTo(formula.probability, 1);
    expect(meanSeconds! / formula.meanSeconds!).toBeGreaterThan(0.93);
    expect(meanSeconds! / formula.meanSeconds!).toBeLessThan(1.07);
  });

  it('Erlang A: who loses patience leaves', () => {
    // M/M/c+M by its balance equations: births 18 an hour, deaths 2 for each who plays and 6 for each who waits.
    const weights = [1];
    for (let n = 1; n <= 200; n++)
      weights.push((weights[n - 1]! * 18) / (2 * Math.min(n, 10) + 6 * Math.max(0, n - 10)));
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    const line = weights.reduce((sum, weight, n) => sum + (weight / total) * Math.max(0, n - 10), 0);
    const { gaveUp, hours } = played({ patienceMinutes: 10 });
    expect(gaveUp).toBeCloseTo((6 * line) / 18, 2);
    const waits = hours.reduce((sum, hour) => sum + hour.waiting, 0) / 24;
    expect(Math.abs(waits / line - 1)).toBeLessThan(0.05);
  });

  it('keeps as many playing as the load says', () => {
    expect(Math.abs(played({}).playing - 9)).toBeLessThan(0.1);
  });
});

describe('what no formula covers', () => {
  const evening = flat(4).map((rate, hour) => (hour >= 19 && hour < 23 ? 40 : rate));

  it('a rush is felt in the hours after it', () => {
    const { hours } = played({ arrivalsPerHour: evening, days: 60 });
    expect(hours[22]!.p95Seconds!).toBeGreaterThan(hours[19]!.p95Seconds!);
    expect(hours[23]!.p95Seconds!).toBeGreaterThan(0);
    expect(hours[10]!.probability).toBe(0);
    expect(hours.reduce((sum, { arrivals }) => sum + arrivals, 0)).toBeCloseTo(20 * 4 + 4 * 40, -1);
  });

  it('a time limit on sessions shortens the wait, sessions that differ more lengthen it', () => {
    const wait = (sessions: DayInput['sessions']) => played({ sessions, days: 150 }).meanSeconds!;
    const fixed = wait([{ share: 1, minutes: 30, spread: 'fixed' }]);
    const usual = wait([{ share: 1, minutes: 30, spread: 'exponential' }]);
    const mixed = wait([
      { share: 9, minutes: 10, spread: 'exponential' },
      { share: 1, minutes: 210, spread: 'exponential' },
    ]);
    expect(fixed).toBeLessThan(usual);
    expect(usual).toBeLessThan(mixed);
  });

  it('who waits may watch', () => {
    const { hours } = played({ policy: 'watch', watching: 3, days: 60 });
    const watching = hours.map((hour) => hour.watching);
    expect(Math.max(...watching)).toBeGreaterThan(0);
    expect(Math.max(...watching)).toBeLessThanOrEqual(3);
  });
});

describe('a simulation', () => {
  it('is decided by its seed', () => {
    expect(simulateDay(input({ days: 3 }))).toEqual(simulateDay(input({ days: 3 })));
    expect(simulateDay(input({ days: 3 }))).not.toEqual(simulateDay(input({ days: 3, seed: 2 })));
  });

  it('says why it has no answer', () => {
    expect(simulateDay(input({ places: 9 }))).toEqual({ result: null, reason: 'unstable' });
    expect(simulateDay(input({ places: 0 }))).toEqual({ result: null, reason: 'unstable' });
    expect(simulateDay(input({ places: 9, patienceMinutes: 5, days: 2 })).reason).toBeNull();
    expect(simulateDay(input({ places: 1e6, arrivalsPerHour: flat(1e5) }))).toEqual({
      result: null,
      reason: 'too-many',
    });
  });

  it('of a day on which nobody comes has nothing to tell', () => {
    expect(played({ arrivalsPerHour: flat(0), days: 2 })).toMatchObject({
      arrivals: 0,
      probability: null,
      meanSeconds: null,
      meanWait: null,
      refused: null,
      mostWaiting: 0,
    });
  });

  it('finds the one visitor of a thin stream', () => {
    expect(simulate(input({ arrivalsPerHour: flat(0.001), days: 2000 })).visits.length).toBeGreaterThan(20);
    const once = [...flat(0)];
    once[7] = 0.5;
    const { visits } = simulate(input({ arrivalsPerHour: once, days: 200 }));
    expect(visits.length).toBeGreaterThan(50);
    expect(visits.every(({ at }) => Math.floor(at / 3600) % 24 === 7)).toBe(true);
  });

  it('plays as many days as tell enough', () => {
    expect(daysFor(10)).toBe(100);
    expect(daysFor(5000)).toBe(12);
    expect(daysFor(1e6)).toBe(2);
  });

  it('loses nobody: all who came have played, were refused or gave up', () => {
    fc.assert(
      fc.property(
        fc.record({
          places: fc.integer({ min: 1, max: 20 }),
          perHour: fc.integer({ min: 0, max: 60 }),
          patienceMinutes: fc.integer({ min: 1, max: 60 }),
          room: fc.option(fc.integer({ min: 0, max: 10 }), { nil: null }),
          seed: fc.nat(),
        }),
        ({ perHour, ...rest }) => {
          const { visits, presence } = simulate(input({ ...rest, arrivalsPerHour: flat(perHour), days: 2 }));
          expect(visits.every(({ fate }) => fate !== 'waits')).toBe(true);
          expect(visits.every(({ fate, startedAt }) => (fate === 'played') === (startedAt !== null))).toBe(
            true,
          );
          expect(presence.mostWaiting).toBeLessThanOrEqual(rest.room ?? Infinity);
        },
      ),
      { numRuns: 40 },
    );
  });
});

describe('the events', () => {
  it('come in the order of their times', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ noNaN: true })), (times) => {
        const heap = new EventHeap<{ at: number }>();
        for (const at of times) heap.add({ at });
        const taken = times.map(() => heap.take()!.at);
        expect(taken).toEqual([...times].sort((a, b) => a - b));
        expect([heap.take(), heap.next]).toEqual([null, null]);
      }),
    );
  });
});
