import { resourceKey, type Resource } from '../../model/resources.ts';
import type { Sample } from '../../model/trace.ts';
import type { Seconds } from '../../model/units.ts';
import { readingOf } from '../readings.ts';
import type { Stretch } from '../stretches.ts';

/**
 * The readings of one resource in a stretch: times and values side by side, what could not be read left out. What is often asked of
 * it is computed once.
 */
export class Column {
  readonly times: Float64Array;
  readonly values: Float64Array;
  #mean: number | undefined;
  #step: number | undefined;
  #parts: Map<Seconds, Column> | undefined;

  constructor(times: Float64Array, values: Float64Array) {
    this.times = times;
    this.values = values;
  }

  /** The mean; NaN where there is nothing. */
  get mean(): number {
    if (this.#mean !== undefined) return this.#mean;
    let sum = 0;
    for (const value of this.values) sum += value;
    this.#mean = sum / this.values.length;
    return this.#mean;
  }

  /** The step in which a counter counts: the smallest difference between neighbouring readings; 0 where all are equal. */
  get step(): number {
    if (this.#step !== undefined) return this.#step;
    let least = Number.POSITIVE_INFINITY;
    for (let i = 1; i < this.values.length; i++) {
      const difference = Math.abs((this.values[i] ?? 0) - (this.values[i - 1] ?? 0));
      if (difference > 1e-9 && difference < least) least = difference;
    }
    this.#step = Number.isFinite(least) ? least : 0;
    return this.#step;
  }

  /** The part after a moment; the same value each time it is asked for. */
  after(moment: Seconds): Column {
    this.#parts ??= new Map();
    const known = this.#parts.get(moment);
    if (known) return known;
    let first = 0;
    while (first < this.times.length && (this.times[first] ?? 0) <= moment) first += 1;
    const part = first === 0 ? this : new Column(this.times.subarray(first), this.values.subarray(first));
    this.#parts.set(moment, part);
    return part;
  }
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
    const gathering = isSame
      ? before
      : { samples: [], times: new Float64Array(16), values: new Float64Array(16), count: 0 };
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

const EMPTY = new Column(new Float64Array(0), new Float64Array(0));

function viewOf({ times, values, count }: Gathering): Column {
  return new Column(times.subarray(0, count), values.subarray(0, count));
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

/** The part of a column after a moment. */
export function after(column: Column, moment: Seconds): Column {
  return column.after(moment);
}

/** The part of a column up to a moment, that moment included. */
export function until(column: Column, moment: Seconds): Column {
  const { times, values } = column;
  let end = times.length;
  while (end > 0 && (times[end - 1] ?? 0) > moment) end -= 1;
  return end === times.length ? column : new Column(times.subarray(0, end), values.subarray(0, end));
}

export function meanOf(column: Column): number | null {
  return column.values.length === 0 ? null : column.mean;
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
      new Column(Float64Array.from(times), Float64Array.from(values)),
    ]),
  );
  frameCache.set(samples, columns);
  return columns;
}
