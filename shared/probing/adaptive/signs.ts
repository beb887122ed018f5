import type { Seconds } from '../../model/units.ts';
import { after, type Column } from './columns.ts';

/*
 * Signs that something is still going on in a series of readings. Each is a pure function of a column; none knows what an
 * instance is.
 */

/** Memory that differs from its later value by less than this share of the step has arrived. */
const ARRIVED = 0.06;
/** Memory readings are this exact, in points. */
const MEMORY_NOISE = 0.25;

/** The mean of the last readings; null where there are none. */
export function tailOf({ values }: Column, count = 4): number | null {
  const from = Math.max(0, values.length - count);
  if (values.length === 0) return null;
  let sum = 0;
  for (let i = from; i < values.length; i++) sum += values[i] ?? 0;
  return sum / (values.length - from);
}

/** {@link Column.step} of all that was ever read of a counter: a stretch in which nothing moves does not show its step. */
export function quantumOfAll(columns: readonly Column[]): number {
  const steps = columns.map(({ step }) => step).filter((step) => step > 0);
  return steps.length === 0 ? 0 : Math.min(...steps);
}

/** Readings that a memory is compared with, so many later: what goes on growing for minutes does so more slowly. */
const LATER = { readings: 10, averaged: 4 };

/**
 * The last moment at which a memory still moved quickly: where it was clearly away from what it was ten readings later;
 * null where it never moved.
 * @param before what it was before the instances came, for the size of the step
 */
export function lastChange(column: Column, before: number | null): Seconds | null {
  const { times, values } = column;
  const end = tailOf(column, LATER.averaged);
  if (end === null) return null;
  const step = before === null ? 0 : Math.abs(end - before);
  const tolerance = Math.max(ARRIVED * step, MEMORY_NOISE, 1.05 * column.step);
  for (let i = values.length - 1; i >= 0; i--) {
    const last = Math.min(values.length, i + LATER.readings + 1);
    let [sum, count] = [0, 0];
    for (let k = Math.max(i + 1, last - LATER.averaged); k < last; k++) {
      sum += values[k] ?? 0;
      count += 1;
    }
    const later = count < LATER.averaged ? end : sum / count;
    if (Math.abs((values[i] ?? 0) - later) > tolerance) return times[i] ?? null;
  }
  return null;
}

/** The last moment at which the mean of so many readings was below a bound; null where it never was. */
export function lastBelow({ times, values }: Column, bound: number, averaged: number): Seconds | null {
  let sum = 0;
  let found: Seconds | null = null;
  for (let i = 0; i < values.length; i++) {
    sum += (values[i] ?? 0) - (i >= averaged ? (values[i - averaged] ?? 0) : 0);
    if (sum / Math.min(i + 1, averaged) < bound) found = times[i] ?? null;
  }
  return found;
}

const JUMP_SCORE = 5;
const LEAST_SIDE = 4;

/**
 * The last moment at which a series jumps once and for all: the cut at which the means before and after differ most, if
 * they differ by more than chance explains, and again in what is left after it; null where it does not jump.
 * @param alike readings of neighbouring seconds are correlated: so many count as one
 * @param exact how exact a reading is at best
 */
export function lastJump(column: Column, alike: number, exact: number): Seconds | null {
  let rest = column;
  let found: Seconds | null = null;
  for (let jump = largestJump(rest, alike, exact); jump !== null; jump = largestJump(rest, alike, exact)) {
    found = jump;
    rest = after(rest, jump);
  }
  return found;
}

