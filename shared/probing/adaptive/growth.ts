import type { Resource } from '../../model/resources.ts';
import type { Seconds } from '../../model/units.ts';
import {
  addRow,
  noMoments,
  regressionOf,
  withOnly,
  type Regression,
} from '../../stats/bayesian-regression.ts';
import { normalCdf } from '../../stats/distributions.ts';
import { withoutShared } from '../../stats/shared-deviation.ts';
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
/** Points by which the model is off at best, the same all through a stretch: when an instance had loaded is known to some seconds only. */
const LEAST_DEVIATION = 0.6;
/** The same as a share of what every instance takes. */
const EACH_DEVIATION = 0.015;
/** Points by which bins of one stretch differ beyond that, at least: memory that has loaded stands still. */
const WITHIN = 0.15;
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

/** How long those who came in a stretch took to settle; null where nobody came or settled. */
function startIn({ stretch, settledFrom }: MatureStretch): Seconds | null {
  const came = stretch.alive.filter(({ launchedAt }) => launchedAt > stretch.from - 1);
  return settledFrom === null || came.length === 0
    ? null
    : settledFrom - Math.max(...came.map(({ launchedAt }) => launchedAt));
}

/** By how much a memory wanders from bin to bin, whatever its trend: others' memory is told with it. */
function wander(bins: readonly Bin[]): number {
  let [squares, count] = [0, 0];
  for (let i = 2; i < bins.length; i++) {
    const [a, b, c] = [bins[i - 2], bins[i - 1], bins[i]];
    if (!a || !b || !c || a.stretch !== c.stretch) continue;
    squares += (a.value - 2 * b.value + c.value) ** 2;
    count += 1;
  }
  return count === 0 ? 0 : Math.sqrt(squares / count / 2);
}

/** How many instances' worth have grown in, at these ages. */
function grown(ages: readonly Seconds[], constant: Seconds): number {
  let sum = 0;
  for (const age of ages) sum += 1 - Math.exp(-age / constant);
  return sum;
}

/**
 * Some programs fill caches for minutes after loading. Memory is modelled as base + Σ over instances of
 * v + a·(1 − exp(−age ÷ τ)), for several τ and for a = 0, each weighed by its evidence; the long run is where the
 * exponential has died away. Null where nothing tells.
 */
export function believeGrowth(
  { members }: Pool,
  cards: CardMap,
  { stretches }: Maturity,
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
  // Who loaded later than that differs by a factor of its exponential, which is as good as any.
  const starts = stretches.map(startIn).filter((start) => start !== null);
  const quickest = starts.length === 0 ? 0 : Math.min(...starts);
  const counted = bins.map((bin) => ({
    ...bin,
    count: cards.countAlive(bin.stretch.stretch.alive, bin.stretch.stretch.n, resource),
    ages: onCard(bin.stretch).map(({ launchedAt }) => Math.max(0, bin.time - launchedAt - quickest)),
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
  const within = Math.max(WITHIN, wander(bins)) + ROUNDING * Math.min(exact, 1);
  const moments = noMoments(2 + CONSTANTS.length);
  for (const own of Map.groupBy(counted, ({ stretch }) => stretch).values()) {
    // About what is believed beforehand.
    const rows = own.map(({ count, ages, value }) => ({
      features: [1, count, ...CONSTANTS.map((constant) => grown(ages, constant))],
      value: value - base - rough * count,
    }));
    const shared = Math.hypot(LEAST_DEVIATION, EACH_DEVIATION * rough * (own[0]?.count ?? 0));
    for (const { features, value } of withoutShared(rows, within, shared)) addRow(moments, features, value);
  }
  const priors = [
    { mean: base - shift.mean, variance: 10 ** 2 },
    { mean: rough, variance: (2 * rough) ** 2 },
  ];
  const still = regressionOf(withOnly(moments, [0, 1]), priors, within ** 2);
  const growing = CONSTANTS.map((_, i) =>
    regressionOf(
      withOnly(moments, [0, 1, 2 + i]),
      [...priors, { mean: 0, variance: (SHARE * rough) ** 2 }],
      within ** 2,
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
