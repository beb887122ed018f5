import type { LimitedBy } from '../../model/verdict.ts';
import type { Interval } from '../../stats/interval.ts';
import type { Assessment, ResourceAssessment } from '../assessment.ts';
import { ANSWER_SURE, likely } from '../capacity.ts';
import { diedOfMemory } from '../failures.ts';
import type { History } from '../history.ts';
import { baselineOf } from '../levels.ts';
import type { ProbeSettings } from '../settings.ts';
import type { ResourceBelief } from './pool-belief.ts';
import { maturedLevels } from './levels.ts';
import { outlookOf, type Outlook } from './outlook.ts';

const FARTHEST = 1000;

/** 95 % of a normal lie within this many standard deviations. */
const RANGE = 1.96;

function demandOf({ demand }: ResourceBelief): Interval | null {
  if (demand === null) return null;
  const reach = RANGE * demand.deviation;
  return { mean: demand.mean, low: demand.mean - reach, high: demand.mean + reach };
}

function assessResource(belief: ResourceBelief): ResourceAssessment {
  let capacity: number | null = null;
  for (let n = 1; n <= FARTHEST && capacity === null; n++) {
    const at = belief.at(n);
    if (!at) break;
    if (belief.holds(n) < ANSWER_SURE) capacity = n - 1;
  }
  return {
    ...belief.resource,
    limit: belief.limit,
    capacity,
    predicted: capacity !== null && !belief.looks.some(({ n }) => n === capacity),
    demand: demandOf(belief),
  };
}

function gaveOut(history: History, outlook: Outlook, found: number): LimitedBy | null {
  const next = found + 1;
  const [worst] = outlook.belief.resources.toSorted((a, b) => a.holds(next) - b.holds(next));
  const { deaths, frames } = outlook;
  if (deaths.level !== null && deaths.level <= next)
    return diedOfMemory(history, deaths.level)
      ? { resource: 'vram', index: 0, reason: 'memory' }
      : { resource: null, index: null, reason: 'crash' };
  if (worst && worst.holds(next) < ANSWER_SURE && worst.holds(next) <= frames.holds(next)) {
    const { resource, index } = worst.resource;
    return { resource, index, reason: resource === 'vram' || resource === 'ram' ? 'memory' : 'load' };
  }
  return { resource: null, index: null, reason: 'frames' };
}

/** Where no level ever settled nothing is claimed. */
function nothing(settings: ProbeSettings, history: History): Assessment {
  return {
    baseline: baselineOf(history, settings),
    levels: [],
    resources: [],
    atLeast: [1],
    loadCapacity: 0,
    frameCapacity: null,
    gaveOut: null,
  };
}

/** What the adaptive method makes of a history. @param cap the largest n that anything is claimed of */
export function assessAdaptive(settings: ProbeSettings, history: History, cap: number): Assessment {
  const outlook = outlookOf(settings, history);
  const limited = outlook.deaths.level !== null;
  const highest = Math.max(0, ...outlook.visited.keys());
  if (highest === 0 && !limited) return nothing(settings, history);
  const believed = likely(outlook.atLeast);
  // A run that was ended on the way claims what it saw, and not what it was heading for.
  const open = believed > highest && !limited;
  const found = open ? highest : believed;
  const load = outlook.loadAtLeast.findLastIndex((probability) => probability >= ANSWER_SURE);
  const worst = [...outlook.frames.worst.keys()];
  const fallen = worst.filter((n) => outlook.frames.holds(n) < ANSWER_SURE);
  return {
    baseline: baselineOf(history, settings),
    levels: maturedLevels(outlook.belief.maturity.stretches, outlook.belief.resources).filter(
      ({ n }) => n > 0,
    ),
    resources: outlook.belief.resources.map(assessResource),
    atLeast: outlook.atLeast.slice(0, (open ? highest : Math.max(cap, found)) + 1),
    loadCapacity: load,
    frameCapacity:
      outlook.frames.floor === null || worst.length === 0
        ? null
        : fallen.length > 0
          ? Math.min(...fallen) - 1
          : Math.max(...worst),
    gaveOut: open || found >= settings.cap ? null : gaveOut(history, outlook, found),
  };
}
