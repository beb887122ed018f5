import type { Engine } from '../../../ui/engine.tsx';
import { NOTHING_FOLLOWED, cursorOf, follow, type Followed } from './followed.ts';

/** The run in progress as this face knows it, followed for as long as the page is open. */
export class LiveRun {
  readonly #engine: Engine;
  readonly #listeners = new Set<() => void>();
  #followed: Followed = NOTHING_FOLLOWED;

  constructor(engine: Engine) {
    this.#engine = engine;
  }

  get = (): Followed => this.#followed;

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
        for (const listener of this.#listeners) listener();
      }),
      connection.subscribe(() => {
        this.#attach();
      }),
    ];
    this.#attach();
    return () => {
      for (const end of ends) end();
    };
  }

  #attach(): void {
    if (this.#engine.connection.get() !== 'open') return;
    // A line that is lost in between comes back with a call of its own.
    this.#engine.ask('live.attach', cursorOf(this.#followed)).catch(() => undefined);
  }
}
