import { describe, expect, it } from 'vitest';
import { systemClock } from './clock.ts';
import { fakeClock } from './fake-clock.ts';

const timers = () => process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length;

describe('the system clock', () => {
  const clock = systemClock();

  it('never wakes early', async () => {
    const until = clock.now() + 0.02;
    await expect(clock.wait(until, new AbortController().signal)).resolves.toBe(true);
    expect(clock.now()).toBeGreaterThanOrEqual(until);
  });

  it('does not wait for a time that has passed', async () => {
    await expect(clock.wait(clock.now() - 1, new AbortController().signal)).resolves.toBe(true);
  });

  it('leaves no timer behind when aborted', async () => {
    const before = timers();
    const stop = new AbortController();
    const waits = [1000, 1e9].map((seconds) => clock.wait(clock.now() + seconds, stop.signal));
    expect(timers()).toBe(before + 2);
    stop.abort();
    await expect(Promise.all(waits)).resolves.toEqual([false, false]);
    expect(timers()).toBe(before);
    await expect(clock.wait(clock.now() + 1000, stop.signal)).resolves.toBe(false);
    expect(timers()).toBe(before);
  });

  it.runIf(process.platform === 'linux')('knows how long the machine slept', () => {
    expect(clock.asleep()).toEqual(expect.any(Number));
  });
});

describe('the fake clock', () => {
  it('wakes in the order of time, also those that wait again', async () => {
    const clock = fakeClock(0);
    const { signal } = new AbortController();
    const woken: string[] = [];
    const again = async () => {
      for (const time of [1, 3]) {
        await clock.wait(time, signal);
        woken.push(`a${clock.now()}`);
      }
    };
    void again();
    void clock.wait(2, signal).then(() => woken.push(`b${clock.now()}`));
    await clock.pass(2.5);
    expect(woken).toEqual(['a1', 'b2']);
    expect(clock.waiting).toBe(1);
    await clock.pass(1);
    expect(woken).toEqual(['a1', 'b2', 'a3']);
    expect(clock.now()).toBe(3.5);
  });
});
