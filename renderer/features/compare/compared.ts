import type { Result } from '../../../shared/bridge/contract.ts';
import { LOADS, resourceKey, type Resource } from '../../../shared/model/resources.ts';
import { cardCount } from '../../../shared/model/level-loads.ts';
import type { Verdict } from '../../../shared/model/verdict.ts';
import { resourceLevels } from '../../charts/data/level-points.ts';

export type Side = Result<'runs.compare'>['sides'][number];

/** What tells the runs apart in tables, cards and the legend alike. */
export function letterOf(place: number): string {
  return 'ABCDE'[place] ?? String(place + 1);
}

/** The resources that any of the runs measured, in the order in which they are named. */
export function resourcesOf(sides: readonly Side[]): Resource[] {
  const found = new Map<string, Resource>();
  for (const { verdict } of sides)
    for (const { resource, index } of resourceLevels(verdict))
      found.set(resourceKey({ resource, index }), { resource, index });
  return [...found.values()].toSorted(
    (a, b) => LOADS.indexOf(a.resource) - LOADS.indexOf(b.resource) || (a.index ?? 0) - (b.index ?? 0),
  );
}

/** The resource that is looked at first: what gave out first in the run that the others are held against. */
export function firstOf(sides: readonly Side[]): string {
  const known = resourcesOf(sides);
  const limiting = sides.map(({ verdict }) => verdict.limitedBy).find((limit) => limit?.resource != null);
  const at = limiting?.resource ? { resource: limiting.resource, index: limiting.index } : null;
  const wanted = at && known.find((one) => resourceKey(one) === resourceKey(at));
  const [first] = known;
  return wanted ? resourceKey(wanted) : first ? resourceKey(first) : '';
}

export function ownOf({ resources }: Verdict, key: string) {
  return resources.find((one) => resourceKey(one) === key) ?? null;
}

/** The limit of a resource where all runs that watched it had the same. */
export function limitOf(sides: readonly Side[], key: string): number | null {
  const limits = new Set(sides.flatMap(({ verdict }) => ownOf(verdict, key)?.limit ?? []));
  const [limit, ...others] = limits;
  return limit === undefined || others.length > 0 ? null : limit;
}

/** How many cards any of the runs speaks of. */
export function cardsOf(sides: readonly Side[]): number {
  return Math.max(0, ...sides.map(({ verdict }) => cardCount(verdict)));
}
