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

const cache = new WeakMap<readonly Sample[], readonly Resource[]>();

/** The resources that were read at least once, CPU first, then card by card. */
export function watchedResources({ samples }: History): readonly Resource[] {
  const known = cache.get(samples);
  if (known) return known;
  const cards = samples.reduce(
    (most, { gpu, vram, encoder }) =>
      Math.max(most, gpu?.length ?? 0, vram?.length ?? 0, encoder?.length ?? 0),
    0,
  );
  const candidates: Resource[] = [
    ...BOX_LOADS.map((resource) => ({ resource, index: null })),
    ...Array.from({ length: cards }, (_, index) =>
      CARD_LOADS.map((resource) => ({ resource, index })),
    ).flat(),
  ];
  const result = candidates.filter((resource) =>
    samples.some((sample) => readingOf(sample, resource) !== null),
  );
  cache.set(samples, result);
  return result;
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
