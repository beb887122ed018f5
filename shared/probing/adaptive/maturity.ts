import { resourceKey } from '../../model/resources.ts';
import type { Seconds } from '../../model/units.ts';
import type { History } from '../history.ts';
import { cardCount, CardMap } from '../cards.ts';
import { instancesOf } from '../instances.ts';
import { watchedResources } from '../readings.ts';
import type { ProbeSettings } from '../settings.ts';
import { stretchesOf, type Stretch } from '../stretches.ts';
import { learnMemory, type Signs } from './loaded-memory.ts';
import { reliedOn, sightOf } from './own-readings.ts';
import { freshIn, settle, type Knowledge, type Settling } from './settling.ts';
import { quantumOfAll } from './signs.ts';
import { learnStartup, type Startup } from './startup.ts';
import { turnedOutUnfinished } from './unfinished.ts';

/** A stretch with the moment from which on it counts; null where it never came to that. */
export interface MatureStretch {
  readonly stretch: Stretch;
  readonly settledFrom: Seconds | null;
  /** While it has not settled: before this moment it will not, as far as can be told; its end so far where nothing can. */
  readonly notBefore: Seconds;
  /** Instances that were launched at its start. */
  readonly fresh: number;
}

export interface Maturity {
  readonly startup: Startup;
  readonly stretches: readonly MatureStretch[];
}

/** Stretches gone through in order, and what was learned on the way. */
interface Walk {
  readonly found: MatureStretch[];
  readonly loaded: Set<number>;
  knowledge: Knowledge;
}

function copyOf({ found, loaded, knowledge }: Walk): Walk {
  const own = new Set(loaded);
  return { found: [...found], loaded: own, knowledge: { ...knowledge, loaded: own } };
}

/** Goes on by one stretch. */
function step(walk: Walk, stretch: Stretch, signs: Signs, tick: Seconds): void {
  const { found, knowledge, loaded } = walk;
  const previous = found.at(-1)?.stretch;
  const fresh = freshIn(stretch, previous);
  const named = stretch.n === 0 || stretch.alive.length > 0;
  const settling: Settling =
    previous === undefined && stretch.n === 0
      ? { settledFrom: stretch.from, notBefore: stretch.from }
      : named
        ? settle(stretch, previous, signs, knowledge, tick)
        : { settledFrom: null, notBefore: stretch.to };
  const mature = { stretch, ...settling, fresh: fresh.length };
  found.push(mature);
  if (mature.settledFrom === null || stretch.n === 0) return;
  for (const { instance } of stretch.alive) loaded.add(instance);
  walk.knowledge = {
    ...knowledge,
    startup: learnStartup(knowledge.startup, stretch, fresh, mature.settledFrom),
    memory: learnMemory(knowledge.idle, mature, signs, knowledge.memory),
  };
}

/**
 * The walk up to the last stretch that stays as it is, by what it depends on beside the stretches. Only the latest is kept: each
 * holds all before it.
 */
const walks = new WeakMap<Stretch, Map<string, Walk>>();

function nothing(idle: Stretch | undefined, assumed: Pick<Knowledge, 'least' | 'hurried'>): Walk {
  const loaded = new Set<number>();
  const startup = { seconds: null, readyHelps: null, readySeconds: 0 };
  return { found: [], loaded, knowledge: { startup, memory: new Map(), loaded, idle, ...assumed } };
}

/**
 * One pass over the stretches. All but the last stay the same values from tick to tick, so that only the last is new.
 * @param sense what the signs see by, as a key
 */
function walk(
  all: readonly Stretch[],
  signs: Signs,
  sense: string,
  assumed: Pick<Knowledge, 'least' | 'hurried'>,
  tick: Seconds,
): Walk {
  const key = `${sense} ${assumed.least} ${String(assumed.hurried)} ${tick}`;
  const [last, kept, before] = [all.at(-1), all.at(-2), all.at(-3)];
  const known = (kept && walks.get(kept)?.get(key)) ?? (before && walks.get(before)?.get(key));
  const at = known ? copyOf(known) : nothing(all[0]?.n === 0 ? all[0] : undefined, assumed);
  for (const stretch of all.slice(at.found.length)) {
    if (stretch === last && kept && known?.found.length !== at.found.length) {
      const own = walks.get(kept) ?? new Map<string, Walk>();
      walks.set(kept, own.set(key, copyOf(at)));
      if (before) walks.delete(before);
    }
    step(at, stretch, signs, tick);
  }
  return at;
}

