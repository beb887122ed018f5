import { autoregression, lagSums, type Autoregression, type LagSums } from '../../stats/autoregression.ts';
import { commonOscillation } from '../../stats/oscillation.ts';
import type { Load, Resource } from '../../model/resources.ts';
import type { Sample } from '../../model/trace.ts';
import { after, columnOf, meanOf, type Column } from './columns.ts';
import type { CardMap } from '../cards.ts';
import type { MatureStretch } from './maturity.ts';

/** How the readings of one kind of load vary about their long-run mean. */
export interface Noise {
  /** The scene's period in seconds, where one was found. */
  readonly period: number | null;
  /** Variance of the oscillation that one instance adds, in points². */
  readonly swing: number;
  /** How alike the readings of neighbouring seconds are. */
  readonly correlation: number;
  /** Variance at n instances, in points². */
  varianceAt(n: number): number;
}

/** Before anything is seen: readings wander by a point or so, and neighbours are alike. */
const PRIOR: Record<Load, Autoregression> = {
  cpu: { correlation: 0.7, variance: 1 },
  gpu: { correlation: 0.7, variance: 2 },
  encoder: { correlation: 0.5, variance: 0.5 },
  vram: { correlation: 0.3, variance: 0.01 },
  ram: { correlation: 0.3, variance: 0.01 },
};
const PRIOR_WEIGHT = 12;
const LEAST_SERIES = 10;
/** Periods looked at: from what a tick can show to what a run can hold, each 8 % longer than the last. */
const PERIODS = Array.from({ length: 32 }, (_, i) => 6 * 1.08 ** i);
/** Log evidence that a period needs before it is believed in. */
const LEAST_GAIN = 0.5;

function residuals(
  column: Column,
  period: number | null,
): { rest: Float64Array; fitted: number; swing: number } {
  const { times, values } = column;
  const rest = new Float64Array(values.length);
  const centre = meanOf(column) ?? 0;
  for (let i = 0; i < values.length; i++) rest[i] = (values[i] ?? 0) - centre;
  const span = (times[times.length - 1] ?? 0) - (times[0] ?? 0);
  if (period === null || span < 0.75 * period) return { rest, fitted: 1, swing: 0 };
  const turn = (2 * Math.PI) / period;
  let [cc, ss, cs, yc, ys] = [1e-9, 1e-9, 0, 0, 0];
  for (let i = 0; i < rest.length; i++) {
    const cosine = Math.cos(turn * (times[i] ?? 0));
    const sine = Math.sin(turn * (times[i] ?? 0));
    cc += cosine * cosine;
    ss += sine * sine;
    cs += cosine * sine;
    yc += (rest[i] ?? 0) * cosine;
    ys += (rest[i] ?? 0) * sine;
  }
  const determinant = Math.max(1e-9, cc * ss - cs * cs);
  const a = (yc * ss - ys * cs) / determinant;
  const b = (ys * cc - yc * cs) / determinant;
  for (let i = 0; i < rest.length; i++)
    rest[i] = (rest[i] ?? 0) - a * Math.cos(turn * (times[i] ?? 0)) - b * Math.sin(turn * (times[i] ?? 0));
  return { rest, fitted: 3, swing: (a * a + b * b) / 2 };
}

/** Noise is learned anew when a stretch has grown by so many readings, and by this share: less changes nothing. */
const GRAIN = { readings: 8, share: 1 / 8 };

/** The whole grains in so many readings: a grain doubles where it has become a small share. */
function inGrains(count: number): number {
  let grain = GRAIN.readings;
  while (2 * grain <= GRAIN.share * count) grain *= 2;
  return Math.floor(count / grain) * grain;
}

/** The latest of each kind of load: what readings have gone beyond is not asked for again. */
const cache = new WeakMap<object, Map<Load, { readonly key: string; readonly noise: Noise }>>();

/**
 * {@link noiseOf}, kept. Readings enter in whole grains, so that the answer is a function of the history alone and not of
 * when it was asked for.
 */
