import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { servedWithin } from '../waiting/queue.ts';
import { chooseBoxes, placesAfterFailures, type BoxKind } from './choose-boxes.ts';
import { costPerStreamHour } from './cost.ts';
import { placesNeeded } from './places-needed.ts';

const TARGET = { share: 0.95, seconds: 30 };
const kind = (
  name: string,
  capacity: number,
  pricePerHour: number | null = null,
  available: number | null = null,
): BoxKind => ({
  name,
  capacity,
  pricePerHour,
  available,
});

describe('places for a target', () => {
  it('are the least that keep it', () => {
    const demand = { load: 10, session: 1800, room: null };
    const needed = placesNeeded(demand, TARGET)!;
    expect(servedWithin({ ...demand, places: needed }, 30)).toBeGreaterThanOrEqual(0.95);
    expect(servedWithin({ ...demand, places: needed - 1 }, 30)).toBeLessThan(0.95);
    // SciPy, as in erlang.test.ts: 1 - C * exp(-(c - 10) * 30 / 1800) is 0.9481 at 16 places and 0.9725 at 17.
    expect(needed).toBe(17);
  });

  it('count the refused as not served where nobody may wait', () => {
    // The printed table of Erlang B: 15 places lose 1 % at 8.108 erlang.
    expect(placesNeeded({ load: 8.1, session: 60, room: 0 }, { share: 0.99, seconds: 0 })).toBe(15);
  });

  it('are one where nobody comes, thousands where thousands do, unknown beyond what anybody builds', () => {
    expect(placesNeeded({ load: 0, session: 60, room: null }, TARGET)).toBe(1);
    const needed = placesNeeded({ load: 9000, session: 1800, room: null }, TARGET)!;
    expect(needed).toBeGreaterThan(9000);
    expect(needed).toBeLessThan(9200);
    expect(placesNeeded({ load: 1e6, session: 1800, room: null }, TARGET)).toBeNull();
  });

  it('never fall when more come', () => {
    const load = fc.double({ min: 0, max: 500, noNaN: true });
    fc.assert(
      fc.property(load, load, fc.option(fc.nat(20), { nil: null }), (one, other, room) => {
        const at = (erlangs: number) => placesNeeded({ load: erlangs, session: 600, room }, TARGET)!;
        expect(at(Math.min(one, other))).toBeLessThanOrEqual(at(Math.max(one, other)));
      }),
      { numRuns: 50 },
    );
  });
});

describe('boxes for places', () => {
  it('of one kind are rounded up, with a spare', () => {
    expect(chooseBoxes([kind('this', 7)], 16, 1)).toEqual({
      boxes: [{ name: 'this', count: 4 }],
      places: 28,
      placesWithoutSpare: 21,
      total: 4,
      costPerHour: null,
    });
    expect(chooseBoxes([kind('this', 7)], 14, 0)?.total).toBe(2);
    expect(chooseBoxes([kind('this', 7)], 0, 1)?.total).toBe(1);
  });

  it('are as few as possible without prices, as cheap as possible with them', () => {
    expect(chooseBoxes([kind('small', 7), kind('large', 12)], 24, 0)?.boxes).toEqual([
      { name: 'large', count: 2 },
    ]);
    expect(chooseBoxes([kind('small', 7, 1), kind('large', 12, 2.5)], 24, 0)).toMatchObject({
      boxes: [{ name: 'small', count: 4 }],
      costPerHour: 4,
    });
  });

  it('must do without the largest when one fails', () => {
    // One large and two small have 26 places, but without the large one only 14.
    const choice = chooseBoxes([kind('small', 7, 1), kind('large', 12, 1.5)], 14, 1)!;
    expect(choice.placesWithoutSpare).toBeGreaterThanOrEqual(14);
    expect(choice).toMatchObject({ boxes: [{ name: 'small', count: 3 }], costPerHour: 3 });
  });

  it('are no more than there are', () => {
    expect(chooseBoxes([kind('own', 7, 0, 2), kind('rent', 5, 3)], 20, 0)).toMatchObject({
      boxes: [
        { name: 'own', count: 2 },
        { name: 'rent', count: 2 },
      ],
      costPerHour: 6,
    });
    expect(chooseBoxes([kind('own', 7, 0, 2)], 15, 0)).toBeNull();
    expect(chooseBoxes([kind('own', 7, 0, 2)], 14, 1)).toBeNull();
    expect(chooseBoxes([], 1, 0)).toBeNull();
  });

  it('are the best of all choices', () => {
    const some = fc.array(
      fc.record({
        capacity: fc.integer({ min: 1, max: 9 }),
        pricePerHour: fc.integer({ min: 1, max: 9 }),
        available: fc.integer({ min: 0, max: 3 }),
      }),
      { minLength: 1, maxLength: 3 },
    );
    fc.assert(
      fc.property(some, fc.nat(20), fc.nat(1), (raw, places, spare) => {
        const kinds = raw.map((one, at): BoxKind => ({ name: String(at), ...one }));
        const all = kinds.reduce<number[][]>(
          (lists, { available }) =>
            lists.flatMap((list) => Array.from({ length: available! + 1 }, (_, count) => [...list, count])),
          [[]],
        );
        const costs = all
          .filter((counts) => {
            const boxes = counts.map((count, at) => ({ capacity: kinds[at]!.capacity, count }));
            return (
              counts.some((count) => count > 0 || spare === 0) && placesAfterFailures(boxes, spare) >= places
            );
          })
          .map((counts) => counts.reduce((sum, count, at) => sum + count * kinds[at]!.pricePerHour!, 0));
        const found = chooseBoxes(kinds, places, spare);
        expect(found?.costPerHour ?? null).toBe(costs.length === 0 ? null : Math.min(...costs));
        if (found) expect(found.placesWithoutSpare).toBeGreaterThanOrEqual(places);
      }),
      { numRuns: 200 },
    );
  });
});

describe('the cost of a stream', () => {
  it('is told for a full house and for what is used', () => {
    expect(costPerStreamHour(4, 28, 10)).toEqual({ full: 4 / 28, used: 0.4 });
    expect(costPerStreamHour(4, 28, 0)).toEqual({ full: 4 / 28, used: null });
    expect(costPerStreamHour(4, 0, 10)).toBeNull();
  });
});
