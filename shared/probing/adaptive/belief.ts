import { isPerGpu, type Load, type Resource } from '../../model/resources.ts';
import { normalCdf } from '../../stats/distributions.ts';
import { levelMean, type LevelShape, type MeanBelief } from '../../stats/level-mean.ts';
import { smoothCurve, type CurveMixture, type CurvePoint } from '../../stats/smooth-curve.ts';
import { CardMap } from '../cards.ts';
import type { History } from '../history.ts';
import { instancesOf } from '../instances.ts';
import { watchedResources } from '../readings.ts';
import type { ProbeSettings } from '../settings.ts';
import { after, columnOf } from './columns.ts';
import { believeGrowth, type GrowthBelief } from './growth.ts';
import { maturityOf, type MatureStretch, type Maturity } from './maturity.ts';
import { keptNoise, type Noise } from './noise.ts';

/** One settled look at one resource. */
export interface Look {
  readonly n: number;
  /** Instances that load this resource. */
  readonly count: number;
  readonly mean: number;
  readonly variance: number;
  /** Seconds looked at. */
  readonly seconds: number;
}

/** What is believed of one resource's long-run load at every n. */
export interface ResourceBelief {
  readonly resource: Resource;
  readonly limit: number;
  readonly looks: readonly Look[];
  readonly curve: CurveMixture | null;
  /** P(the long-run load at n is below the limit). */
  holds(n: number): number;
  /** Mean and deviation of the long-run load at n, null where nothing tells. */
  at(n: number): { mean: number; deviation: number } | null;
}

/** A reading this high says only "at least": work that does not fit is not seen. */
const SATURATED = 97;
/** A level's mean is never believed to be known better than this: counters have their own faults. */
const LEAST_DEVIATION = 0.12;

/** Growth after loading that is less likely than this is not reckoned with. */
const UNLIKELY = 1e-3;

const BENDS = [
  { deviation: 0, weight: 0.6 },
  { deviation: 0.15, weight: 0.25 },
  { deviation: 0.5, weight: 0.15 },
];

function shapeFor(noise: Noise, count: number, fresh: number, demand: number): LevelShape {
  const deviation = 0.25 * fresh * demand;
  return {
    periods:
      noise.period === null ? [] : [{ period: noise.period, variance: Math.max(1e-4, noise.swing * count) }],
    decays: { constants: deviation > 0 ? [4, 10, 25] : [], deviation, prior: 0.3 },
  };
}

const means = new WeakMap<Noise, Map<string, MeanBelief>>();
function kept(noise: Noise, key: string, compute: () => MeanBelief): MeanBelief {
  let known = means.get(noise);
  if (!known) {
    known = new Map();
    means.set(noise, known);
  }
  const belief = known.get(key) ?? compute();
  known.set(key, belief);
  return belief;
}

function looksAt(
  resource: Resource,
  cards: CardMap,
  noise: Noise,
  stretches: readonly MatureStretch[],
): Look[] {
  // A rough demand, for the size of what may still decay: it need not be exact.
  const rough = stretches.flatMap(({ stretch, settledFrom }) => {
    if (settledFrom === null) return [];
    const { values } = after(columnOf(stretch, resource), settledFrom);
    return values.length === 0
      ? []
      : [
          {
            count: cards.countAlive(stretch.alive, stretch.n, resource),
            mean: values.reduce((a, b) => a + b, 0) / values.length,
          },
        ];
  });
  const base = rough.find(({ count }) => count === 0)?.mean ?? 0;
  const most = rough.reduce((a, b) => (b.count > a.count ? b : a), { count: 0, mean: base });
  const demand = most.count > 0 ? Math.max(0, (most.mean - base) / most.count) : 0;
  return stretches.flatMap(({ stretch, settledFrom, fresh }) => {
    if (settledFrom === null) return [];
    const column = after(columnOf(stretch, resource), settledFrom);
    if (column.values.length < 4) return [];
    const count = cards.countAlive(stretch.alive, stretch.n, resource);
    const freshHere = isPerGpu(resource.resource) && stretch.n > 0 ? (fresh * count) / stretch.n : fresh;
    const key = `${stretch.from} ${settledFrom} ${column.values.length} ${count} ${freshHere} ${resource.index ?? ''} ${demand.toFixed(2)}`;
    const belief = kept(noise, key, () =>
      levelMean(
        column.times,
        column.values,
        { correlation: noise.correlation, variance: noise.varianceAt(count) },
        shapeFor(noise, count, freshHere, demand),
      ),
    );
    return [
      {
        n: stretch.n,
        count,
        mean: belief.mean,
        variance: belief.variance + LEAST_DEVIATION ** 2,
        seconds: column.values.length,
      },
    ];
  });
}

