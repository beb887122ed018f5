import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { LiveUpdate } from '../../../shared/bridge/live.ts';
import { Follower } from './follower.ts';
import type { Cursor, LiveRun } from './live-run.ts';

/** A run of which a face is told only how far it has been told. */
function countedRun() {
  const run = { length: 0 };
  const updateFor = (cursor: Cursor) => ({
    update: { run: 'counted', first: { sample: cursor.samples, event: 0 } } as unknown as LiveUpdate,
    next: { run: 'counted', samples: run.length, events: 0, opinion: 0 },
  });
  return { run, live: { updateFor } as unknown as LiveRun };
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('a face that follows', () => {
  it('is told of nothing while it does not read, and then of everything at once', () => {
    const { run, live } = countedRun();
    const face = { full: false, told: [] as number[] };
    const follower = new Follower({
      run: () => live,
      isFull: () => face.full,
      send: ({ first }) => face.told.push(first.sample),
    });
    expect(face.told).toEqual([0]);
    face.full = true;
    for (run.length = 1; run.length <= 1000; run.length++) {
      follower.changed();
      vi.advanceTimersByTime(1000);
    }
    expect(face.told).toEqual([0]);
    face.full = false;
    follower.drained();
    expect(face.told).toEqual([0, 0]);
    run.length = 1001;
    follower.changed();
    vi.advanceTimersByTime(1000);
    expect(face.told).toEqual([0, 0, 1001]);
  });

  it('of a run faster than time is told five times a second, and of its end too', () => {
    const { run, live } = countedRun();
    const told: number[] = [];
    const follower = new Follower({
      run: () => live,
      isFull: () => false,
      send: ({ first }) => told.push(first.sample),
    });
    for (let tick = 0; tick < 1000; tick++) {
      run.length += 1;
      follower.changed();
      vi.advanceTimersByTime(1);
    }
    expect(told.length).toBeLessThanOrEqual(7);
    vi.advanceTimersByTime(1000);
    const before = told.length;
    run.length += 1;
    follower.changed();
    expect(told.length).toBe(before + 1);
    follower.end();
    follower.changed();
    vi.advanceTimersByTime(1000);
    expect(told.length).toBeLessThanOrEqual(before + 2);
  });

  it('hears that there was no run yet', () => {
    const told: LiveUpdate[] = [];
    new Follower({ run: () => null, isFull: () => false, send: (update) => told.push(update) });
    expect(told).toMatchObject([{ run: null, head: null, samples: [] }]);
  });
});
