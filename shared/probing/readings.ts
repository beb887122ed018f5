import { isPerGpu, resourceKey, type Load, type Resource } from '../model/resources.ts';
import type { Sample } from '../model/trace.ts';
import type { History } from './history.ts';

/** One reading of a resource in a sample, null where it could not be read. */
export function readingOf(sample: Sample, { resource, index }: Resource): number | null {
  const value = isPerGpu(resource) ? sample[resource]?.[index ?? 0] : sample[resource];
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}

/** The readings of a resource that there are, in order of time. */
export function seriesOf(samples: readonly Sample[], resource: Resource): number[] {
  return samples.flatMap((sample) => readingOf(sample, resource) ?? []);
}

const BOX_LOADS: readonly Load[] = ['cpu', 'ram'];
const CARD_LOADS: readonly Load[] = ['gpu', 'vram', 'encoder'];

/** Each resource is one value, so that what is known of it can be kept with it. */
const interned = new Map<string, Resource>();
function intern(resource: Resource): Resource {
  const key = resourceKey(resource);
  const known = interned.get(key) ?? resource;
  interned.set(key, known);
  return known;
}

/** Resources that were read in samples looked at so far, and those that a sample told of without a reading. */
interface Watched {
  readonly samples: readonly Sample[];
  readonly resources: readonly Resource[];
  readonly unread: readonly Resource[];
  readonly cards: number;
}

const latest = new WeakMap<Sample, Watched>();
const NOTHING: Watched = { samples: [], resources: [], unread: [], cards: 0 };

function candidates(cards: number): Resource[] {
  return [
    ...BOX_LOADS.map((resource) => intern({ resource, index: null })),
    ...Array.from({ length: cards }, (_, index) =>
      CARD_LOADS.map((resource) => intern({ resource, index })),
    ).flat(),
  ];
}

/** The resources that were read at least once, CPU first, then card by card. O(new samples). */
export function watchedResources({ samples }: History): readonly Resource[] {
  const [first] = samples;
  if (!first) return [];
  const known = latest.get(first) ?? NOTHING;
  const before = samples[known.samples.length - 1] === known.samples.at(-1) ? known : NOTHING;
  if (before.samples.length === samples.length && before !== NOTHING) return before.resources;
  const added = samples.slice(before.samples.length);
  const cards = added.reduce(
    (most, { gpu, vram, encoder }) =>
      Math.max(most, gpu?.length ?? 0, vram?.length ?? 0, encoder?.length ?? 0),
    before.cards,
  );
  const all = candidates(cards);
  const unread = new Set(cards === before.cards && before !== NOTHING ? before.unread : all);
  for (const resource of before.resources) unread.delete(resource);
  for (const resource of unread)
    if (added.some((sample) => readingOf(sample, resource) !== null)) unread.delete(resource);
  const isNews = unread.size + before.resources.length !== all.length || before === NOTHING;
  const watched: Watched = {
    samples,
    resources: isNews ? all.filter((resource) => !unread.has(resource)) : before.resources,
    unread: [...unread],
    cards,
  };
  latest.set(first, watched);
  return watched.resources;
}

/** A table with one entry per resource. */
export type PerResource<Value> = ReadonlyMap<string, Value>;

export function perResource<Value>(
  resources: readonly Resource[],
  value: (resource: Resource) => Value | null,
): PerResource<Value> {
  const entries = resources.flatMap((resource): [string, Value][] => {
    const found = value(resource);
    return found === null ? [] : [[resourceKey(resource), found]];
  });
  return new Map(entries);
}

/** The frame rates that there are, by instance. */
export function framesOf(samples: readonly Sample[]): ReadonlyMap<number, readonly number[]> {
  const rates = new Map<number, number[]>();
  for (const { fps } of samples) {
    for (const { instance, fps: rate } of fps ?? []) {
      if (rate === null) continue;
      const series = rates.get(instance) ?? [];
      series.push(rate);
      rates.set(instance, series);
    }
  }
  return rates;
}
