import { isPerGpu, type Resource } from '../../model/resources.ts';
import type { Seconds } from '../../model/units.ts';
import { levelMean, type LevelShape, type MeanBelief } from '../../stats/level-mean.ts';
import type { CardMap } from '../cards.ts';
import { after, columnOf, meanOf } from './columns.ts';
import type { Stretch } from '../stretches.ts';
import { HOT, hotFrom, temperatureAtEnd } from './heat.ts';
import type { MatureStretch } from './maturity.ts';
import type { Noise } from './noise.ts';
import { quantumOfAll } from './signs.ts';

/** One settled look at one resource. */
export interface Look {
  readonly n: number;
  /** Start of the stretch that was looked at. */
  readonly from: Seconds;
  /** Instances that load this resource. */
  readonly count: number;
  readonly mean: number;
  readonly variance: number;
  /** Whether the readings were so high that they say only "at least": work that does not fit is not seen. */
  readonly saturated: boolean;
  /** Seconds looked at. */
  readonly seconds: number;
}

/** A level's mean is never believed to be known better than this: counters have their own faults. */
const LEAST_DEVIATION = 0.12;
/** Standard deviation of what rounding takes off, in steps of the counter. */
const ROUNDING = 0.29;
const LEAST_READINGS = 4;
const SATURATED = 97;
/** What is left of a transient after a start, as a share of what the new instances take, and how fast it may decay. */
const TRANSIENT = { share: 0.25, constants: [4, 10, 25], prior: 0.3 };

/**
 * What was seen may be a part of a wave longer than all that was seen: so long, and with an amplitude of so large a
 * share of what an instance takes. Instances are at different places in it.
 */
const UNSEEN_WAVE = { period: 50, share: 0.12 };
/** What comes and goes in bursts may be on, or off, all through a short look: so many points, for so long. */
const UNSEEN_BURST = { deviation: 4, seconds: 18 };
/** A look this long shows a wave that there is. */
const LONG_LOOK: Seconds = 75;

function shapeFor(
  noise: Noise,
  count: number,
  fresh: number,
  demand: number,
  longest: Seconds,
  heated: number | null,
): LevelShape {
  const deviation = TRANSIENT.share * fresh * demand;
  const unseen = UNSEEN_WAVE.share * demand * Math.max(0, 1 - longest / LONG_LOOK);
  const waves = [
    { period: noise.period ?? 0, variance: noise.period === null ? 0 : noise.swing * count },
    { period: UNSEEN_WAVE.period, variance: unseen ** 2 * count },
  ];
  return {
    periods: waves.filter(({ variance }) => variance > 1e-4),
    // A card that grows hot is on its way for minutes, by a good part of its load.
    decays:
      heated !== null
        ? { constants: HEATING.constants, deviation: HEATING.share * heated, prior: HEATING.prior }
        : { constants: deviation > 0 ? TRANSIENT.constants : [], deviation, prior: TRANSIENT.prior },
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

/** How a hot card's load may still rise: by what share, and with what time constants. */
const HEATING = { share: 0.12, constants: [60, 150], prior: 0.5 };
/** A look at a card that was this much cooler than it later became, in °C, says less of the long run: by this share. */
const COOLER = { degrees: 4, share: 0.07 };

function isHot(stretch: Stretch, { resource, index }: Resource): boolean {
  return resource === 'gpu' && (temperatureAtEnd(stretch, index ?? 0) ?? 0) >= HOT;
}

/** The highest temperature at which a card was left, and the look's own; null where it never was hot. */
function coolness(resource: Resource, stretches: readonly MatureStretch[]): (stretch: Stretch) => number {
  if (resource.resource !== 'gpu') return () => 0;
  const at = (stretch: Stretch) => temperatureAtEnd(stretch, resource.index ?? 0);
  const hottest = stretches.reduce((most, { stretch }) => Math.max(most, at(stretch) ?? 0), 0);
  return (stretch) => (hottest < HOT ? 0 : hottest - (at(stretch) ?? hottest));
}

/** Every settled look at a resource, in the order of time. */
export function looksAt(
  resource: Resource,
  cards: CardMap,
  noise: Noise,
  stretches: readonly MatureStretch[],
): Look[] {
  const seen = stretches.flatMap(({ stretch, settledFrom, fresh }) => {
    if (settledFrom === null) return [];
    const from =
      resource.resource === 'gpu' ? hotFrom(stretch, resource.index ?? 0, settledFrom) : settledFrom;
    const column = after(columnOf(stretch, resource), from);
    const mean = meanOf(column);
    if (mean === null || column.values.length < LEAST_READINGS) return [];
    return [
      { stretch, from, fresh, column, mean, count: cards.countAlive(stretch.alive, stretch.n, resource) },
    ];
  });
  // A rough demand, for the size of what may still decay: it need not be exact.
  const base = seen.find(({ count }) => count === 0)?.mean ?? 0;
  const most = seen.reduce((a, b) => (b.count > a.count ? b : a), { count: 0, mean: base });
  const demand = most.count > 0 ? Math.max(0, (most.mean - base) / most.count) : 0;
  const cooler = coolness(resource, stretches);
  const exact = quantumOfAll(stretches.map(({ stretch }) => columnOf(stretch, resource)));
  const longest = seen.reduce(
    (most, { count, column }) => (count > 0 ? Math.max(most, column.values.length) : most),
    0,
  );
  return seen.map(({ stretch, from, fresh, column, mean: plain, count }) => {
    const freshHere = isPerGpu(resource.resource) && stretch.n > 0 ? (fresh * count) / stretch.n : fresh;
    const key = `${stretch.from} ${from} ${column.values.length} ${count} ${freshHere} ${resource.index ?? ''} ${demand.toFixed(2)} ${longest}`;
    const { mean, variance } = kept(noise, key, () =>
      levelMean(
        column.times,
        column.values,
        { correlation: noise.correlation, variance: noise.varianceAt(count) },
        shapeFor(noise, count, freshHere, demand, longest, isHot(stretch, resource) ? plain : null),
      ),
    );
    // A counter that shows the same step all the time hides where in it the value lies.
    const step = Math.min(1, exact);
    const coarse = noise.varianceAt(count) < (step / 2) ** 2 ? (ROUNDING * step) ** 2 : 0;
    const cool = count > 0 && cooler(stretch) > COOLER.degrees ? COOLER.share * plain : 0;
    const bursts = resource.resource === 'cpu' || resource.resource === 'gpu' ? UNSEEN_BURST.deviation : 0;
    const unseen = count > 0 ? bursts * Math.exp(-column.values.length / UNSEEN_BURST.seconds) : 0;
    return {
      n: stretch.n,
      from: stretch.from,
      count,
      mean,
      variance: variance + LEAST_DEVIATION ** 2 + coarse + unseen ** 2 + cool ** 2,
      saturated: plain >= SATURATED,
      seconds: column.values.length,
    };
  });
}
