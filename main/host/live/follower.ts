import type { LiveUpdate } from '../../../shared/bridge/live.ts';
import { NOTHING_SEEN, type Cursor, type LiveRun } from './live-run.ts';

/** A run that is faster than real time is told of so often, in milliseconds. */
const LEAST_PAUSE = 200;

const NO_RUN: LiveUpdate = {
  run: null,
  head: null,
  state: null,
  first: { sample: 0, event: 0 },
  samples: [],
  cores: [],
  events: [],
  now: null,
  verdict: null,
  failure: null,
};

export interface FollowerParts {
  /** The run in progress or the one that ended last. */
  readonly run: () => LiveRun | null;
  /** Whether the face still has so much unread that nothing more should be sent. */
  readonly isFull: () => boolean;
  readonly send: (update: LiveUpdate) => void;
}

/** One face that follows: tells it what it lacks, whenever there is something and it reads. Queues nothing. */
export class Follower {
  readonly #parts: FollowerParts;
  #cursor: Cursor;
  #dirty = false;
  #pause: NodeJS.Timeout | null = null;

  /** @param cursor what the face has already, from before its line broke */
  constructor(parts: FollowerParts, cursor: Cursor = NOTHING_SEEN) {
    this.#parts = parts;
    this.#cursor = cursor;
    this.#send();
  }

  /** There is more to tell. */
  changed(): void {
    this.#dirty = true;
    this.#flush();
  }

  /** The face reads again. */
  drained(): void {
    this.#flush();
  }

  end(): void {
    if (this.#pause) clearTimeout(this.#pause);
    this.#pause = null;
    this.#dirty = false;
  }

  #flush(): void {
    if (!this.#dirty || this.#pause || this.#parts.isFull()) return;
    this.#send();
    this.#pause = setTimeout(() => {
      this.#pause = null;
      this.#flush();
    }, LEAST_PAUSE);
    this.#pause.unref();
  }

  #send(): void {
    this.#dirty = false;
    const run = this.#parts.run();
    if (!run) {
      this.#parts.send(NO_RUN);
      return;
    }
    const { update, next } = run.updateFor(this.#cursor);
    this.#cursor = next;
    this.#parts.send(update);
  }
}
