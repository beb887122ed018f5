import { isPerGpu, type Resource } from '../../model/resources.ts';
import type { Seconds } from '../../model/units.ts';
import type { Autoregression } from '../../stats/autoregression.ts';
import { hampel, type Spikes } from '../../stats/hampel.ts';
import { levelMean, type LevelShape } from '../../stats/level-mean.ts';
import type { CardMap } from '../cards.ts';
import { after, columnOf, meanOf, type Column } from './columns.ts';
import type { ClockView } from './card-clock.ts';
import type { Maturity, MatureStretch } from './maturity.ts';
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

/** A transient of fewer points is over: what is left of one after hours has a square of 0. */
const NOTHING_LEFT = 1e-3;

/**
 * What was seen may be a part of a wave longer than all that was seen: so long, and with an amplitude of so large a
 * share of what an instance takes. Instances are at different places in it.
 */
const UNSEEN_WAVE = { period: 50, share: 0.12 };
/** What comes and goes in bursts may be on, or off, all through a short look: so many points, for so long. */
const UNSEEN_BURST = { deviation: 4, seconds: 18 };
/** A look this long shows a wave that there is; lengths are told apart by so much. */
const LONG_LOOK: Seconds = 75;
const LONG_GRAIN: Seconds = 5;

/** A size to 6 %, so that what was computed with it stays good while it hardly moves. */
function roughly(size: number): number {
  return size < 0.05 ? 0 : Math.exp(Math.round(Math.log(size) * 16) / 16);
}

function shapeFor(noise: Noise, count: number, fresh: number, demand: number, longest: Seconds): LevelShape {
  const deviation = TRANSIENT.share * fresh * demand;
  const unseen = UNSEEN_WAVE.share * demand * Math.max(0, 1 - longest / LONG_LOOK);
  const waves = [
    { period: noise.period ?? 0, variance: noise.period === null ? 0 : noise.swing * count },
    { period: UNSEEN_WAVE.period, variance: unseen ** 2 * count },
  ];
  return {
    periods: waves.filter(({ variance }) => variance > 1e-4),
    decays: {
      constants: deviation > NOTHING_LEFT ? TRANSIENT.constants : [],
      deviation,
      prior: TRANSIENT.prior,
    },
  };
}

/** What is left of a transient fades within some such time, in seconds: those who came in the stretch before still have some. */
const FADES: Seconds = 15;

/** How many instances may still be on their way from their start: the newest wholly, earlier ones less and less. */
function stillSettling({ stretch, fresh }: MatureStretch, from: Seconds, startup: Seconds): number {
  const earlier = stretch.alive
    .filter(({ launchedAt }) => launchedAt < stretch.from - 1e-9)
    .reduce((sum, { launchedAt }) => sum + Math.exp(-Math.max(0, from - launchedAt - startup) / FADES), 0);
  return fresh + earlier;
}

type Mean = ReturnType<typeof levelMean>;
const means = new WeakMap<Noise, Map<string, Mean>>();
function kept(noise: Noise, key: string, compute: () => Mean): Mean {
  let known = means.get(noise);
  if (!known) {
    known = new Map();
    means.set(noise, known);
  }
  const belief = known.get(key) ?? compute();
  known.set(key, belief);
  return belief;
}

/** What stands out for so few readings, and by so many standard deviations and points, is a spike. */
const SPIKE = { readings: 3, errors: 5, points: 1.2 };

const spikes = new WeakMap<Column, Spikes>();

/** Spikes of readings as they were read: the same ones under every way of taking them to work. */
function spikesOf(read: Column): Spikes {
  const known = spikes.get(read) ?? hampel(read.values, SPIKE.readings, SPIKE.errors, SPIKE.points);
  spikes.set(read, known);
  return known;
}

/** The same spikes where loads are scaled. */
function scaledBy(share: number, { isSpike, excess, squares }: Spikes): Spikes {
  return { isSpike, excess: share * excess, squares: share * share * squares };
}

/**
 * The mean of a load with spikes: waves and decays are looked for without them, since one jump outweighs all else where neighbours
 * are alike; what they add is their average, as uncertain as their number is.
 */
function meanWithSpikes(
  { times, values }: Column,
  { isSpike, excess, squares }: Spikes,
  noise: Autoregression,
  shape: LevelShape,
): Mean {
  if (squares === 0) return levelMean(times, values, noise, shape);
  const isCalm = (_: number, i: number) => isSpike[i] === false;
  const belief = levelMean(times.filter(isCalm), values.filter(isCalm), noise, shape);
  return {
    ...belief,
    mean: belief.mean + excess / values.length,
    variance: belief.variance + squares / values.length ** 2,
  };
}