function believe(
  resource: Resource,
  limit: number,
  cards: CardMap,
  looks: readonly Look[],
  growth: GrowthBelief | null,
): ResourceBelief {
  const useful = looks.filter(({ mean }) => mean < SATURATED);
  const saturated = looks.filter(({ mean }) => mean >= SATURATED);
  const points: CurvePoint[] = useful.map(({ count, mean, variance }) => ({ x: count, y: mean, variance }));
  const busy = points.filter(({ x }) => x > 0);
  const demand = busy.length > 0 ? Math.max(0.2, Math.max(...busy.map(({ x, y }) => y / x))) : 10;
  // Bending is a matter of how full the box is, not of how many copies fill it: x is scaled by the rough demand.
  const scale = demand / 100;
  const curve =
    points.length > 0
      ? smoothCurve(
          points.map(({ x, y, variance }) => ({ x: x * scale, y, variance })),
          {
            intercept: { mean: 3, variance: 20 ** 2 },
            slope: { mean: 100, variance: 200 ** 2 },
            bends: BENDS.map(({ deviation, weight }) => ({ deviation: deviation * 100, weight })),
          },
        )
      : null;
  const known = busy.length > 0 && curve !== null;
  const lowestSaturated = Math.min(Number.POSITIVE_INFINITY, ...saturated.map(({ count }) => count));
  return {
    resource,
    limit,
    looks,
    curve,
    at: (n) => {
      if (!known) return null;
      const x = cards.count(n, resource) * scale;
      const beliefs = curve.map(({ weight, at }) => ({ weight, ...at(x) }));
      const mean = beliefs.reduce((sum, one) => sum + one.weight * one.mean, 0);
      const variance = beliefs.reduce(
        (sum, one) => sum + one.weight * (one.deviation ** 2 + (one.mean - mean) ** 2),
        0,
      );
      return { mean, deviation: Math.sqrt(variance) };
    },
    holds: (n) => {
      const count = cards.count(n, resource);
      if (count >= lowestSaturated) return 0;
      if (!known) return 1;
      const x = count * scale;
      const now = curve.reduce((sum, { weight, at }) => {
        const { mean, deviation } = at(x);
        return sum + weight * normalCdf((limit - mean) / Math.max(deviation, 1e-6));
      }, 0);
      const grows = growth?.probability ?? 0;
      return grows < UNLIKELY ? now : (1 - grows) * now + grows * (growth?.holds(count, limit) ?? 0);
    },
  };
}

export interface Belief {
  readonly maturity: Maturity;
  readonly resources: readonly ResourceBelief[];
}

const LOAD_ORDER: readonly Load[] = ['cpu', 'gpu', 'vram', 'ram', 'encoder'];

/** What the history says of every watched resource. */
export function believeAll(settings: ProbeSettings, history: History): Belief {
  const maturity = maturityOf(history, settings);
  const cards = new CardMap(instancesOf(history));
  const watched = watchedResources(history);
  const resources = LOAD_ORDER.flatMap((load) => {
    const own = watched.filter(({ resource }) => resource === load);
    if (own.length === 0) return [];
    const noise = keptNoise(load, own, maturity.stretches, history.samples[0] ?? history);
    return own.map((resource) =>
      believe(
        resource,
        settings.limits[load],
        cards,
        looksAt(resource, cards, noise, maturity.stretches),
        load === 'vram' || load === 'ram' ? believeGrowth(resource, cards, maturity) : null,
      ),
    );
  });
  return { maturity, resources };
}
