import { resourceKey } from '../../model/resources.ts';
import type { BatchMeans } from '../../stats/batch-means.ts';
import { FEWEST_READINGS, type LevelEstimate } from '../levels.ts';
import { perResource } from '../readings.ts';
import { frameColumnsOf, after } from './columns.ts';
import { rateOf, type Rate } from './frames.ts';
import type { Look } from './looks.ts';
import type { MatureStretch } from './maturity.ts';
import type { ResourceBelief } from './pool-belief.ts';

/** 95 % of a normal lie within this many standard deviations. */
const RANGE = 1.96;
/** The deviations are beliefs and not sample statistics: as good as from very many readings. */
const FREEDOM = 1000;

function interval(mean: number, deviation: number): BatchMeans {
  return {
    mean,
    low: mean - RANGE * deviation,
    high: mean + RANGE * deviation,
    error: deviation,
    freedom: FREEDOM,
  };
}

function combined(looks: readonly Look[]): BatchMeans | null {
  const weight = looks.reduce((sum, { variance }) => sum + 1 / variance, 0);
  if (weight === 0) return null;
  return interval(
    looks.reduce((sum, { mean, variance }) => sum + mean / variance, 0) / weight,
    1 / Math.sqrt(weight),
  );
}

function framesAt(visits: readonly MatureStretch[]): Map<number, BatchMeans> {
  const rates = new Map<number, number[]>();
  for (const { stretch, settledFrom } of visits)
    for (const [instance, column] of frameColumnsOf(stretch))
      rates.set(instance, [...(rates.get(instance) ?? []), ...after(column, settledFrom ?? 0).values]);
  return new Map(
    [...rates].flatMap(([instance, values]): [number, BatchMeans][] => {
      const rate: Rate | null = rateOf(values);
      return rate ? [[instance, interval(rate.mean, rate.deviation)]] : [];
    }),
  );
}

/** Every n that was looked at settled, 0 included, by n; several visits count together. */
export function maturedLevels(
  stretches: readonly MatureStretch[],
  resources: readonly ResourceBelief[],
): LevelEstimate[] {
  const visits = new Map<number, MatureStretch[]>();
  for (const mature of stretches) {
    if (mature.settledFrom === null || mature.stretch.to - mature.settledFrom < FEWEST_READINGS) continue;
    visits.set(mature.stretch.n, [...(visits.get(mature.stretch.n) ?? []), mature]);
  }
  const looksOf = new Map(resources.map(({ resource, looks }) => [resourceKey(resource), looks]));
  return [...visits]
    .map(([n, own]): LevelEstimate => {
      const settled = own.map(({ stretch, settledFrom }) => ({ from: settledFrom ?? stretch.from, stretch }));
      return {
        n,
        from: Math.min(...settled.map(({ from }) => from)),
        to: Math.max(...settled.map(({ stretch }) => stretch.to)),
        samples: settled.reduce(
          (sum, { from, stretch }) => sum + stretch.samples.filter(({ t }) => t > from).length,
          0,
        ),
        loads: perResource(
          resources.map(({ resource }) => resource),
          (resource) => combined((looksOf.get(resourceKey(resource)) ?? []).filter((look) => look.n === n)),
        ),
        frames: framesAt(own),
        settled: true,
      };
    })
    .toSorted((a, b) => a.n - b.n);
}
