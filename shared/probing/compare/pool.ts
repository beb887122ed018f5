import { resourceKey } from '../../model/resources.ts';
import type { ResourceVerdict, Verdict, Warning } from '../../model/verdict.ts';
import type { Interval } from '../../stats/interval.ts';
import { moderatedMean } from '../../stats/moderated-difference.ts';
import { confidence, exactly, likely, range, safe, type AtLeast } from '../capacity.ts';
import { beliefOf, type Belief } from './belief.ts';
import { measuredDemand, REPEAT_SPREAD } from './demand.ts';
import { driftWarnings } from './drift.ts';

/** The share of runs that something unseen leads astray: what keeps one such run from deciding, and three from being certain. */
const ASTRAY = 0.1;

/**
 * The belief of several runs of the same thing: the product of what each believes, where each may have gone astray, and would
 * then say nothing. Runs that agree sharpen it, one that stands alone is outvoted, and disagreement leaves it wide.
 */
function pooled(beliefs: readonly Belief[]): AtLeast {
  const length = Math.max(...beliefs.map(({ mass }) => mass.length)) + 1;
  const numbers = Array.from({ length }, (_, n) => n);
  const weights = numbers.map((n) =>
    beliefs.reduce(
      (product, belief) => product * ((1 - ASTRAY) * massAt(belief, n, length) + ASTRAY / length),
      1,
    ),
  );
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  let left = 1;
  return weights.map((weight) => {
    const here = left;
    left -= weight / total;
    return Math.max(0, here);
  });
}

/** What an open end believes is spread over all that lies at it and beyond. */
function massAt({ mass, open }: Belief, n: number, length: number): number {
  const last = mass.length - 1;
  if (!open || n < last) return mass[n] ?? 0;
  return (mass[last] ?? 0) / (length - last);
}

/** The run that stands for the pooled capacity: it has that capacity itself, or the nearest. */
function representative(verdicts: readonly Verdict[], capacity: number): Verdict | undefined {
  return verdicts.toSorted(
    (a, b) => Math.abs((a.capacity ?? 0) - capacity) - Math.abs((b.capacity ?? 0) - capacity),
  )[0];
}

function pooledDemand(own: Interval | null, verdicts: readonly Verdict[], key: string): Interval | null {
  const measured = verdicts.flatMap(({ resources }) => {
    const found = resources.find((resource) => resourceKey(resource) === key)?.demand;
    return found ? (measuredDemand(found) ?? []) : [];
  });
  if (measured.length < verdicts.length || measured.length < 2) return own;
  const { mean, low, high } = moderatedMean(measured, REPEAT_SPREAD);
  return { mean: Math.exp(mean), low: Math.exp(low ?? mean), high: Math.exp(high ?? mean) };
}

function sameWarning(one: Warning): string {
  return `${one.code} ${JSON.stringify(one.data)}`;
}

/** What a warning cost was found out for its own run, and is not what it cost all of them. */
function withoutCost({ data: { without: _, ...data }, ...warning }: Warning): Warning {
  return { ...warning, data };
}

function warningsOf(verdicts: readonly Verdict[], trusted: readonly Verdict[]): Warning[] {
  const own = verdicts.flatMap(({ warnings }) => warnings.map(withoutCost));
  const unlike = new Set(trusted.map(({ capacity }) => capacity)).size > 1;
  return [
    ...[...new Map(own.map((warning) => [sameWarning(warning), warning])).values()],
    ...(unlike
      ? [{ code: 'repeat-disagree', text: '', data: { capacities: trusted.map(({ capacity }) => capacity) } }]
      : []),
    ...verdicts
      .filter(({ verdict }) => verdict === 'invalid')
      .map(({ run, reason }) => ({ code: 'repeat-invalid', text: '', data: { run, reason } })),
    ...driftWarnings(trusted),
  ];
}

/**
 * One verdict of several runs of the same plan on the same box. Its claims and demands are pooled; levels and baseline are those
 * of the run that stands for it; the single verdicts are under `runs`. Runs that cannot be trusted are named and left out.
 * @param verdicts in the order of the runs, at least one
 * @throws RangeError for no verdict
 */
export function poolVerdicts(verdicts: readonly Verdict[]): Verdict {
  const [first] = verdicts;
  if (!first) throw new RangeError('poolVerdicts needs at least one verdict');
  if (verdicts.length === 1) return first;
  const runs = verdicts.map(({ runs: _, ...single }) => single) as NonNullable<Verdict['runs']>;
  const seconds = verdicts.reduce((sum, { probeSeconds }) => sum + probeSeconds, 0);
  const launches = verdicts.reduce((sum, verdict) => sum + verdict.launches, 0);
  const trusted = verdicts.filter(({ capacity }) => capacity !== null);
  const common = {
    run: first.run,
    probeSeconds: seconds,
    launches,
    warnings: warningsOf(verdicts, trusted),
    runs,
  };
  const atLeast = trusted.length > 0 ? pooled(trusted.flatMap((verdict) => beliefOf(verdict) ?? [])) : null;
  if (!atLeast) return { ...first, ...common };
  const capacity = likely(atLeast);
  const stands = representative(trusted, capacity) ?? first;
  const open = stands.verdict === 'at-least' && stands.capacity === capacity;
  const [low, high] = range(atLeast);
  const held = open ? (atLeast[capacity] ?? 0) : (exactly(atLeast)[capacity] ?? 0);
  const resources = stands.resources.map((resource): ResourceVerdict => {
    const demand = pooledDemand(resource.demand, trusted, resourceKey(resource));
    return { ...resource, demand: demand && { ...demand } };
  });
  return {
    ...stands,
    ...common,
    // That was found out for one of the runs.
    wouldChange: null,
    verdict: open ? 'at-least' : capacity === 0 ? 'zero' : 'knee',
    capacity,
    safe: Math.min(safe(atLeast), capacity),
    interval: [Math.min(low, capacity), open ? null : Math.max(high, capacity)],
    confidence: confidence(held),
    loadCapacity: stands.loadCapacity === null ? null : Math.max(stands.loadCapacity, capacity),
    frameCapacity: stands.frameCapacity === null ? null : Math.max(stands.frameCapacity, capacity),
    resources,
  };
}
