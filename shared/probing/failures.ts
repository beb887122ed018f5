import type { History } from './history.ts';
import { instancesOf, isFailure, type InstanceLife } from './instances.ts';

/** An instance that ended without being asked to, with how many were alive until then. */
export interface Failure {
  readonly life: InstanceLife;
  /** Instances alive just before, itself included. */
  readonly at: number;
  /** The others that were alive just before. */
  readonly others: readonly InstanceLife[];
}

const cache = new WeakMap<History['events'], readonly Failure[]>();

/** Every failure of the history in the order of time. */
export function failuresOf(history: History): readonly Failure[] {
  const known = cache.get(history.events);
  if (known) return known;
  const lives = instancesOf(history);
  const result = lives
    .filter(isFailure)
    .map((life) => {
      const moment = life.exit?.at ?? 0;
      const alive = lives.filter(
        ({ instance, launchedAt, exit }) =>
          // One that was launched at that very moment, in its place, had no part in it.
          (launchedAt < moment || instance <= life.instance) &&
          launchedAt <= moment &&
          (exit === null || exit.at > moment || (exit.at === moment && instance <= life.instance)),
      );
      return { life, at: alive.length, others: alive.filter((one) => one !== life) };
    })
    .toSorted((a, b) => (a.life.exit?.at ?? 0) - (b.life.exit?.at ?? 0));
  cache.set(history.events, result);
  return result;
}

/** Two deaths at the same n in a row are the box's word; a single one may be the program's own mishap. */
export const FAILURES_THAT_LIMIT = 2;

/** The lowest n at which instances died as often as to count as a limit, null where that never happened. */
export function crashLevel(history: History): number | null {
  const deaths = new Map<number, number>();
  for (const { at } of failuresOf(history)) deaths.set(at, (deaths.get(at) ?? 0) + 1);
  const limiting = [...deaths].filter(([, count]) => count >= FAILURES_THAT_LIMIT).map(([n]) => n);
  return limiting.length === 0 ? null : Math.min(...limiting);
}

/** Whether the deaths at that level were for want of memory. */
export function diedOfMemory(history: History, level: number): boolean {
  return failuresOf(history).some(({ life, at }) => at === level && life.exit?.reason === 'out-of-memory');
}
