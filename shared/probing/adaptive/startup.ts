import type { Seconds } from '../../model/units.ts';
import type { InstanceLife } from '../instances.ts';
import type { Stretch } from '../stretches.ts';

/** What has been learned of how the program starts. */
export interface Startup {
  /** Seconds from a launch until nothing changes any more, the longest that was seen of one alone. */
  readonly seconds: Seconds | null;
  /** Whether "ready" comes in time: a program that says it late is not waited for. Null while nobody has said it. */
  readonly readyHelps: boolean | null;
  /** The longest that an instance took to say it. */
  readonly readySeconds: Seconds;
}

/** "Ready" this long after everything stood still is late. */
export const LATE: Seconds = 4;

/** The longest that instances took to say that they are ready; null while one has not said it. */
export function toldStart(pending: readonly InstanceLife[]): Seconds | null {
  return pending.reduce<Seconds | null>(
    (longest, { readyAt, launchedAt }) =>
      longest === null || readyAt === null ? null : Math.max(longest, readyAt - launchedAt),
    0,
  );
}

/** What is known of starts, with one more that is over. @param moment from which on it counts */
export function learnStartup(
  startup: Startup,
  stretch: Stretch,
  fresh: readonly InstanceLife[],
  moment: Seconds,
): Startup {
  const launched = fresh.reduce((latest, { launchedAt }) => Math.max(latest, launchedAt), 0);
  const alone = fresh.length === 1 || startup.seconds === null;
  const told = fresh.flatMap(({ readyAt, launchedAt }) =>
    readyAt === null ? [] : [{ readyAt, took: readyAt - launchedAt }],
  );
  const latest = told.reduce((most, { readyAt }) => Math.max(most, readyAt), 0);
  return {
    seconds: alone && fresh.length > 0 ? Math.max(startup.seconds ?? 0, moment - launched) : startup.seconds,
    readyHelps: startup.readyHelps ?? (told.length === 0 ? null : latest <= moment + LATE),
    readySeconds: told.reduce((most, { took }) => Math.max(most, took), startup.readySeconds),
  };
}
