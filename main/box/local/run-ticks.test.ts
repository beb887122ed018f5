import { describe, expect, it } from 'vitest';
import { fakeClock } from '../../os/fake-clock.ts';
import { runTicks, type Tick } from './run-ticks.ts';

function ticking(
  tick: number,
  work: (clock: ReturnType<typeof fakeClock>, tick: Tick) => void = () => undefined,
) {
  const clock = fakeClock(1000);
  const stop = new AbortController();
  const ticks: Tick[] = [];
  let blind = false;
  const seen = { ...clock, asleep: () => (blind ? null : clock.asleep()) };
  const done = runTicks({ clock: seen, began: 1000, tick, signal: stop.signal }, (now) => {
    ticks.push(now);
    work(clock, now);
    return Promise.resolve();
  });
  return {
    clock,
    ticks,
    done,
    stop,
    times: () => ticks.map(({ t }) => t),
    blind: (now: boolean) => (blind = now),
    gaps: () => ticks.flatMap(({ gap }) => gap ?? []),
  };
}

describe('ticks', () => {
  it('stand on a grid, also where a tick is no exact number', async () => {
    const { clock, times } = ticking(0.1);
    await clock.pass(1);
    expect(times()).toEqual([0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1]);
  });

  it('do not drift when each one comes a little late', async () => {
    const { clock, times, gaps } = ticking(1, (clock_) => {
      clock_.stall(0.3);
    });
    await clock.pass(5);
    expect(times()).toEqual([1, 2, 3, 4, 5]);
    expect(gaps()).toEqual([]);
  });

  it('that are late by less than a tick are still those ticks', async () => {
    const { clock, ticks } = ticking(1);
    await clock.pass(2);
    clock.stall(1.9);
    await clock.pass(0.1);
    expect(ticks.slice(2)).toEqual([
      { t: 3, gap: null, sampled: true },
      { t: 4, gap: null, sampled: true },
    ]);
  });

  it('that were missed are a gap, and the next one is where the clock is', async () => {
    const { clock, ticks } = ticking(1);
    await clock.pass(4);
    clock.stall(3.7);
    await clock.pass(0.3);
    expect(ticks.slice(4)).toEqual([
      { t: 7, gap: { from: 4, to: 6 }, sampled: true },
      { t: 8, gap: null, sampled: true },
    ]);
  });

  it('in which the machine slept have no sample', async () => {
    const { clock, ticks } = ticking(1);
    await clock.pass(2);
    clock.sleep(3600);
    await clock.pass(2);
    expect(ticks.slice(2)).toEqual([
      { t: 3, gap: { from: 2, to: 3, asleep: 3600 }, sampled: false },
      { t: 4, gap: null, sampled: true },
    ]);
  });

  it('do not take it for sleep when that cannot be told just now', async () => {
    const { clock, gaps, blind } = ticking(1);
    await clock.pass(1);
    blind(true);
    await clock.pass(1);
    clock.sleep(7);
    blind(false);
    await clock.pass(1);
    expect(gaps()).toEqual([{ from: 2, to: 3, asleep: 7 }]);
  });

  it('end at once when aborted', async () => {
    const { clock, done, stop, times } = ticking(1);
    await clock.pass(1);
    stop.abort();
    await done;
    expect([times(), clock.waiting]).toEqual([[1], 0]);
  });
});
