import type { Resource } from '../../model/resources.ts';
import type { Seconds } from '../../model/units.ts';
import { bayesianRegression, type Regression } from '../../stats/bayesian-regression.ts';
import { normalCdf } from '../../stats/distributions.ts';
import type { CardMap } from '../cards.ts';
import { isPerGpu } from '../../model/resources.ts';
import { after, columnOf } from './columns.ts';
import type { MatureStretch, Maturity } from './maturity.ts';
import type { Pool, Seen } from './pool.ts';

/** What memory will come to if each instance's share goes on growing as it seems to. */
export interface GrowthBelief {
  /** P(memory grows after loading). */
  readonly probability: number;
  /** P(the long-run memory of `count` instances is below the limit), given that it grows. */
  holds(count: number, limit: number): number;
}

/** Time constants looked at. */
const CONSTANTS: readonly Seconds[] = [20, 40, 80, 160, 320];
/** How likely growth is beforehand, and by what share of what an instance has after loading. */
const PRIOR = 0.12;
const SHARE = 0.3;
/** Readings are averaged over so long: memory moves slowly, and its neighbours tell the same. */
const BIN: Seconds = 5;
/** Points by which the model is off at best: when an instance had loaded is known to some seconds only. */
const LEAST_DEVIATION = 0.6;
const ROUNDING = 0.29;

interface Bin {
  readonly time: Seconds;
  readonly value: number;
  readonly stretch: MatureStretch;
}

function binsOf(resource: Resource, stretches: readonly MatureStretch[]): Bin[] {
  return stretches.flatMap((mature) => {
    if (mature.settledFrom === null) return [];
    const { times, values } = after(columnOf(mature.stretch, resource), mature.settledFrom);
    const bins: Bin[] = [];
    let [sum, count, start] = [0, 0, times[0] ?? 0];
    for (let i = 0; i < times.length; i++) {
      sum += values[i] ?? 0;
      count += 1;
      const time = times[i] ?? 0;
      if (time - start < BIN - 1 && i < times.length - 1) continue;
      bins.push({ time: (start + time) / 2, value: sum / count, stretch: mature });
      [sum, count, start] = [0, 0, times[i + 1] ?? 0];
    }
    return bins;
  });
}

/**
 * Some programs fill caches for minutes after loading. Memory is modelled as base + Σ over instances of
 * v + a·(1 − exp(−age ÷ τ)), for several τ and for a = 0, each weighed by its evidence; the long run is where the
 * exponential has died away. Null where nothing tells.
 */
export function believeGrowth(
  { members }: Pool,
  cards: CardMap,
  { startup, stretches }: Maturity,
): GrowthBelief | null {
  // Of equal cards the one that carries most tells most.
  const most = (seen: Seen) => seen.looks.reduce((best, { count }) => Math.max(best, count), 0);
  const member = members.reduce((best, one) => (best && most(best) >= most(one) ? best : one), members[0]);
  if (!member || most(member) === 0) return null;
  const { resource, shift } = member;
  const bins = binsOf(resource, stretches);
  const onCard = ({ stretch }: MatureStretch) =>
    !isPerGpu(resource.resource) || stretch.alive.length !== stretch.n
      ? stretch.alive
      : stretch.alive.filter(({ gpu }) => gpu === null || gpu === resource.index);
  const counted = bins.map((bin) => ({
    ...bin,
    count: cards.countAlive(bin.stretch.stretch.alive, bin.stretch.stretch.n, resource),
    ages: onCard(bin.stretch).map(({ launchedAt }) =>
      Math.max(0, bin.time - launchedAt - (startup.seconds ?? 0)),
    ),
  }));
  const base = counted.find(({ count }) => count === 0)?.value ?? 0;
  const rough = counted.reduce(
    (best, { count, value }) => (count === 0 ? best : Math.max(best, (value - base) / count)),
    0.02,
  );
  const exact = stretches.reduce(
    (least, { stretch }) => Math.max(least, columnOf(stretch, resource).step),
    0,
  );
  const noise = (LEAST_DEVIATION + ROUNDING * Math.min(exact, 1)) ** 2;
  const priors = [
    { mean: base - shift.mean, variance: 10 ** 2 },
    { mean: rough, variance: (2 * rough) ** 2 },
  ];
  const still = bayesianRegression(
    counted.map(({ count, value }) => ({ features: [1, count], value: value - shift.mean })),
    priors,
    noise,
  );
  const growing = CONSTANTS.map((constant) =>
    bayesianRegression(
      counted.map(({ count, ages, value }) => ({
        features: [1, count, ages.reduce((sum, age) => sum + 1 - Math.exp(-age / constant), 0)],
        value: value - shift.mean,
      })),
      [...priors, { mean: 0, variance: (SHARE * rough) ** 2 }],
      noise,
    ),
  );
  const best = Math.max(still.logEvidence, ...growing.map(({ logEvidence }) => logEvidence));
  const weigh = ({ logEvidence }: Regression, prior: number) => prior * Math.exp(logEvidence - best);
  const weights = growing.map((one) => weigh(one, PRIOR / CONSTANTS.length));
  const sum = weights.reduce((total, weight) => total + weight, 0);
  const probability = sum / (sum + weigh(still, 1 - PRIOR));
  return {
    probability,
    holds: (count, limit) =>
      growing.reduce((total, one, i) => {
        const { mean, deviation } = one.at([1, count, count]);
        return (
          total + ((weights[i] ?? 0) / sum) * normalCdf((limit - mean) / Math.max(deviation, LEAST_DEVIATION))
        );
      }, 0),
  };
}
