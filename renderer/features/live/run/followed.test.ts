import { describe, expect, it } from 'vitest';
import type { LiveUpdate, ThinSample } from '../../../../shared/bridge/live.ts';
import { NOTHING_FOLLOWED, SAMPLES_KEPT, cursorOf, follow } from './followed.ts';

const sample = (t: number): ThinSample => ({ type: 'sample', t, n: 1, cpu: 5, frames: null });
const update = (first: number, count: number, change: Partial<LiveUpdate> = {}): LiveUpdate => ({
  run: 'a',
  head: null,
  state: 'running',
  first: { sample: first, event: 0 },
  samples: Array.from({ length: count }, (_, place) => sample(first + place + 1)),
  cores: [],
  events: [],
  now: null,
  verdict: null,
  failure: null,
  ...change,
});
const times = (followed: { samples: readonly ThinSample[] }) => followed.samples.map(({ t }) => t);

describe('following a run', () => {
  it('adds what follows, and knows what it has', () => {
    const followed = follow(follow(NOTHING_FOLLOWED, update(0, 2)), update(2, 1));
    expect(times(followed)).toEqual([1, 2, 3]);
    expect(cursorOf(followed)).toEqual({ run: 'a', samples: 3, events: 0 });
  });

  it('takes nothing twice when it is told again what it has', () => {
    const followed = follow(follow(NOTHING_FOLLOWED, update(0, 3)), update(1, 4));
    expect(times(followed)).toEqual([1, 2, 3, 4, 5]);
  });

  it('keeps only what is new where something lies between: the rest is asked for as a series', () => {
    const followed = follow(follow(NOTHING_FOLLOWED, update(0, 3)), update(9000, 2));
    expect(times(followed)).toEqual([9001, 9002]);
    expect(followed.firstSample).toBe(9000);
  });

  it('holds a bounded number of samples however long a run is', () => {
    let followed = follow(NOTHING_FOLLOWED, update(0, 600));
    for (let first = 600; first < 6000; first += 600) followed = follow(followed, update(first, 600));
    expect(followed.samples).toHaveLength(SAMPLES_KEPT);
    expect(followed.firstSample).toBe(6000 - SAMPLES_KEPT);
    expect(cursorOf(followed).samples).toBe(6000);
  });

  it('knows each core of the last minute at once, and adds what follows', () => {
    const minute = Array.from({ length: 60 }, (_, place) => [place, null]);
    const late = follow(NOTHING_FOLLOWED, update(0, 600, { cores: minute }));
    expect(late.cores).toEqual(minute);
    const next = follow(late, update(600, 2, { cores: [[60, null], [61, null]] })); // prettier-ignore
    expect(next.cores).toHaveLength(60);
    expect(next.cores.at(-1)).toEqual([61, null]);
    const again = follow(next, update(601, 2, { cores: [[61, null], [62, null]] })); // prettier-ignore
    expect(again.cores.slice(-3)).toEqual([[60, null], [61, null], [62, null]]); // prettier-ignore
  });

  it('begins anew with another run', () => {
    const followed = follow(follow(NOTHING_FOLLOWED, update(0, 3)), update(0, 1, { run: 'b' }));
    expect(followed.run).toBe('b');
    expect(times(followed)).toEqual([1]);
  });
});
