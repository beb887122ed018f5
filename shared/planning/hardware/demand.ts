import { intervalOf } from '../../model/level-loads.ts';
import { isPerGpu, type Load } from '../../model/resources.ts';
import type { Host } from '../../model/trace.ts';
import type { Verdict } from '../../model/verdict.ts';
import type { Interval } from '../../stats/interval.ts';

/** What one instance takes of a resource, in units that another box has too. */
export interface Demand {
  readonly resource: Load;
  /** cpu: cores of the measured box; gpu: cards of its kind; vram and ram: MiB; encoder: cards' encoders of its kind. */
  readonly perInstance: Interval;
  /** What is taken with nothing running, in the same unit: of the box, or of one card. */
  readonly idle: number;
  /** The share of the resource that the load must stay below. */
  readonly limit: number;
  /** How much of it the measured box has: of the box, or of one card. */
  readonly size: number;
}

/** What one instance needs, as far as it was measured and the box's sizes are known. */
export interface MeasuredDemand {
  readonly demands: readonly Demand[];
  readonly cards: number;
}

/**
 * The demand per instance in units instead of percent. Of several cards the one with the greatest demand is taken, since a
 * promise must hold on it too.
 */
export function measuredDemand(verdict: Verdict, host: Host | null): MeasuredDemand {
  const cards = host?.gpus ?? [];
  const sizeOf = (resource: Load, index: number | null): number | null => {
    switch (resource) {
      case 'cpu':
        return host?.cores ?? null;
      case 'ram':
        return host?.ramMiB ?? null;
      case 'vram':
        return cards[index ?? 0]?.vramMiB ?? null;
      default:
        return 1;
    }
  };
  const all = verdict.resources.flatMap(({ resource, index, limit, demand }): Demand[] => {
    const size = sizeOf(resource, index);
    if (demand === null || demand.mean <= 0 || size === null || size <= 0) return [];
    const units = (percent: number | null) => (percent === null ? null : (percent / 100) * size);
    const idle = intervalOf(verdict.baseline, { resource, index })?.mean ?? 0;
    const perInstance = {
      mean: (demand.mean / 100) * size,
      low: units(demand.low),
      high: units(demand.high),
    };
    return [{ resource, perInstance, idle: (idle / 100) * size, limit: limit / 100, size }];
  });
  const greatest = new Map<Load, Demand>();
  for (const one of all) {
    const known = greatest.get(one.resource);
    if (!known || (isPerGpu(one.resource) && one.perInstance.mean > known.perInstance.mean))
      greatest.set(one.resource, one);
  }
  return { demands: [...greatest.values()], cards: Math.max(1, cards.length) };
}