function largestJump({ times, values }: Column, alike: number, exact: number): Seconds | null {
  const count = values.length;
  if (count < 2 * LEAST_SIDE) return null;
  let [total, total2] = [0, 0];
  for (const value of values) {
    total += value;
    total2 += value * value;
  }
  let [left, left2, best, at] = [0, 0, 0, 0];
  for (let i = 0; i < count - LEAST_SIDE; i++) {
    const value = values[i] ?? 0;
    left += value;
    left2 += value * value;
    const before = i + 1;
    if (before < LEAST_SIDE) continue;
    const behind = count - before;
    const scatter = left2 - left ** 2 / before + (total2 - left2) - (total - left) ** 2 / behind;
    const variance =
      (Math.max(0, scatter) / Math.max(1, count - 2) + exact * exact) * (alike / before + alike / behind);
    const score = Math.abs((total - left) / behind - left / before) / Math.sqrt(variance);
    if (score > best) [best, at] = [score, times[i] ?? 0];
  }
  return best > JUMP_SCORE ? at : null;
}

/** First readings that are held against the next ones, and how far from them they must lie: so many points, and such a share. */
const FIRST_READINGS = 8;
const NEXT = 6;
const ELSEWHERE = { points: 8, share: 0.2 };

/**
 * Until when the first readings lie far from those that come next, too few of them for {@link lastJump}: the last of several
 * copies begins some seconds after the others. Null where they lie with the rest.
 */
export function lateBeginning({ times, values }: Column): Seconds | null {
  let found: Seconds | null = null;
  for (let i = 0; i < Math.min(FIRST_READINGS, values.length - NEXT); i++) {
    let next = 0;
    for (let k = i + 1; k <= i + NEXT; k++) next += (values[k] ?? 0) / NEXT;
    const apart = Math.abs((values[i] ?? 0) - next);
    if (apart > ELSEWHERE.points && apart > ELSEWHERE.share * next) found = times[i] ?? null;
  }
  return found;
}

/** Whether the later half of the readings lies clearly elsewhere than the earlier half: something still moves. */
export function stillMoves({ values }: Column): boolean {
  const half = Math.floor(values.length / 2);
  if (half < 4) return false;
  let [early, late, squares] = [0, 0, 0];
  for (let i = 0; i < half; i++) {
    early += values[i] ?? 0;
    late += values[values.length - 1 - i] ?? 0;
  }
  [early, late] = [early / half, late / half];
  for (let i = 0; i < half; i++)
    squares += ((values[i] ?? 0) - early) ** 2 + ((values[values.length - 1 - i] ?? 0) - late) ** 2;
  const within = squares / (2 * half - 2);
  const level = Math.max(1, Math.abs(late));
  return Math.abs(late - early) > 0.2 * level && (late - early) ** 2 > 3 * within;
}

/** A start that takes a quarter of an hour must not be waited for as long again: its last part tells as much. */
const LONGEST_RISE: Seconds = 90;

/**
 * Whether a memory is still being filled: it rises clearly, and so fast that its whole step could have come about at
 * that rate since the launch. What grows slowly for minutes after loading does not count.
 * @param since the launch; @param before what it was before
 */
export function stillFills({ times, values }: Column, since: Seconds, before: number | null): boolean {
  const count = values.length;
  const end = times[count - 1] ?? since;
  const age = end - since;
  let first = 0;
  while (first < count && (times[first] ?? 0) < end - Math.min(LONGEST_RISE, Math.max(10, 0.4 * age)))
    first += 1;
  const used = count - first;
  if (used < 6) return true;
  let [st, sy] = [0, 0];
  for (let i = first; i < count; i++) {
    st += times[i] ?? 0;
    sy += values[i] ?? 0;
  }
  const [meanT, meanY] = [st / used, sy / used];
  let [tt, ty, yy] = [0, 0, 0];
  for (let i = first; i < count; i++) {
    const t = (times[i] ?? 0) - meanT;
    const y = (values[i] ?? 0) - meanY;
    tt += t * t;
    ty += t * y;
    yy += y * y;
  }
  const slope = ty / tt;
  const scatter = Math.max(0, yy - slope * ty) / (used - 2) + 1e-4;
  const step = Math.max(0.1, (values[count - 1] ?? 0) - (before ?? 0));
  return slope > 4 * Math.sqrt(scatter / tt) && (slope * age) / step > 0.3;
}
