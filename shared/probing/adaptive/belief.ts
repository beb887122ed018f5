import { type Load, type Resource } from '../../model/resources.ts';
import { normalCdf } from '../../stats/distributions.ts';
import { smoothCurve, type CurveMixture, type CurvePoint } from '../../stats/smooth-curve.ts';
import { cardCount, CardMap } from '../cards.ts';
import type { History } from '../history.ts';
import { instancesOf } from '../instances.ts';
import { watchedResources } from '../readings.ts';
import type { ProbeSettings } from '../settings.ts';
import { believeGrowth, type GrowthBelief } from './growth.ts';
import { clocksOf, type Clocked } from './clocked.ts';
import { looksAt, type Look } from './looks.ts';
import { maturityOf, type Maturity } from './maturity.ts';
import { keptNoise, type Noise } from './noise.ts';
import { poolEqual, type Pool } from './pool.ts';

/** What is believed of one resource's long-run load at every n. */
export interface ResourceBelief {
  readonly resource: Resource;
  readonly limit: number;
  readonly looks: readonly Look[];
  /** Slope of the straight part per instance, with its deviation; null where nothing tells. */
  readonly demand: { readonly mean: number; readonly deviation: number } | null;
  /** P(the long-run load at n is below the limit). */
  readonly holds: (n: number) => number;
  /** Mean and deviation of the long-run load at n, null where nothing tells. */
  readonly at: (n: number) => { mean: number; deviation: number } | null;
}

/** Growth after loading that is less likely than this is not reckoned with. */
const UNLIKELY = 1e-3;
/** How far loads may bend from the straight line between empty and full, and how likely that is beforehand. */
const BENDS = [
  { deviation: 0, weight: 0.6 },
  { deviation: 0.15, weight: 0.25 },
  { deviation: 0.5, weight: 0.15 },
];
const FULL = 100;
/** Others' load on the box comes and goes: by how many points visits may differ, and how likely that is beforehand. */
const SCATTERS = [
  { deviation: 0, weight: 0.7 },
  { deviation: 2, weight: 0.15 },
  { deviation: 4, weight: 0.1 },
  { deviation: 8, weight: 0.05 },
];
const NO_SCATTER = [{ deviation: 0, weight: 1 }];
/** How likely a card that was full all the time of a short look is not so in the long run, and how that fades. */
const MOMENTARILY_FULL = { share: 0.3, seconds: 20 };

const isBusy = (load: Load | undefined) => load === 'cpu' || load === 'gpu';

function curveOf({ points, intercept, members }: Pool): { curve: CurveMixture; scale: number } | null {
  const busy = points.filter(({ x }) => x > 0);
  if (busy.length === 0) return null;
  const demand = Math.max(0.2, ...busy.map(({ x, y }) => (y - intercept.mean) / x));
  // Bending is a matter of how full the box is, not of how many copies fill it: x is scaled by the rough demand.
  const scale = demand / FULL;
  const curve = smoothCurve(
    points.map(({ x, y, variance }): CurvePoint => ({ x: x * scale, y, variance })),
    {
      intercept,
      slope: { mean: FULL, variance: (2 * FULL) ** 2 },
      bends: BENDS.map(({ deviation, weight }) => ({ deviation: deviation * FULL, weight })),
      scatters: isBusy(members[0]?.resource.resource) ? SCATTERS : NO_SCATTER,
    },
  );
  return { curve, scale };
}

/**
 * Where only a saturated level was seen, an instance takes at least what filled the box then: every such demand is
 * believed with a density that falls with its square (log-uniform above the bound).
 */
function fitsDespite(count: number, saturated: number, room: number): number {
  const least = FULL / saturated;
  return count * least <= 0 ? 1 : Math.min(1, Math.max(0, 1 - (count * least) / Math.max(room, 1e-6)));
}

/** A function of a count that computes each answer once. */
function remembered<Answer>(answer: (count: number) => Answer): (count: number) => Answer {
  const known = new Map<number, Answer>();
  return (count) => {
    const before = known.get(count);
    if (before !== undefined) return before;
    const now = answer(count);
    known.set(count, now);
    return now;
  };
}

/** A limit as it may be, once it is taken to work at full clock: in points, with how likely it is. */
interface WorkLimit {
  readonly weight: number;
  readonly mean: number;
  readonly variance: number;
}

function weighted(parts: readonly { readonly weight: number; readonly value: number }[]): number {
  return parts.reduce((sum, { weight, value }) => sum + weight * value, 0);
}

/** So many standard deviations away nothing is left to be computed: 1e-9. */
const CERTAIN = 6;

