import { intervalOf } from './level-loads.ts';
import type { Resource } from './resources.ts';
import type { Percent } from './units.ts';
import type { Verdict } from './verdict.ts';

/**
 * The load of a resource when the box carries its capacity: measured at that level, else what baseline and demand
 * predict, else unknown.
 */
export function loadAtCapacity(
  verdict: Verdict,
  resource: Resource,
): { readonly load: Percent; readonly predicted: boolean } | null {
  const { capacity } = verdict;
  if (capacity === null) return null;
  const level = capacity === 0 ? verdict.baseline : verdict.levels.find(({ n }) => n === capacity);
  const measured = intervalOf(level, resource);
  if (measured) return { load: measured.mean, predicted: false };
  const baseline = intervalOf(verdict.baseline, resource);
  const demand = verdict.resources.find(
    (one) => one.resource === resource.resource && one.index === resource.index,
  )?.demand;
  return baseline && demand ? { load: baseline.mean + capacity * demand.mean, predicted: true } : null;
}
