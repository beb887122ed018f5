import {
  COMPARISON_FORMAT,
  type ComparedResource,
  type Comparison,
  type ComparisonReason,
  type ComparisonResult,
  type ComparisonSide,
  type Condition,
} from '../../model/comparison.ts';
import { programName } from '../../model/plan.ts';
import type { TraceMeta } from '../../model/trace.ts';
import type { Verdict } from '../../model/verdict.ts';
import { beliefOf, orderOf, type Order } from './belief.ts';
import { conditionDifferences } from './conditions.ts';
import { demandChanges, type Side } from './demand-changes.ts';
import { poolVerdicts } from './pool.ts';

/** From this probability on, one capacity is said to lie below the other. */
const CREDIBLE = 0.95;
/** From this probability on, two capacities are said to be the same where nothing else tells. */
const ALIKE = 0.8;
/** Idle loads that differ by more than this, in points, are worth a word. */
const IDLE_POINTS = 3;

/** One build's run, or its repeats, in the order in which they ran. */
export interface ComparedRuns {
  readonly meta: TraceMeta;
  readonly verdicts: readonly Verdict[];
}

interface Decision {
  readonly result: ComparisonResult;
  readonly reason: ComparisonReason;
}

/** Whether loads alone ended the ramp or will: then demands tell what capacities are too coarse for. */
function byLoad({ limitedBy }: Verdict): boolean {
  return limitedBy?.reason !== 'frames' && limitedBy?.reason !== 'crash';
}

function decideOn(
  base: Side,
  candidate: Side,
  order: Order | null,
  resources: readonly ComparedResource[],
): Decision {
  if (!order) return { result: 'cannot-tell', reason: 'invalid' };
  const deciding = resources.filter(({ decides }) => decides);
  const some = (result: ComparisonResult) => deciding.some((resource) => resource.result === result);
  const told = deciding.length > 0 && byLoad(base.verdict) && byLoad(candidate.verdict);
  const step = Math.abs((candidate.verdict.capacity ?? 0) - (base.verdict.capacity ?? 0));
  for (const [result, probability] of [
    ['worse', order.lower],
    ['better', order.higher],
  ] as const) {
    if (probability < CREDIBLE) continue;
    // At the edge of a limit, two runs of one build may differ by one; the demands know better.
    if (told && step <= 1 && !some(result)) return { result: 'cannot-tell', reason: 'edge' };
    return { result, reason: 'capacity' };
  }
  if (some('worse')) return { result: 'worse', reason: 'demand' };
  if (some('better')) return { result: 'better', reason: 'demand' };
  if (told && deciding.every(({ result }) => result === 'same')) return { result: 'same', reason: 'demand' };
  const open = base.verdict.verdict === 'at-least' && candidate.verdict.verdict === 'at-least';
  if (!told && order.same >= ALIKE) return { result: 'same', reason: open ? 'censored' : 'capacity' };
  return { result: 'cannot-tell', reason: open ? 'censored' : 'noise' };
}

/** What was tested, as its owner calls it. How a driver is called is no name. */
function nameOf({ plan, program, box }: TraceMeta): string {
  const named = plan?.['name'];
  if (typeof named === 'string' && named !== '') return named;
  if (program?.path) return programName(program.path);
  return box?.startsWith('driver:') ? 'driver' : (box ?? '');
}

function sideOf({ meta }: ComparedRuns, verdict: Verdict, singles: readonly Verdict[]): ComparisonSide {
  const path = meta.program?.path ?? null;
  return {
    runs: singles.map(({ run }) => run ?? meta.run ?? ''),
    name: nameOf(meta),
    startedAt: meta.startedAt ?? null,
    executable: path,
    sha256: meta.program?.sha256 ?? null,
    fileVersion: meta.program?.fileVersion ?? null,
    tags: (meta.plan?.['tags'] ?? {}) as Record<string, string>,
    box: meta.box ?? '',
    verdict: verdict.verdict,
    capacity: verdict.capacity,
    interval: verdict.interval,
    confidence: verdict.confidence,
    limitedBy: verdict.limitedBy,
    simulated: verdict.simulated,
  };
}

function notesOf(
  base: ComparedRuns,
  candidate: ComparedRuns,
  sides: readonly [Side, Side],
): Comparison['notes'] {
  const [then, now] = sides;
  const notes: Comparison['notes'] = [];
  const sha = base.meta.program?.sha256;
  const both = candidate.verdicts.find(({ run }) => run && base.verdicts.some((one) => one.run === run));
  if (both) notes.push({ code: 'same-run', data: { run: both.run } });
  else if (sha && sha === candidate.meta.program?.sha256)
    notes.push({ code: 'same-program', data: { sha256: sha } });
  if (then.singles.length === 1 || now.singles.length === 1)
    notes.push({ code: 'single-runs', data: { base: then.singles.length, candidate: now.singles.length } });
  for (const load of ['cpu', 'ram'] as const) {
    const idle = [then, now].map(({ verdict }) => verdict.baseline?.[load]?.mean ?? null);
    const [before, after] = idle;
    if (typeof before === 'number' && typeof after === 'number' && Math.abs(after - before) > IDLE_POINTS)
      notes.push({ code: 'idle-differs', data: { resource: load, base: before, candidate: after } });
  }
  for (const [side, { verdict }] of [
    ['base', then],
    ['candidate', now],
  ] as const)
    for (const warning of verdict.warnings)
      if (warning.code.startsWith('repeat-'))
        notes.push({ code: warning.code, data: { ...warning.data, side } });
  return notes;
}

/**
 * Whether a candidate is better than, the same as or worse than a base, or whether that cannot be told; see docs/method.md.
 * @param allowed conditions that may differ in a gate
 * @throws RangeError for a side without a verdict
 */
export function compareRuns(
  base: ComparedRuns,
  candidate: ComparedRuns,
  allowed: readonly Condition[] = [],
): Comparison {
  const [then, now] = [base, candidate].map(({ verdicts }): Side => ({
    verdict: poolVerdicts(verdicts),
    singles: verdicts,
  })) as [Side, Side];
  const beliefs = [beliefOf(then.verdict), beliefOf(now.verdict)] as const;
  const order = beliefs[0] && beliefs[1] ? orderOf(beliefs[0], beliefs[1]) : null;
  const resources = demandChanges(then, now);
  const differences = conditionDifferences(base.meta, candidate.meta);
  return {
    format: COMPARISON_FORMAT,
    ...decideOn(then, now, order, resources),
    gate: differences.every(({ condition }) => allowed.includes(condition)),
    base: sideOf(base, then.verdict, then.singles),
    candidate: sideOf(candidate, now.verdict, now.singles),
    probability: order && { ...order },
    resources,
    differences,
    notes: notesOf(base, candidate, [then, now]),
  };
}