/** @param limitsOf what the limit may be on a member's card; weights add up to 1 */
function believePool(
  pool: Pool,
  limit: number,
  limitsOf: (resource: Resource) => readonly WorkLimit[],
  cards: CardMap,
  growth: GrowthBelief | null,
): ResourceBelief[] {
  const fitted = curveOf(pool);
  const full = pool.members.flatMap(({ looks }) => looks.filter((look) => look.saturated && look.count > 0));
  const saturated = Math.min(Number.POSITIVE_INFINITY, ...full.map(({ count }) => count));
  const secondsFull = full
    .filter(({ count }) => count === saturated)
    .reduce((sum, { seconds }) => sum + seconds, 0);
  const grows = growth && growth.probability >= UNLIKELY ? growth : null;
  const beliefsAt = remembered((count: number) =>
    (fitted?.curve ?? []).map(({ weight, at }) => ({ weight, ...at(count * (fitted?.scale ?? 0)) })),
  );
  const below = (count: number, bound: number, variance: number): number => {
    if (count > saturated) return 0;
    if (count === saturated)
      return MOMENTARILY_FULL.share * Math.exp(-secondsFull / MOMENTARILY_FULL.seconds);
    if (!fitted) return Number.isFinite(saturated) ? fitsDespite(count, saturated, bound) : 1;
    let sum = 0;
    for (const { weight, mean, deviation } of beliefsAt(count)) {
      const z = (bound - mean) / Math.sqrt(Math.max(deviation ** 2 + variance, 1e-12));
      if (z > CERTAIN) sum += weight;
      else if (z > -CERTAIN) sum += weight * normalCdf(z);
    }
    return sum;
  };
  const slope = fitted?.curve.reduce((best, one) => (one.weight > best.weight ? one : best), {
    weight: -1,
    slope: { mean: 0, deviation: 0 },
  }).slope;
  return pool.members.map(({ resource, looks, shift }) => {
    const limits = limitsOf(resource);
    const inWork = weighted(limits.map(({ weight, mean }) => ({ weight, value: mean })));
    const holdsFor = remembered((count: number) => {
      const now = weighted(
        limits.map(({ weight, mean, variance }) => ({
          weight,
          value: below(count, mean - shift.mean, shift.variance + variance),
        })),
      );
      return grows === null || count >= saturated
        ? now
        : (1 - grows.probability) * now + grows.probability * grows.holds(count, limit - shift.mean);
    });
    return {
      resource,
      limit,
      looks,
      demand:
        fitted && slope
          ? { mean: slope.mean * fitted.scale, deviation: slope.deviation * fitted.scale }
          : null,
      at: (n) => {
        if (!fitted) return null;
        const beliefs = beliefsAt(cards.count(n, resource));
        const mean = beliefs.reduce((sum, one) => sum + one.weight * one.mean, 0);
        const variance = beliefs.reduce(
          (sum, one) => sum + one.weight * (one.deviation ** 2 + (one.mean - mean) ** 2),
          shift.variance,
        );
        const slowed = limit / inWork;
        return { mean: slowed * (mean + shift.mean), deviation: slowed * Math.sqrt(variance) };
      },
      holds: (n) => holdsFor(cards.count(n, resource)),
    };
  });
}

/** Limits closer together than this are taken for one, in points. */
const LIMIT_STEP = 0.5;

/** The same mixture with fewer parts: what lies close together is one part, with what it spreads in its variance. */
function gathered(limits: readonly WorkLimit[]): WorkLimit[] {
  const cells = new Map<number, { weight: number; sum: number; squares: number; variance: number }>();
  for (const { weight, mean, variance } of limits) {
    const key = Math.round(mean / LIMIT_STEP);
    const cell = cells.get(key) ?? { weight: 0, sum: 0, squares: 0, variance: 0 };
    cells.set(key, cell);
    cell.weight += weight;
    cell.sum += weight * mean;
    cell.squares += weight * mean * mean;
    cell.variance += weight * variance;
  }
  return [...cells.values()].map(({ weight, sum, squares, variance }) => {
    const mean = sum / weight;
    return { weight, mean, variance: variance / weight + Math.max(0, squares / weight - mean * mean) };
  });
}

/** What is believed of one kind of load, on all cards where there is one for each. */
interface LoadBelief {
  readonly resources: readonly ResourceBelief[];
  /** P(all of them are below their limits at n). Equal cards stand or fall together. */
  readonly hold: (n: number) => number;
}

const holdOf = (pools: readonly (readonly ResourceBelief[])[]) => (n: number) =>
  pools.reduce((product, pool) => product * pool.reduce((least, one) => Math.min(least, one.holds(n)), 1), 1);

/** Loads that no clock touches. */
function believePlain(
  load: Load,
  own: readonly Resource[],
  limit: number,
  cards: CardMap,
  noise: Noise,
  maturity: Maturity,
): LoadBelief {
  const seen = own.map((resource) => ({
    resource,
    looks: looksAt(resource, cards, noise, maturity, null).looks,
  }));
  const certain: readonly WorkLimit[] = [{ weight: 1, mean: limit, variance: 0 }];
  const pools = poolEqual(seen).map((pool) => {
    const growth = load === 'vram' || load === 'ram' ? believeGrowth(pool, cards, maturity) : null;
    return believePool(pool, limit, () => certain, cards, growth);
  });
  return { resources: pools.flat(), hold: holdOf(pools) };
}

