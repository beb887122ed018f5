import { performance } from 'node:perf_hooks';
import type { Seconds } from '../../shared/model/units.ts';
import { procFolder } from './procfs/proc-folder.ts';

/** Time as the engine knows it. Only differences mean something. */
export interface Clock {
  /** Monotonic. On Linux it stands still while the machine sleeps. */
  now(): Seconds;
  /** How long the machine has slept since some fixed moment; null where that cannot be known, or not just now. */
  asleep(): Seconds | null;
  /** Waits until `now()` is at least `time`. @returns whether it came to that, false when aborted */
  wait(time: Seconds, signal: AbortSignal): Promise<boolean>;
}

const LONGEST_TIMER = 2 ** 31 - 1;
const AT_ONCE: Seconds = 0.05;
const TRIES = 3;

/** The machine's clock. Its waits hold the process open, as the work does that waits. */
export function systemClock(): Clock {
  const proc = procFolder();
  const now = () => performance.now() / 1000;
  return {
    now,
    // The time since the box started goes on while it sleeps, the monotonic clock does not.
    asleep: () => {
      for (let tries = 0; tries < TRIES; tries++) {
        const before = now();
        const uptime = proc.uptime();
        if (uptime === null) return null;
        const after = now();
        // Held up between the two, as happens on a full box, the difference would look like sleep.
        if (after - before < AT_ONCE) return uptime - after;
      }
      return null;
    },
    wait: (time, signal) =>
      new Promise((resolve) => {
        let timer: NodeJS.Timeout | undefined;
        const finish = (reached: boolean) => {
          clearTimeout(timer);
          signal.removeEventListener('abort', abort);
          resolve(reached);
        };
        const abort = () => {
          finish(false);
        };
        const check = () => {
          const left = time - now();
          // A timer may fire a moment early, and `left` may be past what a timer can hold: look again.
          if (left > 0) timer = setTimeout(check, Math.min(left * 1000, LONGEST_TIMER));
          else finish(true);
        };
        if (signal.aborted) {
          resolve(false);
          return;
        }
        signal.addEventListener('abort', abort);
        check();
      }),
  };
}
