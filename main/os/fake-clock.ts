import type { Seconds } from '../../shared/model/units.ts';
import type { Clock } from './clock.ts';

/** A clock in the test's hand. */
export interface FakeClock extends Clock {
  /** Lets time pass: everything that waits is woken in the order of its time, and may wait again. */
  pass(seconds: Seconds): Promise<void>;
  /** Lets time pass without waking anybody: the process was held up. */
  stall(seconds: Seconds): void;
  /** The machine sleeps: its monotonic clock stands still. */
  sleep(seconds: Seconds): void;
  /** How many wait at this moment. */
  readonly waiting: number;
}

interface Waiter {
  readonly time: Seconds;
  readonly wake: (reached: boolean) => void;
}

/** Lets whatever was woken run until it waits again; work that leaves the process is not waited for. */
async function settle(): Promise<void> {
  for (let round = 0; round < 5; round++) await new Promise<void>((resolve) => setImmediate(resolve));
}

export function fakeClock(start: Seconds = 1000): FakeClock {
  let now = start;
  let asleep = 0;
  const waiters = new Set<Waiter>();
  const next = (until: Seconds): Waiter | undefined =>
    [...waiters].filter(({ time }) => time <= until).sort((a, b) => a.time - b.time)[0];
  return {
    now: () => now,
    asleep: () => asleep,
    get waiting() {
      return waiters.size;
    },
    wait: (time, signal) =>
      new Promise((resolve) => {
        if (signal.aborted || time <= now) {
          resolve(!signal.aborted);
          return;
        }
        const abort = () => {
          waiter.wake(false);
        };
        const waiter: Waiter = {
          time,
          wake: (reached) => {
            waiters.delete(waiter);
            signal.removeEventListener('abort', abort);
            resolve(reached);
          },
        };
        signal.addEventListener('abort', abort);
        waiters.add(waiter);
      }),
    stall: (seconds) => {
      now += seconds;
    },
    sleep: (seconds) => {
      asleep += seconds;
    },
    pass: async (seconds) => {
      const until = now + seconds;
      await settle();
      for (let waiter = next(until); waiter; waiter = next(until)) {
        now = Math.max(now, waiter.time);
        waiter.wake(true);
        await settle();
      }
      now = Math.max(now, until);
    },
  };
}
