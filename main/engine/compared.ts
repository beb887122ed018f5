import type { Comparison, Condition } from '../../shared/model/comparison.ts';
import { programName } from '../../shared/model/plan.ts';
import { Problem } from '../../shared/model/problem.ts';
import type { TraceMeta } from '../../shared/model/trace.ts';
import { compareRuns, type ComparedRuns } from '../../shared/probing/compare/compare-runs.ts';
import { boxKey } from '../../shared/probing/compare/conditions.ts';
import type { Baseline } from '../store/baselines.ts';
import type { History } from './history.ts';

export type { Baseline } from '../store/baselines.ts';

export const DEFAULT_BASELINE = 'default';

/** The program of a run as baselines know it: the same for every build, wherever it lies. */
function executableOf({ program, plan }: TraceMeta): string {
  const path = program?.path ?? plan?.['executable'];
  return typeof path === 'string' ? programName(path).toLowerCase() : '';
}

/** A run with its repeats, as a side of a comparison. @throws Problem `run.unknown` or `run.ambiguous` */
export function comparedRun(history: History, wanted: string): ComparedRuns {
  const { summary, meta } = history.store.header(wanted);
  const { group } = (meta['repeat'] ?? {}) as { group?: string };
  const repeats = group === undefined ? [] : history.store.repeatsOf(group);
  const runs = repeats.length > 0 ? repeats : [summary.run];
  const verdicts = runs.map((run) => history.store.header(run).verdict ?? history.read(run).verdict);
  return { meta: history.store.header(runs[0] ?? summary.run).meta, verdicts };
}

/** Makes a run the baseline of its program and box. @returns what was set, and the run that it was before */
export function setBaseline(
  history: History,
  wanted: string,
  name: string,
  now: Date,
): { readonly baseline: Baseline; readonly before: string | null } {
  const { summary, meta } = history.store.header(wanted);
  const baseline: Baseline = {
    name,
    executable: executableOf(meta),
    box: boxKey(meta),
    run: summary.run,
    setAt: now.toISOString(),
  };
  return { baseline, before: history.store.baselines.set(baseline) };
}

function isUnknown(error: unknown): boolean {
  return error instanceof Problem && error.code === 'run.unknown';
}

/** The newest run that carries a tag, of those that are no part of what is compared with it. */
function tagged(history: History, tag: string, except: string | null): string | null {
  const runs = history.list().filter(({ run, tags }) => run !== except && tags.includes(tag));
  const byPlan = () =>
    history
      .list()
      .find(
        ({ run }) =>
          run !== except && Object.values(history.store.header(run).meta.plan?.['tags'] ?? {}).includes(tag),
      );
  return (runs[0] ?? byPlan())?.run ?? null;
}

/**
 * The run that a baseline's name, a run or a tag means for a program. Where the name is set for several boxes it is the one
 * of this box, else the one set last: that the boxes differ is for the comparison to say.
 * @param program what the candidate's trace tells of itself, or null where the name alone must do
 * @throws Problem `baseline.unknown` or `run.ambiguous`
 */
export function baselineRun(history: History, wanted: string, program: TraceMeta | null): string {
  const executable = program ? executableOf(program) : null;
  const known = history.store.baselines
    .list()
    .filter((baseline) => executable === null || baseline.executable === executable);
  const named = known.filter(({ name }) => name === wanted);
  const [last] = named;
  if (last) return (program && named.find(({ box }) => box === boxKey(program)))?.run ?? last.run;
  try {
    return history.store.find(wanted);
  } catch (error) {
    if (!isUnknown(error)) throw error;
  }
  const found = tagged(history, wanted, program?.run ?? null);
  if (found !== null) return found;
  throw new Problem('baseline.unknown', {
    wanted,
    executable: executable ?? '',
    known: [...new Set(known.map(({ name }) => name))],
  });
}

/** A run by its id, a baseline's name or a tag. @throws Problem `baseline.unknown` or `run.ambiguous` */
export function runOrBaseline(history: History, wanted: string): string {
  try {
    return history.store.find(wanted);
  } catch (error) {
    if (!isUnknown(error)) throw error;
    return baselineRun(history, wanted, null);
  }
}

/** Compares two kept runs, each with its repeats. @throws Problem `run.unknown` or `run.ambiguous` */
export function compareKept(
  history: History,
  base: string,
  candidate: string,
  allowed: readonly Condition[],
): Comparison {
  return compareRuns(comparedRun(history, base), comparedRun(history, candidate), allowed);
}
