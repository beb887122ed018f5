import { type Load, type Resource } from '../../model/resources.ts';
import { normalCdf } from '../../stats/distributions.ts';
import { smoothCurve, type CurveMixture, type CurvePoint } from '../../stats/smooth-curve.ts';
import type { CardMap } from '../cards.ts';
import type { GrowthBelief } from './growth.ts';
import type { Look } from './looks.ts';
import type { Pool } from './pool.ts';

/*
 * What the looks at equal resources say of their load at every count of instances: a curve through the points, the limit it is held
 * against, what was full, and what may still grow.
 */

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
/** What instances take after loading grows by no more than this share of it. */
const GROWS_MOST = 1.5;
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

/** Natural logarithm of how well the pool's looks lie on a curve. */
export function evidenceOf(pool: Pool): number {
  return curveOf(pool)?.curve[0]?.logEvidence ?? 0;
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
export interface WorkLimit {
  readonly weight: number;
  readonly mean: number;
  readonly variance: number;
}

export function weighted(parts: readonly { readonly weight: number; readonly value: number }[]): number {
  return parts.reduce((sum, { weight, value }) => sum + weight * value, 0);
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

const NOTHING_KNOWN = { mean: 0, deviation: Number.POSITIVE_INFINITY };

/** So many standard deviations away nothing is left to be computed: 1e-9. */
const CERTAIN = 6;

/** @param limitsOf what the limit may be on a member's card; weights add up to 1 */
export function believePool(
  pool: Pool,
  limit: number,
  limitsOf: (resource: Resource) => readonly WorkLimit[],
  cards: CardMap,
  growthOf: () => GrowthBelief | null,
): ResourceBelief[] {
  const fitted = curveOf(pool);
  const full = pool.members.flatMap(({ looks }) => looks.filter((look) => look.saturated && look.count > 0));
  const saturated = Math.min(Number.POSITIVE_INFINITY, ...full.map(({ count }) => count));
  const secondsFull = full
    .filter(({ count }) => count === saturated)
    .reduce((sum, { seconds }) => sum + seconds, 0);
  let growth: GrowthBelief | null | undefined;
  /** Whether memory may grow beyond the limit from what it is taken to be; what is far from it need not be looked into. */
  const mayGrowBeyond = (count: number, room: number) =>
    fitted === null ||
    beliefsAt(count).some(({ mean }) => mean + GROWS_MOST * (mean - pool.intercept.mean) > room);
  const curve = fitted?.curve ?? [];
  const beliefsAt = remembered((count: number) => curve.map(({ at }) => at(count * (fitted?.scale ?? 0))));
  const below = (count: number, bound: number, variance: number): number => {
    if (count > saturated) return 0;
    if (count === saturated)
      return MOMENTARILY_FULL.share * Math.exp(-secondsFull / MOMENTARILY_FULL.seconds);
    if (!fitted) return Number.isFinite(saturated) ? fitsDespite(count, saturated, bound) : 1;
    let sum = 0;
    const beliefs = beliefsAt(count);
    for (let i = 0; i < curve.length; i++) {
      const { mean, deviation } = beliefs[i] ?? NOTHING_KNOWN;
      const weight = curve[i]?.weight ?? 0;
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
    const limits = gathered(limitsOf(resource));
    const inWork = weighted(limits.map(({ weight, mean }) => ({ weight, value: mean })));
    const holdsFor = remembered((count: number) => {
      let now = 0;
      for (const { weight, mean, variance } of limits)
        now += weight * below(count, mean - shift.mean, shift.variance + variance);
      const room = limit - shift.mean;
      if (now < UNLIKELY || count >= saturated || !mayGrowBeyond(count, room)) return now;
      if (growth === undefined) growth = growthOf();
      const grows = growth;
      return grows === null || grows.probability < UNLIKELY
        ? now
        : (1 - grows.probability) * now + grows.probability * grows.holds(count, room);
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
        const count = cards.count(n, resource);
        const beliefs = beliefsAt(count).map((belief, i) => ({ weight: curve[i]?.weight ?? 0, ...belief }));
        const mean = weighted(beliefs.map(({ weight, mean: value }) => ({ weight, value })));
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
