import { studentQuantile } from '../../stats/distributions.ts';
import type { Interval } from '../../stats/interval.ts';
import type { Seconds } from '../../model/units.ts';
import { DAY, HOURS, SECONDS_PER_HOUR, meanMinutes, type DayInput } from './day-input.ts';
import { simulate, type Presence, type Visit } from './simulate.ts';

/**
 * What became of those who came in some stretch of the day. Shares are null where nobody came. A type and no interface:
 * it is a part of a document that may have unknown fields.
 */
export type Outcome = {
  readonly arrivals: number;
  /** Of those who got a place: the share that waited, the mean wait (0 counted) and what 95 % stay at or below. */
  readonly probability: number | null;
  readonly meanSeconds: Seconds | null;
  readonly p95Seconds: Seconds | null;
  /** Of all who came. */
  readonly refused: number | null;
  readonly gaveUp: number | null;
};

export type HourResult = Outcome & {
  readonly hour: number;
  /** In the mean. */
  readonly playing: number;
  readonly waiting: number;
  readonly watching: number;
};

export type DayResult = Outcome & {
  readonly days: number;
  readonly seed: number;
  /** The mean wait with the 95 % interval of the days' own means; its ends are null for a single day. */
  readonly meanWait: Interval | null;
  readonly mostWaiting: number;
  readonly playing: number;
  readonly hours: readonly HourResult[];
};

export type Simulated =
  | { readonly result: DayResult; readonly reason: null }
  | { readonly result: null; readonly reason: 'unstable' | 'too-many' };

/** Arrivals that a simulation plays through; beyond it it would take longer than a second. */
const MOST_ARRIVALS = 400_000;
/** Enough for a p95 of the peak hour that hardly moves from seed to seed. */
const WANTED_ARRIVALS = 60_000;
const MOST_DAYS = 100;

/** How many days to play: as many as tell enough, as few as a second allows. */
export function daysFor(arrivalsPerDay: number): number {
  const wanted = Math.ceil(WANTED_ARRIVALS / Math.max(1, arrivalsPerDay));
  return Math.max(2, Math.min(MOST_DAYS, wanted));
}

/**
 * Plays days and tells what came of them; `days` null for as many as {@link daysFor} says. There is no result where more
 * come in a day than leave while nobody gives up or is refused (the line would grow from day to day), or where so many
 * come that it would take too long.
 */
export function simulateDay(input: Omit<DayInput, 'days'> & { readonly days: number | null }): Simulated {
  const perDay = input.arrivalsPerHour.reduce((sum, rate) => sum + rate, 0);
  const days = input.days ?? daysFor(perDay);
  const load = (perDay * meanMinutes(input.sessions)) / 60 / HOURS;
  const patient = input.patienceMinutes === null && input.policy !== 'refuse' && input.room === null;
  if (patient && load >= input.places) return { result: null, reason: 'unstable' };
  if (perDay * (days + 1) > MOST_ARRIVALS) return { result: null, reason: 'too-many' };
  const { visits, presence } = simulate({ ...input, days });
  return { result: told(visits, presence, days, input.seed), reason: null };
}

function told(visits: readonly Visit[], presence: Presence, days: number, seed: number): DayResult {
  const byHour: Visit[][] = Array.from({ length: HOURS }, () => []);
  const byDay: Visit[][] = Array.from({ length: days }, () => []);
  for (const visit of visits) {
    byHour[Math.floor(visit.at / SECONDS_PER_HOUR) % HOURS]?.push(visit);
    byDay[Math.floor(visit.at / DAY) - 1]?.push(visit);
  }
  const mean = (sums: readonly number[], hour: number) => (sums[hour] ?? 0) / (days * SECONDS_PER_HOUR);
  const hours = byHour.map((came, hour): HourResult => ({
    hour,
    ...outcome(came, days),
    playing: mean(presence.playing, hour),
    waiting: mean(presence.waiting, hour),
    watching: mean(presence.watching, hour),
  }));
  return {
    days,
    seed,
    ...outcome(visits, days),
    meanWait: meanOfDays(byDay.map((came) => outcome(came, 1).meanSeconds).filter((wait) => wait !== null)),
    mostWaiting: presence.mostWaiting,
    playing: hours.reduce((sum, { playing }) => sum + playing, 0) / HOURS,
    hours,
  };
}

/** @param days how many days these came on: arrivals are told for one day */
function outcome(came: readonly Visit[], days: number): Outcome {
  const waits = came.flatMap(({ at, startedAt }) => (startedAt === null ? [] : [startedAt - at]));
  waits.sort((a, b) => a - b);
  const share = (fate: Visit['fate']) =>
    came.length === 0 ? null : came.filter((visit) => visit.fate === fate).length / came.length;
  const some = waits.length > 0;
  return {
    arrivals: came.length / days,
    probability: some ? waits.filter((wait) => wait > 0).length / waits.length : null,
    meanSeconds: some ? waits.reduce((sum, wait) => sum + wait, 0) / waits.length : null,
    p95Seconds: some ? (waits[Math.ceil(0.95 * waits.length) - 1] ?? null) : null,
    refused: share('refused'),
    gaveUp: share('gave-up'),
  };
}

/** Days begin with nearly the same house and are nearly independent: their spread is that of the mean. */
function meanOfDays(means: readonly number[]): Interval | null {
  if (means.length === 0) return null;
  const mean = means.reduce((sum, value) => sum + value, 0) / means.length;
  if (means.length === 1) return { mean, low: null, high: null };
  const variance = means.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (means.length - 1);
  const half = studentQuantile(0.975, means.length - 1) * Math.sqrt(variance / means.length);
  return { mean, low: Math.max(0, mean - half), high: mean + half };
}