/** A long-run mean is not believed beyond what was ever read: a wave and a decay through a few readings may come to anything. */
function withinSeen(belief: Mean, values: ArrayLike<number>): Mean {
  let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let i = 0; i < values.length; i++) {
    least = Math.min(least, values[i] ?? least);
    most = Math.max(most, values[i] ?? most);
  }
  const mean = Math.min(most, Math.max(least, belief.mean));
  return { ...belief, mean, variance: belief.variance + (belief.mean - mean) ** 2 };
}

export interface Looks {
  /** In the order of time. */
  readonly looks: readonly Look[];
  /** Natural logarithm of the evidence of all readings, comparable between views of the same stretches. */
  readonly logEvidence: number;
}

/**
 * Every settled look at a resource.
 * @param view how loads are taken to work at full clock; null for what no clock touches, and for loads as they were read
 */
export function looksAt(
  resource: Resource,
  cards: CardMap,
  noise: Noise,
  { stretches, startup }: Maturity,
  view: ClockView | null,
): Looks {
  const seen = stretches.flatMap((mature) => {
    const { stretch, settledFrom } = mature;
    if (settledFrom === null) return [];
    const read = after(columnOf(stretch, resource), settledFrom);
    const plain = meanOf(read);
    const { column, logScale } = view?.toWork(stretch, read) ?? { column: read, logScale: 0 };
    const mean = meanOf(column);
    if (plain === null || mean === null || column.values.length < LEAST_READINGS) return [];
    const count = cards.countAlive(stretch.alive, stretch.n, resource);
    const fresh = stillSettling(mature, settledFrom, startup.seconds ?? 0);
    return [{ stretch, from: settledFrom, fresh, read, column, logScale, mean, plain, count }];
  });
  // A rough demand, for the size of what may still decay: it need not be exact.
  const base = seen.find(({ count }) => count === 0)?.mean ?? 0;
  const most = seen.reduce((a, b) => (b.count > a.count ? b : a), { count: 0, mean: base });
  const demand = most.count > 0 ? roughly(Math.max(0, (most.mean - base) / most.count)) : 0;
  const exact = quantumOfAll(stretches.map(({ stretch }) => columnOf(stretch, resource)));
  const readings = seen.reduce(
    (length, { count, column }) => (count > 0 ? Math.max(length, column.values.length) : length),
    0,
  );
  const longest = Math.min(LONG_LOOK, Math.floor(readings / LONG_GRAIN) * LONG_GRAIN);
  const isBusy = resource.resource === 'cpu' || resource.resource === 'gpu';
  let total = 0;
  const looks = seen.map(({ stretch, from, fresh, read, column, logScale, mean: work, plain, count }) => {
    const freshHere = isPerGpu(resource.resource) && stretch.n > 0 ? (fresh * count) / stretch.n : fresh;
    const key = `${view?.key ?? ''} ${stretch.from} ${from} ${column.values.length} ${count} ${freshHere.toFixed(2)} ${resource.index ?? ''} ${demand.toFixed(2)} ${longest}`;
    const { mean, variance, logEvidence } = kept(noise, key, () => {
      const own = { correlation: noise.correlation, variance: noise.varianceAt(count) };
      const shape = shapeFor(noise, count, freshHere, demand, longest);
      const belief = isBusy
        ? meanWithSpikes(column, scaledBy(plain > 0 ? work / plain : 1, spikesOf(read)), own, shape)
        : levelMean(column.times, column.values, own, shape);
      return withinSeen(belief, column.values);
    });
    total += logEvidence + logScale;
    // A counter that shows the same step all the time hides where in it the value lies.
    const step = Math.min(1, exact);
    const coarse = noise.varianceAt(count) < (step / 2) ** 2 ? (ROUNDING * step) ** 2 : 0;
    const bursts = isBusy ? UNSEEN_BURST.deviation : 0;
    const unseen = count > 0 ? bursts * Math.exp(-column.values.length / UNSEEN_BURST.seconds) : 0;
    const rounded = (view?.rounding ?? 0) * plain;
    return {
      n: stretch.n,
      from: stretch.from,
      count,
      mean,
      variance: variance + LEAST_DEVIATION ** 2 + coarse + unseen ** 2 + rounded ** 2,
      saturated: plain >= SATURATED,
      seconds: column.values.length,
    };
  });
  return { looks, logEvidence: total };
}
