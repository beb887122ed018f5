import type { TraceEvent } from '../../../../shared/model/trace.ts';
import type { Seconds } from '../../../../shared/model/units.ts';
import { copyEvent, warningEvent } from '../trace-events.ts';
import type { SlotCopies } from './slot-copies.ts';

/** The slots' folders as a run has to do with them: what their making and removal tell, and which samples they spoil. */
export class RunCopies {
  readonly #copies: SlotCopies;
  readonly #now: () => Seconds;
  /** Up to when a folder was made last; for ever while one is. */
  #until: Seconds = Number.NEGATIVE_INFINITY;

  /** @param now on the run's time */
  constructor(copies: SlotCopies, now: () => Seconds) {
    this.#copies = copies;
    this.#now = now;
  }

  /** Whether something was copied after this moment. */
  since(time: Seconds): boolean {
    return time < this.#until;
  }

  /** @returns what there is to tell; nothing where the slot has its folder already. @throws as `SlotCopies.make` */
  async make(slot: number, signal?: AbortSignal): Promise<readonly TraceEvent[]> {
    const from = this.#now();
    let until = this.#until;
    this.#until = Number.POSITIVE_INFINITY;
    try {
      const record = await this.#copies.make(slot, signal);
      if (!record) return [];
      until = this.#now();
      return [copyEvent(record, from, until)];
    } finally {
      this.#until = until;
    }
  }

  /** Removes them all, once nobody uses them any more. */
  async remove(): Promise<readonly TraceEvent[]> {
    const { changed, left } = await this.#copies.remove();
    const t = this.#now();
    return [
      ...(changed.length > 0 ? [warningEvent(t, 'copies-changed', { files: changed })] : []),
      ...(left === null ? [] : [warningEvent(t, 'copies-left', { reason: left })]),
    ];
  }
}
