import { mean as meanOf, variance as varianceOf } from '../../stats/descriptive.ts';
import { normalCdf } from '../../stats/distributions.ts';
import type { ProbeSettings } from '../settings.ts';
import { after, frameColumnsOf } from './columns.ts';
import type { MatureStretch } from './maturity.ts';

/** What is believed of the frame rates. */
export interface FrameBelief {
  /** The rate that each instance must keep; null where nothing compares them. */
  readonly floor: number | null;
  /** P(every instance keeps the floor at n); 1 where nothing speaks against it. */
  readonly holds: (n: number) => number;
  /** Whether all is compared with one instance alone, and that one was never seen settled. */
  readonly needsSolo: boolean;
  /** Worst instance's mean rate at each n looked at. */
  readonly worst: ReadonlyMap<number, number>;
}

/** How alike the rates of neighbouring seconds are, before any are seen, and the readings that this belief is worth. */
const ALIKE = { correlation: 0.6, weight: 12 };
/** A mean rate is never believed to be known better than this share of it. */
const LEAST_SHARE = 0.0015;
const LEAST_READINGS = 5;

export interface Rate {
  readonly mean: number;
  readonly deviation: number;
}
interface Level {
  readonly n: number;
  readonly worst: Rate;
  holds: number;
}

/** Mean rate with its standard deviation; null for too few readings. */
export function rateOf(values: readonly number[]): Rate | null {
  if (values.length < LEAST_READINGS) return null;
  const mean = meanOf(values);
  // Neighbours are alike, so that n readings count as n·(1 − r)/(1 + r): Bayley & Hammersley (1946).
  let products = 0;
  for (let i = 1; i < values.length; i++)
    products += ((values[i] ?? 0) - mean) * ((values[i - 1] ?? 0) - mean);
  const variance = varianceOf(values);
  const own = variance > 0 ? products / (variance * (values.length - 1)) : 0;
  const shared = ALIKE.weight / (ALIKE.weight + values.length);
  const correlation = Math.min(0.95, Math.max(0, shared * ALIKE.correlation + (1 - shared) * own));
  const deviation = Math.sqrt((variance * (1 + correlation)) / (1 - correlation) / values.length);
  return { mean, deviation: Math.max(deviation, LEAST_SHARE * mean, 1e-3) };
}

/** Looks much shorter than the longest at their n are not worth their risk of holding the end of a start. */
const WORTHWHILE = 0.4;

/** Each instance's rates in each visit to each n, from settled stretches only. */
function visitsByLevel(stretches: readonly MatureStretch[]): Map<number, Map<number, number[]>[]> {
  const looks = stretches.flatMap(({ stretch, settledFrom }) =>
    settledFrom === null || stretch.n === 0
      ? []
      : [{ stretch, settledFrom, seconds: stretch.to - settledFrom }],
  );
  const levels = new Map<number, Map<number, number[]>[]>();
  for (const { stretch, settledFrom, seconds } of looks) {
    if (looks.some((look) => look.stretch.n === stretch.n && seconds < WORTHWHILE * look.seconds)) continue;
    const visit = new Map<number, number[]>();
    for (const [instance, column] of frameColumnsOf(stretch))
      visit.set(instance, [...after(column, settledFrom).values]);
    levels.set(stretch.n, [...(levels.get(stretch.n) ?? []), visit]);
  }
  return levels;
}

/** All visits to a level as one. */
function together(visits: readonly ReadonlyMap<number, readonly number[]>[]): Map<number, number[]> {
  const all = new Map<number, number[]>();
  for (const visit of visits)
    for (const [instance, values] of visit) all.set(instance, [...(all.get(instance) ?? []), ...values]);
  return all;
}

/** What is as sure as this in one visit is so, whatever another one held: somebody's start went on in that. */
const SURELY = 0.95;

/** A level that nobody looked at is never believed more surely than this: the line is a thought. */
const UNSEEN = { least: 0.08, most: 0.92 };

/**
 * P(floor kept) between the highest n that keeps it and the lowest that does not, from the time per frame: that
 * grows with n in a line once the box is full, at least as steeply as the two levels show, at most from nothing (all
 * instances share one thing). Between these two every slope is as likely.
 */
function between(n: number, keeps: number, fallen: Level, floor: number, solo: number): number {
  const full = solo / fallen.worst.mean;
  const bound = solo / floor;
  const span = fallen.n - keeps;
  const gentle = (full - 1) / span;
  const steep = Math.max(gentle + 1e-6, full / fallen.n);
  // The slope from which on the time per frame at n is below the bound.
  const needed = (full - bound) / (fallen.n - n);
  return Math.min(UNSEEN.most, Math.max(UNSEEN.least, (steep - needed) / (steep - gentle)));
}

/** Reads the frame rates of every settled stretch. */
export function believeFrames(settings: ProbeSettings, stretches: readonly MatureStretch[]): FrameBelief {
  const rates = (instances: ReadonlyMap<number, readonly number[]>) =>
    [...instances.values()].flatMap((values) => rateOf(values) ?? []).toSorted((a, b) => a.mean - b.mean);
  const measured = [...visitsByLevel(stretches)]
    .map(([n, visits]) => ({ n, visits, rates: rates(together(visits)) }))
    .filter((level) => level.rates.length > 0)
    .toSorted((a, b) => a.n - b.n);
  const [lowest] = measured;
  // Where one alone was never looked at, the best rate at the lowest n is the nearest thing to it.
  const solo = lowest?.rates.at(-1) ?? null;
  const target: Rate | null =
    settings.fpsTarget === 'solo' ? solo : { mean: settings.fpsTarget, deviation: 1e-6 };
  if (!target) return { floor: null, needsSolo: false, holds: () => 1, worst: new Map() };
  const share = settings.limits.fpsFloor / 100;
  const floor = share * target.mean;
  const levelOf = (n: number, [worst]: readonly Rate[]): Level | null =>
    worst
      ? {
          n,
          worst,
          holds: normalCdf((worst.mean - floor) / Math.hypot(worst.deviation, share * target.deviation)),
        }
      : null;
  const levels = measured.flatMap(({ n, visits, rates: all }) => {
    const level = levelOf(n, all);
    if (!level || level.holds >= 0.5 || visits.length === 1) return level ?? [];
    return visits.map((visit) => levelOf(n, rates(visit))).find((one) => one && one.holds > SURELY) ?? level;
  });
  // A rate that is kept by more instances is kept by fewer: what a shorter or earlier look doubts is settled by that.
  let kept = 0;
  for (const level of levels.toReversed()) {
    kept = Math.max(kept, level.holds);
    level.holds = kept;
  }
  const fallen = levels.find(({ holds }) => holds < 0.5);
  const keeps = levels.filter(({ n, holds }) => holds >= 0.5 && n < (fallen?.n ?? Infinity)).at(-1)?.n ?? 0;
  return {
    floor,
    needsSolo: settings.fpsTarget === 'solo' && lowest !== undefined && lowest.n > 1,
    worst: new Map(levels.map(({ n, worst }) => [n, worst.mean])),
    holds: (n) => {
      const own = levels.find((level) => level.n === n);
      if (own) return own.holds;
      if (!fallen || n < keeps) return 1;
      return n > fallen.n ? fallen.holds : between(n, keeps, fallen, floor, target.mean);
    },
  };
}
