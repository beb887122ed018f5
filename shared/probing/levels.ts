import { resourceKey, type Resource } from '../model/resources.ts';
import type { Sample } from '../model/trace.ts';
import type { Seconds } from '../model/units.ts';
import { batchMeans, type BatchMeans } from '../stats/batch-means.ts';
import { mean } from '../stats/descriptive.ts';
import { mser5 } from '../stats/mser.ts';
import type { History } from './history.ts';
import { framesOf, perResource, seriesOf, watchedResources, type PerResource } from './readings.ts';
import type { ProbeSettings } from './settings.ts';
import { stretchesOf, type Stretch } from './stretches.ts';

/** What was measured at one n once it had settled. */
export interface LevelEstimate {
  readonly n: number;
  readonly from: Seconds;
  readonly to: Seconds;
  readonly samples: number;
  readonly loads: PerResource<BatchMeans>;
  /** Mean frame rate of each instance that told one. */
  readonly frames: ReadonlyMap<number, BatchMeans>;
  readonly settled: boolean;
}

/** Fewer readings than this have no interval. */
export const FEWEST_READINGS = 5;

/*
 * Of a long history all but the last stretch stay as they are, and with them what is known of them: it is kept with
 * their samples, or each tick would cost as much as the whole run.
 */
type Memory<T> = WeakMap<readonly Sample[], { readonly key: string; readonly value: T }>;
const parts: Memory<SettledPart> = new WeakMap();
const estimates: Memory<LevelEstimate> = new WeakMap();

function remembered<T>(memory: Memory<T>, samples: readonly Sample[], key: string, find: () => T): T {
  const known = memory.get(samples);
  if (known?.key === key) return known.value;
  const value = find();
  memory.set(samples, { key, value });
  return value;
}

export interface SettledPart {
  readonly samples: readonly Sample[];
  /** Whether the load had stopped moving; else the samples are only the latter half. */
  readonly settled: boolean;
}

/** When the newest instance of a stretch told that it is ready, or the start of the stretch where none tells. */
export function loadedAt({ alive, from }: Stretch): Seconds {
  return alive.reduce((latest, { readyAt }) => Math.max(latest, readyAt ?? from), from);
}

/**
 * The part of a stretch that counts: after every instance is ready, and after the warm-up that MSER-5 finds in any
 * of its loads. "Ready" is what the program says of itself; what its load says comes on top.
 */
export function settledPart(stretch: Stretch, resources: readonly Resource[]): SettledPart {
  const key = `${loadedAt(stretch)} ${resources.map(resourceKey).join()}`;
  return remembered(parts, stretch.samples, key, () => findSettledPart(stretch, resources));
}

function findSettledPart(stretch: Stretch, resources: readonly Resource[]): SettledPart {
  const ready = loadedAt(stretch);
  const samples = stretch.samples.filter(({ t }) => t > ready);
  const cuts = resources
    .map((resource) => seriesOf(samples, resource))
    .filter((series) => series.length >= 2 * FEWEST_READINGS)
    .map((series) => mser5(series));
  const cut = cuts.reduce((most, { cut: own }) => Math.max(most, own), 0);
  return {
    samples: samples.slice(cut),
    settled: samples.length >= FEWEST_READINGS && cuts.every(({ settled }) => settled),
  };
}

function estimate(
  n: number,
  visits: readonly SettledPart[],
  resources: readonly Resource[],
  tick: Seconds,
): LevelEstimate {
  const [first, ...more] = visits;
  if (!first || more.length > 0) return findEstimate(n, visits, resources, tick);
  const key = `${n} ${tick} ${String(first.settled)} ${resources.map(resourceKey).join()}`;
  return remembered(estimates, first.samples, key, () => findEstimate(n, visits, resources, tick));
}

function findEstimate(
  n: number,
  visits: readonly SettledPart[],
  resources: readonly Resource[],
  tick: Seconds,
): LevelEstimate {
  const samples = visits.flatMap((part) => part.samples);
  const enough = (series: readonly number[]) =>
    series.length >= FEWEST_READINGS ? batchMeans(series) : null;
  const frames = [...framesOf(samples)].flatMap(([instance, rates]): [number, BatchMeans][] => {
    const found = enough(rates);
    return found ? [[instance, found]] : [];
  });
  return {
    n,
    from: (samples[0]?.t ?? tick) - tick,
    to: samples.at(-1)?.t ?? 0,
    samples: samples.length,
    loads: perResource(resources, (resource) => enough(seriesOf(samples, resource))),
    frames: new Map(frames),
    settled: visits.every(({ settled }) => settled),
  };
}

/** Every level n ≥ 1 that was measured, by n; several visits of one n count together. */
export function levelsOf(history: History, { tick }: ProbeSettings): readonly LevelEstimate[] {
  const resources = watchedResources(history);
  const visits = new Map<number, SettledPart[]>();
  for (const stretch of stretchesOf(history, tick)) {
    if (stretch.n === 0) continue;
    const part = settledPart(stretch, resources);
    if (part.samples.length < FEWEST_READINGS) continue;
    visits.set(stretch.n, [...(visits.get(stretch.n) ?? []), part]);
  }
  return [...visits]
    .map(([n, all]) => {
      // A visit that had settled makes those that had not worthless.
      const settled = all.filter((part) => part.settled);
      return estimate(n, settled.length > 0 ? settled : all, resources, tick);
    })
    .toSorted((a, b) => a.n - b.n);
}

/** The box before anything was launched; null where nothing of that was recorded. */
export function baselineOf(history: History, { tick }: ProbeSettings): LevelEstimate | null {
  const [first] = stretchesOf(history, tick);
  if (first?.n !== 0 || first.samples.length < FEWEST_READINGS) return null;
  return estimate(0, [{ samples: first.samples, settled: true }], watchedResources(history), tick);
}

/** Lowest and mean frame rate over the instances of a level, null where none was told. */
export function frameRates({ frames }: LevelEstimate): { worst: number; mean: number } | null {
  const means = [...frames.values()].map((rate) => rate.mean);
  return means.length === 0 ? null : { worst: Math.min(...means), mean: mean(means) };
}
