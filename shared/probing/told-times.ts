import type { Sample, TraceEvent } from '../model/trace.ts';
import type { Warning } from '../model/verdict.ts';
import type { Seconds } from '../model/units.ts';
import type { History } from './history.ts';
import { instancesOf } from './instances.ts';

/** Readings whose time does not go forward: they are left out. */
export const READINGS_BACK = 'readings-back';
/** Readings of a recording that stand behind later ones: they are put in order. */
export const READINGS_DISORDERED = 'readings-disordered';
/** Events whose time cannot be. */
export const EVENTS_OFF = 'events-off';

/** Codes of events that may come several times in a run and are one warning. */
export const TOLD_AS_ONE: readonly string[] = [READINGS_BACK, READINGS_DISORDERED, EVENTS_OFF];

/** A time that was told, and the time of the run when it was. */
interface ToldAt {
  readonly t: Seconds;
  readonly after: Seconds;
  /** Where it stands, of a file with lines. */
  readonly file?: string;
  readonly line?: number;
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
  const { t, after, file, line } = (value ?? {}) as Partial<Record<keyof ToldAt, unknown>>;
  const place = typeof file === 'string' && typeof line === 'number' ? { file, line } : {};
  return { t: numberIn(t), after: numberIn(after), ...place };
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

/** Lines with times that cannot be as the event that a live run would have. */
export function misplacedEvent(code: string, { count, first, last }: Omit<Misplaced, 'names'>): TraceEvent {
  return { type: 'event', t: last.t, event: 'warning', code, count, names: [], first, last };
}

/** Follows times in the order in which they stand in a file, and counts those that stand behind a later one. */
export class TimeOrder {
  #latest: Seconds = 0;
  #found: Omit<Misplaced, 'names'> | null = null;

  add(t: Seconds): void {
    if (t >= this.#latest) {
      this.#latest = t;
      return;
    }
    const at: ToldAt = { t, after: this.#latest };
    this.#found = { count: (this.#found?.count ?? 0) + 1, first: this.#found?.first ?? at, last: at };
  }

  /** What is to be told of it. */
  told(): TraceEvent[] {
    return this.#found ? [misplacedEvent(READINGS_DISORDERED, this.#found)] : [];
  }
}

/**
 * What is to be told of the times of a recording's readings: those whose time another had before, or that are of no time (the
 * first is at t = tick), and those that stand behind later ones.
 * @param samples as they stand in the file
 */
export function misplacedReadings(samples: readonly Sample[]): TraceEvent[] {
  const times = new Set<Seconds>([0]);
  const again: Seconds[] = [];
  const order = new TimeOrder();
  for (const { t } of samples) {
    if (times.has(t)) again.push(t);
    else order.add(t);
    times.add(t);
  }
  const [first, last] = [again[0], again.at(-1)];
  if (first === undefined || last === undefined) return order.told();
  const at = (t: Seconds): ToldAt => ({ t, after: t });
  const repeated = { count: again.length, first: at(first), last: at(last) };
  return [misplacedEvent(READINGS_BACK, repeated), ...order.told()];
}

/**
 * One warning for all readings that were left out for their times, one for those that were put in order, and one for events that
 * cannot be when they say.
 */
export function toldTimesWarnings(history: History): Warning[] {
  const found = [
    [READINGS_BACK, told(history, READINGS_BACK)],
    [READINGS_DISORDERED, told(history, READINGS_DISORDERED)],
    [EVENTS_OFF, told(history, EVENTS_OFF) ?? beforeLaunch(history)],
  ] as const;
  return found.flatMap(([code, data]) => (data ? [{ code, text: '', data: { ...data } }] : []));
}
