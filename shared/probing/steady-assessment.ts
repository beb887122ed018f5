import { resourceKey, type Resource } from '../model/resources.ts';
import type { LimitedBy } from '../model/verdict.ts';
import type { BatchMeans } from '../stats/batch-means.ts';
import { studentCdf } from '../stats/distributions.ts';
import { weightedLine, type Line } from '../stats/weighted-line.ts';
import type { Assessment, ResourceAssessment } from './assessment.ts';
import { atLeastFrom, likely } from './capacity.ts';
import { cardCount, CardMap } from './cards.ts';
import { crashLevel, diedOfMemory } from './failures.ts';
import type { History } from './history.ts';
import { instancesOf } from './instances.ts';
import { baselineOf, levelsOf, type LevelEstimate } from './levels.ts';
import { watchedResources } from './readings.ts';
import type { ProbeSettings } from './settings.ts';

/** A mean is never known better than this, in points: readings are rounded and counters drift. */
const LEAST_ERROR = 0.05;
/** Where two levels leave no scatter to judge a prediction by, this many points are assumed. */
const UNKNOWN_ERROR = 2;

/** P(mean below bound), from the mean's interval. */
function below({ mean, error, freedom }: BatchMeans, bound: number): number {
  return studentCdf((bound - mean) / Math.max(error, LEAST_ERROR), freedom);
}

class ResourceModel {
  readonly resource: Resource;
  readonly limit: number;
  readonly #levels: ReadonlyMap<number, BatchMeans>;
  readonly #line: Line | null;
  readonly #count: (n: number) => number;

  constructor(
    resource: Resource,
    limit: number,
    cards: CardMap,
    baseline: LevelEstimate | null,
    levels: readonly LevelEstimate[],
  ) {
    this.resource = resource;
    this.limit = limit;
    this.#count = (n) => cards.count(n, resource);
    const key = resourceKey(resource);
    const known = [...(baseline ? [baseline] : []), ...levels].flatMap(({ n, loads }) => {
      const load = loads.get(key);
      return load ? [{ n, load }] : [];
    });
    this.#levels = new Map(known.map(({ n, load }) => [n, load]));
    const points = known.map(({ n, load }) => ({
      x: this.#count(n),
      y: load.mean,
      weight: 1 / Math.max(load.error, LEAST_ERROR) ** 2,
    }));
    this.#line = new Set(points.map(({ x }) => x)).size >= 2 ? weightedLine(points) : null;
  }

  /** P(this resource's load at n is below its limit); 1 where nothing is known of it. */
  holds(n: number): number {
    const measured = this.#levels.get(n);
    if (measured) return below(measured, this.limit);
    if (!this.#line) return 1;
    const { mean, error } = this.#line.at(this.#count(n));
    return studentCdf(
      (this.limit - mean) / Math.max(error ?? UNKNOWN_ERROR, LEAST_ERROR),
      Math.max(1, this.#line.freedom),
    );
  }

  #mean(n: number): number | null {
    return this.#levels.get(n)?.mean ?? this.#line?.at(this.#count(n)).mean ?? null;
  }

  /** The largest n such that this load is below its limit at every level up to it; null where it never is reached. */
  capacity(): number | null {
    for (let n = 1; n <= FARTHEST; n++) {
      const mean = this.#mean(n);
      if (mean === null) return null;
      if (mean >= this.limit) return n - 1;
    }
    return null;
  }

  assess(): ResourceAssessment {
    const capacity = this.capacity();
    return {
      ...this.resource,
      limit: this.limit,
      capacity,
      predicted: capacity !== null && !this.#levels.has(capacity),
      demand: this.#line?.slope ?? null,
    };
  }
}

/** Beyond this many instances a resource is said to have no n of its own. */
const FARTHEST = 1000;

/** P(every instance keeps the floor), by level; null where frames were not measured or nothing compares them. */
class FrameModel {
  readonly floor: number | null;
  readonly #levels: readonly LevelEstimate[];

  constructor(settings: ProbeSettings, levels: readonly LevelEstimate[]) {
    this.#levels = levels.filter(({ frames }) => frames.size > 0);
    const solo = [...(this.#levels.find(({ n }) => n === 1)?.frames.values() ?? [])][0]?.mean ?? null;
    const target = settings.fpsTarget === 'solo' ? solo : settings.fpsTarget;
    this.floor = target === null ? null : (target * settings.limits.fpsFloor) / 100;
  }

  holds(n: number): number {
    const level = this.#levels.find((candidate) => candidate.n === n);
    const { floor } = this;
    if (!level || floor === null) return 1;
    return Math.min(...[...level.frames.values()].map((rate) => 1 - below(rate, floor)));
  }

  capacity(): number | null {
    if (this.floor === null || this.#levels.length === 0) return null;
    const fallen = this.#levels.filter(({ n }) => this.holds(n) < 0.5).map(({ n }) => n);
    return fallen.length > 0 ? Math.min(...fallen) - 1 : Math.max(...this.#levels.map(({ n }) => n));
  }
}

function whatGaveOut(
  capacity: number,
  crash: number | null,
  history: History,
  resources: readonly ResourceModel[],
  frames: FrameModel,
): LimitedBy | null {
  const next = capacity + 1;
  const [worst] = resources
    .map((model) => ({ model, holds: model.holds(next) }))
    .toSorted((a, b) => a.holds - b.holds);
  if (worst && worst.holds < 0.5) {
    const { resource, index } = worst.model.resource;
    const memory = resource === 'vram' || resource === 'ram';
    return { resource, index, reason: memory ? 'memory' : 'load' };
  }
  if (crash !== null && crash <= next)
    return diedOfMemory(history, crash)
      ? { resource: 'ram', index: null, reason: 'memory' }
      : { resource: null, index: null, reason: 'crash' };
  return frames.holds(next) < 0.5 ? { resource: null, index: null, reason: 'frames' } : null;
}

/**
 * The classical reading of a history: each level's settled mean against each limit, by Student's distribution over
 * batch means; levels not visited by a line through those that were.
 * @param cap the largest n that anything is claimed of
 */
export function assessSteady(settings: ProbeSettings, history: History, cap: number): Assessment {
  const baseline = baselineOf(history, settings);
  const levels = levelsOf(history, settings);
  const watched = watchedResources(history);
  const cards = new CardMap(instancesOf(history), cardCount(watched));
  const models = watched.map(
    (resource) => new ResourceModel(resource, settings.limits[resource.resource], cards, baseline, levels),
  );
  const frames = new FrameModel(settings, levels);
  const crash = crashLevel(history);
  const survives = (n: number) => (crash !== null && n >= crash ? 0 : 1);
  const loadHolds = (n: number) => models.reduce((product, model) => product * model.holds(n), survives(n));
  const upTo = Array.from({ length: cap }, (_, i) => i + 1);
  const atLeast = atLeastFrom(upTo.map((n) => loadHolds(n) * frames.holds(n)));
  const resources = models.map((model) => model.assess());
  const loadSeen = likely(atLeastFrom(upTo.map(loadHolds)));
  // Where frames fell first, what the loads would have carried is a prediction from each one's line.
  const loadPredicted = Math.min(settings.cap, ...resources.map(({ capacity }) => capacity ?? settings.cap));
  return {
    baseline,
    levels,
    resources,
    atLeast,
    loadCapacity: loadSeen < cap ? loadSeen : Math.max(loadSeen, loadPredicted),
    frameCapacity: frames.capacity(),
    gaveOut: likely(atLeast) < cap ? whatGaveOut(likely(atLeast), crash, history, models, frames) : null,
  };
}
