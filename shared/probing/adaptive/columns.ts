import { resourceKey, type Resource } from '../../model/resources.ts';
import type { Sample } from '../../model/trace.ts';
import type { Seconds } from '../../model/units.ts';
import { readingOf } from '../readings.ts';
import type { Stretch } from '../stretches.ts';

/** The readings of one resource in a stretch: times and values side by side, what could not be read left out. */
export interface Column {
  readonly times: Float64Array;
  readonly values: Float64Array;
}

const cache = new WeakMap<readonly Sample[], Map<string, Column>>();

/** A resource's readings in a stretch; kept, because every decision asks for them again. */
export function columnOf({ samples }: Stretch, resource: Resource): Column {
  let columns = cache.get(samples);
  if (!columns) {
    columns = new Map();
    cache.set(samples, columns);
  }
  const key = resourceKey(resource);
  const known = columns.get(key);
  if (known) return known;
  const times = new Float64Array(samples.length);
  const values = new Float64Array(samples.length);
  let count = 0;
  for (const sample of samples) {
    const value = readingOf(sample, resource);
    if (value === null) continue;
    times[count] = sample.t;
    values[count] = value;
    count += 1;
  }
  const column = { times: times.subarray(0, count), values: values.subarray(0, count) };
  columns.set(key, column);
  return column;
}

/** The part of a column after a moment. */
export function after({ times, values }: Column, moment: Seconds): Column {
  let first = 0;
  while (first < times.length && (times[first] ?? 0) <= moment) first += 1;
  return { times: times.subarray(first), values: values.subarray(first) };
}

/** The part of a column up to a moment, that moment included. */
export function until({ times, values }: Column, moment: Seconds): Column {
  let end = times.length;
  while (end > 0 && (times[end - 1] ?? 0) > moment) end -= 1;
  return { times: times.subarray(0, end), values: values.subarray(0, end) };
}

export function meanOf({ values }: Column): number | null {
  if (values.length === 0) return null;
  let sum = 0;
  for (const value of values) sum += value;
  return sum / values.length;
}

const frameCache = new WeakMap<readonly Sample[], ReadonlyMap<number, Column>>();

/** Frame rates in a stretch, by instance, where any are told. */
export function frameColumnsOf({ samples }: Stretch): ReadonlyMap<number, Column> {
  const known = frameCache.get(samples);
  if (known) return known;
  const building = new Map<number, { times: number[]; values: number[] }>();
  for (const { t, fps } of samples)
    for (const { instance, fps: rate } of fps ?? []) {
      if (rate === null) continue;
      let own = building.get(instance);
      if (!own) building.set(instance, (own = { times: [], values: [] }));
      own.times.push(t);
      own.values.push(rate);
    }
  const columns = new Map(
    [...building].map(([instance, { times, values }]) => [
      instance,
      { times: Float64Array.from(times), values: Float64Array.from(values) },
    ]),
  );
  frameCache.set(samples, columns);
  return columns;
}
