import type { Sample, TraceEvent } from '../model/trace.ts';
import type { Warning } from '../model/verdict.ts';
import type { Seconds } from '../model/units.ts';
import type { History } from './history.ts';
import { instancesOf } from './instances.ts';

/** Readings whose time does not go forward: they are left out. */
export const READINGS_BACK = 'readings-back';
/** Events whose time cannot be. */
export const EVENTS_OFF = 'events-off';

/** Codes of events that may come several times in a run and are one warning. */
export const TOLD_AS_ONE: readonly string[] = [READINGS_BACK, EVENTS_OFF];

/** A time that was told, and the time of the run when it was. */
interface ToldAt {
  readonly t: Seconds;
  readonly after: Seconds;
}

/** How many lines had times that cannot be, and when. */
export interface Misplaced {
  readonly count: number;
  /** Kinds of events; empty of readings. */
  readonly names: readonly string[];
  readonly first: ToldAt;
  readonly last: ToldAt;
}

const numberIn = (value: unknown): number => (typeof value === 'number' ? value : 0);
const toldAt = (value: unknown): ToldAt => {
  const { t, after } = (value ?? {}) as Partial<Record<keyof ToldAt, unknown>>;
  return { t: numberIn(t), after: numberIn(after) };
};

/** All that was told under one code, as one. */
function told({ events }: History, code: string): Misplaced | null {
  const all = events.filter((event) => event.event === 'warning' && event.code === code);
  const [first, last] = [all[0], all.at(-1)];
  if (!first || !last) return null;
  return {
    count: all.reduce((sum, { count }) => sum + numberIn(count), 0),
    names: [...new Set(all.flatMap(({ names }) => (Array.isArray(names) ? names.map(String) : [])))],
    first: toldAt(first['first']),
    last: toldAt(last['last']),
  };
}

/** Instances that were ready or gone before they were launched, which a recording may say. */
function beforeLaunch(history: History): Misplaced | null {
  const early = instancesOf(history).flatMap(({ launchedAt, readyAt, exit }) => [
    ...(readyAt !== null && readyAt < launchedAt ? [{ name: 'ready', t: readyAt, after: launchedAt }] : []),
    ...(exit !== null && exit.at < launchedAt ? [{ name: 'exit', t: exit.at, after: launchedAt }] : []),
  ]);
  const [first, last] = [early[0], early.at(-1)];
  if (!first || !last) return null;
  const at = ({ t, after }: ToldAt): ToldAt => ({ t, after });
  return {
    count: early.length,
    names: [...new Set(early.map(({ name }) => name))],
    first: at(first),
    last: at(last),
  };
}

/**
 * Readings of a recording whose time another had before, or that are of no time (the first is at t = tick), as the event
 * that a live run would have.
 * @param samples as they stand in the file
 */
export function repeatedReadings(samples: readonly Sample[]): TraceEvent[] {
  const times = new Set<Seconds>([0]);
  const again: Seconds[] = [];
  for (const { t } of samples) {
    if (times.has(t)) again.push(t);
    times.add(t);
  }
  const [first, last] = [again[0], again.at(-1)];
  if (first === undefined || last === undefined) return [];
  const at = (t: Seconds): ToldAt => ({ t, after: t });
  const data: Misplaced = { count: again.length, names: [], first: at(first), last: at(last) };
  return [{ type: 'event', t: last, event: 'warning', code: READINGS_BACK, ...data }];
}

/** One warning for all readings that were left out for their times, and one for events that cannot be when they say. */
export function toldTimesWarnings(history: History): Warning[] {
  const found = [
    [READINGS_BACK, told(history, READINGS_BACK)],
    [EVENTS_OFF, told(history, EVENTS_OFF) ?? beforeLaunch(history)],
  ] as const;
  return found.flatMap(([code, data]) => (data ? [{ code, text: '', data: { ...data } }] : []));
}