/** Loads of cards, whose clocks rise with load and fall with heat: an average over the ways in which they may. */
function believeClocked(
  own: readonly Resource[],
  limit: number,
  cards: CardMap,
  noise: Noise,
  maturity: Maturity,
  clocks: readonly Clocked[],
): LoadBelief {
  const views = clocks.map(({ throttlings, viewOf }) => {
    const seen = own.map((resource) => ({
      resource,
      ...looksAt(resource, cards, noise, maturity, viewOf(resource)),
    }));
    const pools = poolEqual(seen);
    const curves = pools.reduce((sum, pool) => sum + (curveOf(pool)?.curve[0]?.logEvidence ?? 0), 0);
    return {
      throttlings,
      pools,
      logEvidence: curves + seen.reduce((sum, { logEvidence }) => sum + logEvidence, 0),
    };
  });
  const best = Math.max(
    ...views.flatMap(({ throttlings, logEvidence }) =>
      throttlings.map(({ logWeight }) => logWeight + logEvidence),
    ),
  );
  const kept = views
    .map(({ throttlings, pools, logEvidence }) => ({
      pools,
      throttlings: throttlings
        .map(({ logWeight, limitOf }) => ({ limitOf, weight: Math.exp(logWeight + logEvidence - best) }))
        .filter(({ weight }) => weight > NEGLIGIBLE),
    }))
    .filter(({ throttlings }) => throttlings.length > 0);
  const total = kept.reduce(
    (sum, { throttlings }) => throttlings.reduce((all, { weight }) => all + weight, sum),
    0,
  );
  const beliefs = kept.map(({ pools, throttlings }) => {
    const weight = throttlings.reduce((sum, one) => sum + one.weight, 0);
    const believed = pools.map((pool) =>
      believePool(
        pool,
        limit,
        (resource) =>
          gathered(throttlings.map((one) => ({ weight: one.weight / weight, ...one.limitOf(resource) }))),
        cards,
        null,
      ),
    );
    return { weight: weight / total, hold: holdOf(believed), resources: believed.flat() };
  });
  const [likeliest] = beliefs.toSorted((a, b) => b.weight - a.weight);
  return {
    hold: (n) => weighted(beliefs.map(({ weight, hold }) => ({ weight, value: hold(n) }))),
    resources: own.flatMap((resource) => {
      const isIt = (one: ResourceBelief) => one.resource.index === resource.index;
      const first = likeliest?.resources.find(isIt);
      if (!first) return [];
      const all = beliefs.flatMap(({ weight, resources }) =>
        resources.filter(isIt).map(({ holds }) => ({ weight, holds })),
      );
      return [
        {
          ...first,
          // What was read is told as it was read.
          looks: looksAt(resource, cards, noise, maturity, null).looks,
          holds: (n: number) => weighted(all.map(({ weight, holds }) => ({ weight, value: holds(n) }))),
        },
      ];
    }),
  };
}
/** Ways of throttling that are so much less likely than the likeliest are left out. */
const NEGLIGIBLE = 1e-3;

export interface Belief {
  readonly maturity: Maturity;
  readonly cards: CardMap;
  readonly resources: readonly ResourceBelief[];
  /** P(all loads are below their limits at n); different kinds of load hold by themselves. */
  readonly hold: (n: number) => number;
  /** Whether a card is still on its way to a temperature at which its clock may fall. */
  readonly heats: boolean;
}

const LOAD_ORDER: readonly Load[] = ['cpu', 'gpu', 'vram', 'ram', 'encoder'];

/** What the history says of every watched resource. */
export function believeAll(settings: ProbeSettings, history: History): Belief {
  const maturity = maturityOf(history, settings);
  const watched = watchedResources(history);
  const cards = new CardMap(instancesOf(history), cardCount(watched));
  let heats = false;
  const loads = LOAD_ORDER.flatMap((load) => {
    const own = watched.filter(({ resource }) => resource === load);
    if (own.length === 0) return [];
    const noise = keptNoise(load, own, maturity.stretches, history.samples[0] ?? history);
    const limit = settings.limits[load];
    if (load !== 'gpu') return [believePlain(load, own, limit, cards, noise, maturity)];
    const clocked = clocksOf(settings, history, own, maturity);
    heats = clocked.heats;
    return [believeClocked(own, limit, cards, noise, maturity, clocked.clocks)];
  });
  return {
    maturity,
    cards,
    heats,
    resources: loads.flatMap(({ resources }) => resources),
    hold: (n) => loads.reduce((product, { hold }) => product * hold(n), 1),
  };
}
