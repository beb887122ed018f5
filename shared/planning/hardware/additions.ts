import type { Addition, Additions } from '../../model/hardware.ts';
import { LOADS, type Load } from '../../model/resources.ts';
import type { Demand, MeasuredDemand } from './demand.ts';
import { largestBelow } from './predict.ts';

const MIB_PER_GIB = 1024;

/** What one more costs, in whatever currency: a core, a card, a GiB of VRAM on a card, a GiB of RAM. */
export type UnitPrices = Partial<Record<Load, number>>;

/** The least whole number of units with idle + need **below** the limited size. */
function wholeUnits(demand: Demand, instances: number, unit: number): number {
  const needed = (demand.idle + instances * demand.perInstance.mean) / demand.limit;
  return Math.max(0, Math.floor((needed - demand.size) / unit + 1e-9) + 1);
}

function amountOf(demand: Demand, target: number, cards: number): { amount: number; has: number } | null {
  const { resource, size } = demand;
  const perCard = Math.ceil(target / cards);
  switch (resource) {
    case 'cpu':
      return { amount: wholeUnits(demand, target, 1), has: size };
    case 'ram':
      return { amount: wholeUnits(demand, target, MIB_PER_GIB), has: size / MIB_PER_GIB };
    case 'vram':
      return { amount: wholeUnits(demand, perCard, MIB_PER_GIB), has: size / MIB_PER_GIB };
    case 'gpu':
    case 'encoder': {
      // A card is bought whole, and each carries whole instances.
      const each = largestBelow(demand.limit, demand.idle, demand.perInstance.mean);
      return each === 0 ? null : { amount: Math.max(0, Math.ceil(target / each) - cards), has: cards };
    }
  }
}

/**
 * What the measured box lacks for so many more: what is enough is left out. Cheapest first where prices are named, else, and
 * behind them, by how much it is of what the box has. A prediction, as every further instance is taken to need what the
 * measured ones did.
 */
export function additionsFor(
  { demands, cards }: MeasuredDemand,
  capacity: number,
  more: number,
  prices: UnitPrices,
): Additions {
  const target = capacity + more;
  const demandOf = (load: Load) => demands.find(({ resource }) => resource === load);
  const gpu = demandOf('gpu');
  // Cards that must be added anyhow bring their memory along.
  const cardsThen = cards + ((gpu && amountOf(gpu, target, cards)?.amount) ?? 0);
  const needs = LOADS.flatMap((load) => {
    const demand = demandOf(load);
    const need = demand && amountOf(demand, target, load === 'vram' ? cardsThen : cards);
    return need ? [{ load, ...need }] : [];
  });
  const additions = needs
    .filter(({ amount }) => amount > 0)
    .map(({ load, amount, has }): Addition => {
      const price = prices[load];
      const parts = amount * (load === 'vram' ? cardsThen : 1);
      return {
        resource: load,
        amount,
        share: amount / has,
        cost: price === undefined ? null : parts * price,
      };
    })
    .toSorted(byCost);
  const unknown = LOADS.filter((load) => !needs.some((need) => need.load === load));
  return { prediction: true, more, target, additions, unknown };
}

function byCost(a: Addition, b: Addition): number {
  if (a.cost === null || b.cost === null)
    return a.cost === b.cost ? a.share - b.share : a.cost === null ? 1 : -1;
  return a.cost - b.cost || a.share - b.share;
}
