import { EventEmitter } from 'node:events';
import type { Seconds } from '../../../shared/model/units.ts';
import type { Clock } from '../../os/clock.ts';
import { mayStart, type BoxBurst, type Loading } from './paced-start.ts';

export interface StartTurnsOptions {
  readonly clock: Clock;
  readonly tick: Seconds;
  /** Whether starts wait for one another's loading. */
  readonly paced: boolean;
  /** The run's time of a time on the clock. */
  readonly toRun: (clockTime: Seconds) => Seconds;
  /** Who is loading at this moment. */
  readonly loading: () => readonly Loading[];
}

/** Lets one start after the other, by `mayStart`. */
export class StartTurns {
  readonly #options: StartTurnsOptions;
  readonly #sounds = new EventEmitter<{ loaded: [] }>();
  #last: BoxBurst | null = null;

  constructor(options: StartTurnsOptions) {
    this.#options = options;
  }

  /** What the box took in the tick that has just passed. */
  took(burst: BoxBurst): void {
    this.#last = burst;
  }

  /** Somebody who was loading no longer is: who waits for that need not wait for a tick. */
  loaded(): void {
    this.#sounds.emit('loaded');
  }

  /** Waits until nobody's loading is in the way. @returns how long that took. @throws where the patience is at its end */
  async next(patience: AbortSignal): Promise<Seconds> {
    const { clock, tick, paced, toRun, loading } = this.#options;
    const began = clock.now();
    for (;;) {
      patience.throwIfAborted();
      const moment = { now: toRun(clock.now()), tick, waited: clock.now() - began };
      if (!paced || mayStart(loading(), this.#last, moment)) return moment.waited;
      const loaded = new AbortController();
      const heard = () => {
        loaded.abort();
      };
      this.#sounds.once('loaded', heard);
      await clock.wait(clock.now() + tick, AbortSignal.any([patience, loaded.signal]));
      this.#sounds.off('loaded', heard);
    }
  }
}
