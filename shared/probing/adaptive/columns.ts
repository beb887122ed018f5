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

/** Readings gathered so far of samples that may yet be added to. */
interface Gathering {
  samples: readonly Sample[];
  times: Float64Array;
  values: Float64Array;
  count: number;
}

/**
 * Columns of samples, kept: every decision asks for them again. Samples that go on from others that were asked about,
 * as those of a stretch do tick by tick, cost only what is new.
 */
export class Columns {
  readonly #known = new WeakMap<readonly Sample[], Map<string, Column>>();
  readonly #gathered = new WeakMap<Sample, Map<string, Gathering>>();

  /** @param value a sample's reading, null where it has none; the same for the same key */
  of(samples: readonly Sample[], key: string, value: (sample: Sample) => number | null): Column {
    const columns = this.#known.get(samples) ?? new Map<string, Column>();
    this.#known.set(samples, columns);
    const known = columns.get(key);
    if (known) return known;
    const column = this.#gather(samples, key, value);
    columns.set(key, column);
    return column;
  }

  #gather(samples: readonly Sample[], key: string, value: (sample: Sample) => number | null): Column {
    const [first] = samples;
    if (!first) return EMPTY;
    const all = this.#gathered.get(first) ?? new Map<string, Gathering>();
    this.#gathered.set(first, all);
    const before = all.get(key);
    const shorter = Math.min(before?.samples.length ?? 0, samples.length);
    const isSame = before && before.samples[shorter - 1] === samples[shorter - 1];
    if (isSame && samples.length < before.samples.length)
      return until(viewOf(before), samples.at(-1)?.t ?? 0);
    const gathering =
      isSame ? before : { samples: [], times: new Float64Array(16), values: new Float64Array(16), count: 0 };
    for (let i = gathering.samples.length; i < samples.length; i++) {
      const sample = samples[i];
      const read = sample ? value(sample) : null;
      if (!sample || read === null) continue;
      if (gathering.count === gathering.times.length) {
        gathering.times = grown(gathering.times);
        gathering.values = grown(gathering.values);
      }
      gathering.times[gathering.count] = sample.t;
      gathering.values[gathering.count] = read;
      gathering.count += 1;
    }
    gathering.samples = samples;
    all.set(key, gathering);
    return viewOf(gathering);
  }
}

const EMPTY: Column = { times: new Float64Array(0), values: new Float64Array(0) };

function viewOf({ times, values, count }: Gathering): Column {
  return { times: times.subarray(0, count), values: values.subarray(0, count) };
}

function grown(values: Float64Array): Float64Array {
  const longer = new Float64Array(2 * values.length);
  longer.set(values);
  return longer;
}

const readings = new Columns();

/** A resource's readings in a stretch. */
export function columnOf({ samples }: Stretch, resource: Resource): Column {
  return readings.of(samples, resourceKey(resource), (sample) => readingOf(sample, resource));
}

const parts = new WeakMap<Column, Map<Seconds, Column>>();

/** The part of a column after a moment; the same value each time it is asked for. */
export function after(column: Column, moment: Seconds): Column {
  const known = parts.get(column) ?? new Map<Seconds, Column>();
  parts.set(column, known);
  const before = known.get(moment);
  if (before) return before;
  const { times, values } = column;
  let first = 0;
  while (first < times.length && (times[first] ?? 0) <= moment) first += 1;
  const part = first === 0 ? column : { times: times.subarray(first), values: values.subarray(first) };
  known.set(moment, part);
  return part;
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
