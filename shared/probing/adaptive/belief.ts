import { type Load, type Resource } from '../../model/resources.ts';
import { cardCount, CardMap } from '../cards.ts';
import type { History } from '../history.ts';
import { instancesOf } from '../instances.ts';
import { watchedResources } from '../readings.ts';
import type { ProbeSettings } from '../settings.ts';
import { believeGrowth } from './growth.ts';
import { clocksOf, type Clocked } from './clocked.ts';
import { looksAt } from './looks.ts';
import { maturityOf, type Maturity } from './maturity.ts';
import { keptNoise, type Noise } from './noise.ts';
import { poolEqual } from './pool.ts';
import { believePool, evidenceOf, weighted, type ResourceBelief, type WorkLimit } from './pool-belief.ts';

/** What is believed of one kind of load, on all cards where there is one for each. */
interface LoadBelief {
  readonly resources: readonly ResourceBelief[];
  /** P(all of them are below their limits at n). Equal cards stand or fall together. */
  readonly hold: (n: number) => number;
}

const holdOf = (pools: readonly (readonly ResourceBelief[])[]) => (n: number) => {
  let product = 1;
  for (const pool of pools) {
    let least = 1;
    for (const { holds } of pool) least = Math.min(least, holds(n));
    product *= least;
  }
  return product;
};

const noGrowth = () => null;

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
  const isMemory = load === 'vram' || load === 'ram';
  const pools = poolEqual(seen).map((pool) =>
    believePool(
      pool,
      limit,
      () => certain,
      cards,
      isMemory ? () => believeGrowth(pool, cards, maturity) : noGrowth,
    ),
  );
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
    const curves = pools.reduce((sum, pool) => sum + evidenceOf(pool), 0);
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
        (resource) => throttlings.map((one) => ({ weight: one.weight / weight, ...one.limitOf(resource) })),
        cards,
        noGrowth,
      ),
    );
    return { weight: weight / total, hold: holdOf(believed), resources: believed.flat() };
  });
  const [likeliest] = beliefs.toSorted((a, b) => b.weight - a.weight);
  return {
    hold: (n) => {
      let sum = 0;
      for (const { weight, hold } of beliefs) sum += weight * hold(n);
      return sum;
    },
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
          // What was read is told as it was read, to whom asks.
          get looks() {
            return looksAt(resource, cards, noise, maturity, null).looks;
          },
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

/** Where one load leaves so little the others need not be asked. */
const NOTHING = 1e-12;
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
    const noise = keptNoise(load, own, maturity.stretches, cards, history.samples[0] ?? history);
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
    hold: (n) => {
      let product = 1;
      for (const { hold } of loads) if (product > NOTHING) product *= hold(n);
      return product;
    },
  };
}
