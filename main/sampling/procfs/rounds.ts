import type { Seconds } from '../../../shared/model/units.ts';

/** No instance waits longer than this for its turn. */
export const LONGEST_ROUND: Seconds = 30;

/**
 * Whose turn it is to be read where reading is too dear for every tick. Each call gives the few that were read longest
 * ago, so that all have their turn within a round, and what it costs is spread evenly over the ticks.
 */
export class Rounds {
  readonly #last = new Map<number, Seconds>();

  /**
   * @param instances all that there are now
   * @param passed since the last call
   */
  next(instances: Iterable<number>, now: Seconds, passed: Seconds): number[] {
    const all = [...instances];
    const alive = new Set(all);
    for (const instance of this.#last.keys()) if (!alive.has(instance)) this.#last.delete(instance);
    const turns = Math.min(all.length, Math.ceil((all.length * Math.max(passed, 0)) / LONGEST_ROUND));
    const due = all
      .toSorted(
        (a, b) =>
          (this.#last.get(a) ?? Number.NEGATIVE_INFINITY) - (this.#last.get(b) ?? Number.NEGATIVE_INFINITY),
      )
      .slice(0, turns);
    for (const instance of due) this.#last.set(instance, now);
    return due;
  }
}