export function keptNoise(
  load: Load,
  resources: readonly Resource[],
  stretches: readonly MatureStretch[],
  cards: CardMap,
  run: object,
): Noise {
  const grains = stretches.map((mature, i) => {
    const { samples } = mature.stretch;
    const whole = i < stretches.length - 1;
    return whole
      ? mature
      : { ...mature, stretch: { ...mature.stretch, samples: headOf(samples, inGrains(samples.length)) } };
  });
  const key = grains
    .map(
      ({ stretch, settledFrom }) =>
        `${stretch.n}:${stretch.from}:${stretch.samples.length}:${settledFrom ?? ''}`,
    )
    .join(' ');
  let known = cache.get(run);
  if (!known) {
    known = new Map();
    cache.set(run, known);
  }
  const latest = known.get(load);
  if (latest?.key === key) return latest.noise;
  const noise = noiseOf(load, resources, grains, cards);
  known.set(load, { key, noise });
  return noise;
}

const heads = new WeakMap<Sample, Map<number, readonly Sample[]>>();
/** The first samples of a stretch, as the same array each time they are asked for. */
function headOf(samples: readonly Sample[], count: number): readonly Sample[] {
  const [first] = samples;
  if (!first) return samples;
  let known = heads.get(first);
  if (!known) {
    known = new Map();
    heads.set(first, known);
  }
  const head = known.get(count) ?? samples.slice(0, count);
  known.set(count, head);
  return head;
}

/**
 * The noise of one kind of load, pooled over every settled stretch and every card: what varies is the program's scene,
 * and that is the same everywhere. Variances grow with the instances that add up; what is there without any is the
 * counter's own.
 */
export function noiseOf(
  load: Load,
  resources: readonly Resource[],
  stretches: readonly MatureStretch[],
  cards: CardMap,
): Noise {
  const prior = PRIOR[load];
  const parts = stretches
    .flatMap(({ stretch, settledFrom }) =>
      settledFrom === null
        ? []
        : resources.map((resource) => ({
            count: cards.countAlive(stretch.alive, stretch.n, resource),
            column: after(columnOf(stretch, resource), settledFrom),
          })),
    )
    .filter(({ column }) => column.values.length >= LEAST_SERIES);
  const busy = parts.filter(({ count }) => count > 0);
  const scene =
    load === 'vram' || load === 'ram'
      ? null
      : commonOscillation(
          busy.map(({ column }) => column),
          PERIODS,
          LEAST_GAIN,
        );
  const period = scene && scene.share > 0.3 ? scene.period : null;

  const sums: LagSums[] = [];
  let [counter, counterWeight] = [0.25 * prior.variance * 4, 4];
  let [each, eachWeight] = [prior.variance * 4, 4];
  let [swing, swingWeight] = [0, 1e-9];
  for (const { count, column } of parts) {
    const { rest, fitted, swing: own } = residuals(column, count > 0 ? period : null);
    const lags = lagSums(rest, fitted);
    const free = Math.max(1, lags.count - fitted);
    if (count === 0) {
      counter += lags.squares;
      counterWeight += free;
      continue;
    }
    sums.push(scaled(lags, 1 / Math.max(1e-6, lags.squares / free)));
    each += Math.max(0, lags.squares - free * (counter / counterWeight)) / count;
    eachWeight += free;
    if (fitted === 3) {
      swing += (own / count) * free;
      swingWeight += free;
    }
  }
  const { correlation } = autoregression(sums, {
    correlation: prior.correlation,
    variance: 1,
    weight: PRIOR_WEIGHT,
  });
  const [alone, instance] = [counter / counterWeight, each / eachWeight];
  return {
    period,
    swing: swing / swingWeight,
    correlation,
    varianceAt: (n) => alone + n * instance,
  };
}

function scaled(sums: LagSums, by: number): LagSums {
  return { ...sums, squares: sums.squares * by, products: sums.products * by };
}
