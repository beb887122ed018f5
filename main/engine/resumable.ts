import { planSchema, type PlanFile } from '../../shared/model/plan.ts';
import { Problem } from '../../shared/model/problem.ts';
import { isUnfinished } from '../../shared/probing/resumption.ts';
import type { OutlinedRun } from './history.ts';
import { launchesByItself } from './open-box.ts';

/**
 * The plan that an unfinished run was made with, to go on with it; null where its box launched by itself.
 * @throws Problem `run.in-progress`, `resume.finished`, `resume.kind` or `run.no-samples` where nobody can go on with it
 */
export function planToGoOnWith(
  { summary: { run, state }, meta, events }: Omit<OutlinedRun, 'verdict'>,
  samples: number,
): PlanFile | null {
  if (state === 'running') throw new Problem('run.in-progress', { run });
  if (!isUnfinished(events)) throw new Problem('resume.finished', { run });
  const { plan } = meta;
  const box = meta.box ?? 'local';
  const byItself = launchesByItself(box);
  const parsed = byItself && !plan ? null : planSchema.safeParse(plan);
  // Somebody else launched, or another program recorded: there is nothing that we could go on launching.
  if (parsed?.success === false || !(byItself || box === 'local')) throw new Problem('resume.kind', { run });
  if (samples === 0) throw new Problem('run.no-samples', { run });
  return parsed?.data ?? null;
}

/** Whether somebody may ask to go on with it; whether box and program are still the same shows only then. */
export function isResumable(run: OutlinedRun, samples: number): boolean {
  try {
    planToGoOnWith(run, samples);
    return true;
  } catch (error) {
    if (error instanceof Problem) return false;
    throw error;
  }
}
