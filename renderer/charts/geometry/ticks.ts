import type { Seconds } from '../../../shared/model/units.ts';

export interface TimeTicks {
  /** The unit in which the axis counts. */
  readonly unit: 'seconds' | 'minutes' | 'hours';
  readonly secondsPerUnit: number;
  readonly ticks: readonly Seconds[];
}

const TIME_STEPS = [
  1, 2, 5, 10, 20, 30, 60, 120, 300, 600, 1200, 1800, 3600, 7200, 10_800, 21_600, 43_200, 86_400,
];
const MINUTE = 60;
const HOUR = 3600;

/** Multiples of `step` from `from` to `to`, both included. */
function multiples(from: number, to: number, step: number): number[] {
  const first = Math.ceil(from / step);
  const count = Math.max(0, Math.floor(to / step) - first + 1);
  return Array.from({ length: count }, (_, index) => (first + index) * step);
}

/** Times at which people would cut an hour, at most `most` of them. Days beyond the table are counted in hours. */
export function timeTicks(from: Seconds, to: Seconds, most: number): TimeTicks {
  const span = to - from;
  const wanted = span / Math.max(1, most - 1);
  const [unit, secondsPerUnit] =
    span <= 5 * MINUTE
      ? (['seconds', 1] as const)
      : span <= 3 * HOUR
        ? (['minutes', MINUTE] as const)
        : (['hours', HOUR] as const);
  // Whole and half units only: twenty seconds are no minutes that anybody could read.
  const step =
    TIME_STEPS.find((candidate) => candidate >= wanted && (2 * candidate) % secondsPerUnit === 0) ??
    Math.ceil(wanted / HOUR / 24) * HOUR * 24;
  return { unit, secondsPerUnit, ticks: multiples(from, to, step) };
}

/** 1, 2 or 5 times a power of ten: the least such step that gives at most `most` ticks over `span`. */
function niceStep(span: number, most: number): number {
  const wanted = span / Math.max(1, most - 1);
  const power = 10 ** Math.floor(Math.log10(wanted));
  const times = [1, 2, 5, 10].find((factor) => factor * power >= wanted * (1 - 1e-9)) ?? 10;
  return times * power;
}

/** Whole numbers from 0 to `to`, at most `most` of them. */
export function wholeTicks(to: number, most: number): number[] {
  return multiples(0, to, to <= most - 1 ? 1 : Math.max(1, niceStep(to, most)));
}

/** Ticks from 0 that end at or above `to`, at most `most` of them. */
export function valueTicks(to: number, most: number): number[] {
  if (!(to > 0)) return [0, 1];
  const step = niceStep(to, most - 1);
  return multiples(0, Math.ceil(to / step - 1e-9) * step, step);
}