/**
 * From which moment on each stretch counts. An instance has loaded when memory stands still and has reached what the
 * instances before it took, when it has said so (where the program says it in time), when as much time has passed as the
 * longest start-up seen, and when neither CPU nor GPU jumps any more. What is learned late holds for what came
 * before: stretches in which instances turn out not to have finished loading are dropped, and all is judged again.
 */
export function maturityOf(history: History, settings: ProbeSettings): Maturity {
  const known = cache.get(history);
  if (known?.tick === settings.tick) return known.maturity;
  const maturity = learn(history, settings);
  cache.set(history, { tick: settings.tick, maturity });
  return maturity;
}
const cache = new WeakMap<History, { tick: Seconds; maturity: Maturity }>();
/** So often is all judged again with what was learned late. */
const ROUNDS = 3;

/** A copy that ran for less than this before the next one came was not meant to be looked at alone. */
const MEANT_ALONE: Seconds = 12;

/**
 * Whether the first copies had not settled when more were launched, as by a ramp of fixed dwells. This method never goes on so
 * soon, since a start may pause; a recording says by its further levels that it was none.
 */
function wasHurried({ found }: Walk): boolean {
  const first = found.findIndex(({ stretch: { n, from, to } }) => n > 0 && to - from >= MEANT_ALONE);
  const [own, next] = [found[first], found[first + 1]];
  return (
    own?.settledFrom === null &&
    next !== undefined &&
    next.stretch.n > own.stretch.n &&
    own.stretch.alive.every(({ exit }) => exit === null || exit.at > next.stretch.from)
  );
}

function learn(history: History, { tick, limits }: ProbeSettings): Maturity {
  const all = stretchesOf(history, tick);
  const watched = watchedResources(history);
  const cards = cardCount(watched);
  const relied = reliedOn(all, cards);
  const sight = sightOf(relied, cards);
  const memory = watched.filter(({ resource }) => resource === 'vram' || resource === 'ram');
  const exact = new Map(
    memory.map((resource) => [resource, quantumOfAll(all.map((stretch) => sight(stretch, resource)))]),
  );
  const signs: Signs = {
    memory,
    loads: watched.filter(({ resource }) => resource !== 'vram' && resource !== 'ram'),
    gpus: watched.filter(({ resource }) => resource === 'gpu'),
    cards: new CardMap(instancesOf(history), cards),
    sight,
    limitOf: ({ resource }) => limits[resource],
    exactness: (resource) => exact.get(resource) ?? 0,
  };
  const sense = [
    ...watched.map((resource) => `${resourceKey(resource)}:${limits[resource.resource]}`),
    ...relied,
    ...exact.values(),
  ].join(' ');
  let least = 0;
  for (let round = 1; ; round++) {
    const strict = walk(all, signs, sense, { least, hurried: false }, tick);
    const { found, knowledge } = wasHurried(strict)
      ? walk(all, signs, sense, { least, hurried: true }, tick)
      : strict;
    const stretches = found.map((mature, i) =>
      turnedOutUnfinished(mature, found.slice(i + 1), knowledge, signs)
        ? { ...mature, settledFrom: null }
        : mature,
    );
    // All others are judged by the first: only if that one was not over, nor was any start.
    const first = found.findIndex(({ stretch, settledFrom }) => stretch.n > 0 && settledFrom !== null);
    const { stretch, settledFrom } = stretches[first] ?? {};
    if (!stretch || settledFrom !== null || round === ROUNDS)
      return { startup: knowledge.startup, stretches };
    const launched = Math.max(...freshIn(stretch, all[first - 1]).map(({ launchedAt }) => launchedAt), 0);
    least = Math.max(least + tick, stretch.to - launched);
  }
}
