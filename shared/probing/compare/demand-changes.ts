import type { ComparedResource, ComparisonResult } from '../../model/comparison.ts';
import { resourceKey, type Resource } from '../../model/resources.ts';
import type { Verdict } from '../../model/verdict.ts';
import type { Interval } from '../../stats/interval.ts';
import { holm } from '../../stats/holm.ts';
import { moderatedDifference, type Difference } from '../../stats/moderated-difference.ts';
import { measuredDemand, REPEAT_SPREAD } from './demand.ts';

/** Chance of calling a change where there is none, over all deciding resources together. */
const ALARM = 0.05;
/** A change of demand that nobody would act on, in percent. */
const NEGLIGIBLE = 2;
/** Two demands are called the same only where a larger change than this would have been seen, in percent. */
const MARGIN = 10;
/** A resource decides while its own n is within this share of what gives out first (or one instance). */
const NEAR = 1.25;

/** One side of a comparison: the verdict that is shown, and the single runs behind it. */
export interface Side {
  readonly verdict: Verdict;
  readonly singles: readonly Verdict[];
}

function ownOf(verdict: Verdict, key: string) {
  return verdict.resources.find((resource) => resourceKey(resource) === key) ?? null;
}

/** Whether this resource is at the limit or next to it, so that more demand on it costs instances. */
function isNear(verdict: Verdict, key: string): boolean {
  const own = ownOf(verdict, key)?.capacity ?? null;
  const known = verdict.resources.flatMap(({ capacity }) => capacity ?? []);
  const first = verdict.verdict === 'at-least' ? Math.min(...known) : verdict.capacity;
  return own !== null && first !== null && own <= Math.max(first + 1, first * NEAR);
}

const percent = (logarithm: number) => 100 * Math.expm1(logarithm);

interface Change extends Resource {
  readonly key: string;
  readonly difference: Difference | null;
  readonly decides: boolean;
}

function changeOf(base: Side, candidate: Side, { resource, index }: Resource): Change {
  const key = resourceKey({ resource, index });
  const [then, now] = [base, candidate].map(({ singles }) =>
    singles.flatMap((single) => {
      const demand = ownOf(single, key)?.demand;
      return demand ? (measuredDemand(demand) ?? []) : [];
    }),
  );
  const difference =
    then && now && then.length > 0 && now.length > 0 ? moderatedDifference(then, now, REPEAT_SPREAD) : null;
  const decides = difference !== null && (isNear(base.verdict, key) || isNear(candidate.verdict, key));
  return { resource, index, key, difference, decides };
}

function resultOf(change: Interval | null, p: number | null): ComparisonResult {
  if (!change || p === null) return 'cannot-tell';
  if (p < ALARM && Math.abs(change.mean) > NEGLIGIBLE) return change.mean > 0 ? 'worse' : 'better';
  const within = (change.low ?? -Infinity) > -MARGIN && (change.high ?? Infinity) < MARGIN;
  return within ? 'same' : 'cannot-tell';
}

/** What each resource's demand did from base to candidate, the deciding ones tested together. */
export function demandChanges(base: Side, candidate: Side): ComparedResource[] {
  const keys = new Map(
    [...base.verdict.resources, ...candidate.verdict.resources].map((one) => [resourceKey(one), one]),
  );
  const changes = [...keys.values()].map((resource) => changeOf(base, candidate, resource));
  const deciding = changes.filter(({ decides }) => decides);
  const adjusted = holm(deciding.map(({ difference }) => difference?.p ?? 1));
  return changes.map((one): ComparedResource => {
    const { key, difference, decides } = one;
    const p = decides ? (adjusted[deciding.indexOf(one)] ?? null) : null;
    const change = difference && {
      mean: percent(difference.mean),
      low: percent(difference.low),
      high: percent(difference.high),
    };
    return {
      resource: one.resource,
      index: one.index,
      base: ownOf(base.verdict, key)?.demand ?? null,
      candidate: ownOf(candidate.verdict, key)?.demand ?? null,
      change,
      p,
      decides,
      result: resultOf(change, p ?? difference?.p ?? null),
    };
  });
}
