import type { Prediction, PredictedResource, RelativeSpeed } from '../../model/hardware.ts';
import { isPerGpu, LOADS, type Load } from '../../model/resources.ts';
import type { MiB } from '../../model/units.ts';
import type { Demand, MeasuredDemand } from './demand.ts';

/** Another box, as its owner describes it; what is null is not known. */
export interface HardwareDescription {
  readonly cores: number | null;
  /** One core against one of the measured box. */
  readonly coreSpeed: RelativeSpeed;
  readonly cards: number | null;
  readonly gpuSpeed: RelativeSpeed;
  /** Of each card. */
  readonly vramMiB: MiB | null;
  readonly ramMiB: MiB | null;
  /** Encoder sessions that each card allows; an instance takes one. */
  readonly encoderSessions: number | null;
}

export const SAME_SPEED: RelativeSpeed = { low: 1, high: 1, source: 'same' };

/** The largest n with idle + n × each **below** the bound; the least excess of a division is none. */
export function largestBelow(bound: number, idle: number, each: number): number {
  return Math.max(0, Math.ceil((bound - idle) / each - 1e-9) - 1);
}

interface Range {
  readonly mean: number | null;
  readonly low: number | null;
  readonly high: number | null;
}
const UNKNOWN: Range = { mean: null, low: null, high: null };

/** What each of a resource's ends allows: the worst demand on the slowest part, the best on the fastest. */
function allowed(demand: Demand, size: number, speed: RelativeSpeed): Range {
  const { perInstance, idle, limit } = demand;
  const at = (each: number | null, factor: number) =>
    each === null || each <= 0 ? null : largestBelow(limit * size * factor, idle, each);
  const mean = at(perInstance.mean, Math.sqrt(speed.low * speed.high));
  return {
    mean,
    low: perInstance.high === null ? null : at(perInstance.high, speed.low),
    high: perInstance.low === null ? null : at(perInstance.low, speed.high),
  };
}

function times({ mean, low, high }: Range, cards: number): Range {
  const scaled = (n: number | null) => (n === null ? null : n * cards);
  return { mean: scaled(mean), low: scaled(low), high: scaled(high) };
}

function rangeOf(resource: Load, box: HardwareDescription, demand: Demand | undefined): Range {
  if (resource === 'encoder' && box.encoderSessions !== null) {
    const sessions = box.encoderSessions;
    return times({ mean: sessions, low: sessions, high: sessions }, box.cards ?? 1);
  }
  if (!demand || (isPerGpu(resource) && box.cards === null)) return UNKNOWN;
  switch (resource) {
    case 'cpu':
      return box.cores === null ? UNKNOWN : allowed(demand, box.cores, box.coreSpeed);
    case 'ram':
      return box.ramMiB === null ? UNKNOWN : allowed(demand, box.ramMiB, SAME_SPEED);
    case 'vram':
      return box.vramMiB === null ? UNKNOWN : times(allowed(demand, box.vramMiB, SAME_SPEED), box.cards ?? 1);
    case 'gpu':
      return times(allowed(demand, 1, box.gpuSpeed), box.cards ?? 1);
    case 'encoder':
      // Encoders differ from card to card in ways that a GPU's speed says nothing about.
      return UNKNOWN;
  }
}

/**
 * What another box would carry: each resource by itself, and the least of them. A prediction: it takes every further
 * instance to need what the measured ones did, and speeds as given. The interval holds the demand's and the speeds' ranges, all at their
 * worst and all at their best; its ends are null where the demand's own interval has none. Cards are taken to be alike.
 */
export function predictCapacity({ demands }: MeasuredDemand, box: HardwareDescription): Prediction {
  const ranges = LOADS.map((resource) => ({
    resource,
    range: rangeOf(
      resource,
      box,
      demands.find((demand) => demand.resource === resource),
    ),
  }));
  const known = ranges.filter(({ range }) => range.mean !== null);
  const least = (end: keyof Range) => {
    const ends = known.flatMap(({ range }) => range[end] ?? []);
    return ends.length === 0 ? null : Math.min(...ends);
  };
  const capacity = least('mean');
  const resources = ranges.map(({ resource, range }): PredictedResource => ({
    resource,
    capacity: range.mean,
    low: range.low,
    high: range.high,
  }));
  return {
    prediction: true,
    capacity,
    // An end that is not known of one resource is not known of the box.
    low: known.some(({ range }) => range.low === null) ? null : least('low'),
    high: known.some(({ range }) => range.high === null) ? null : least('high'),
    limitedBy: known.find(({ range }) => range.mean === capacity)?.resource ?? null,
    resources,
    coreSpeed: box.coreSpeed,
    gpuSpeed: box.gpuSpeed,
  };
}
