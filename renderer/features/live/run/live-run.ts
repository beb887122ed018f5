import type { Engine } from '../../../ui/engine.tsx';
import { NOTHING_FOLLOWED, cursorOf, follow, type Followed } from './followed.ts';

/** Milliseconds between two looks: a simulated run may tell sixty seconds in one, and nobody reads faster than this. */
const LOOK = 250;

/** The run in progress as this face knows it, followed for as long as the page is open. */
export class LiveRun {
  readonly #engine: Engine;
  readonly #listeners = new Set<() => void>();
  #followed: Followed = NOTHING_FOLLOWED;
  #shown: Followed = NOTHING_FOLLOWED;
  #looked = Number.NEGATIVE_INFINITY;
  #timer: ReturnType<typeof setTimeout> | null = null;

  constructor(engine: Engine) {
    this.#engine = engine;
  }

  get = (): Followed => this.#shown;

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  };

  /** Says what is known and is told the rest: at the start, and whenever the line is back. @returns what ends it */
  start(): () => void {
    const { connection } = this.#engine;
    const ends = [
      this.#engine.on('live.update', (update) => {
        this.#followed = follow(this.#followed, update);
        this.#look();
      }),
      connection.subscribe(() => {
        this.#attach();
      }),
    ];
    this.#attach();
    return () => {
      for (const end of ends) end();
      if (this.#timer) clearTimeout(this.#timer);
    };
  }

  /** Shows what is known: at once where the last look is long enough ago, else a little later. */
  #look(): void {
    if (this.#timer) return;
    const wait = this.#looked + LOOK - performance.now();
    if (wait > 0) {
      this.#timer = setTimeout(() => {
        this.#timer = null;
        this.#look();
      }, wait);
      return;
    }
    this.#looked = performance.now();
    this.#shown = this.#followed;
    for (const listener of this.#listeners) listener();
  }

  #attach(): void {
    if (this.#engine.connection.get() !== 'open') return;
    // A line that is lost in between comes back with a call of its own.
    this.#engine.ask('live.attach', cursorOf(this.#followed)).catch(() => undefined);
  }
}
