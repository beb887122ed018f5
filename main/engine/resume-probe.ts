import { completePlan, type Plan, type PlanFile } from '../../shared/model/plan.ts';
import { Problem, type Unlike } from '../../shared/model/problem.ts';
import type { Program, TraceMeta } from '../../shared/model/trace.ts';
import { endingOf, settingsFromMeta } from '../../shared/probing/recording.ts';
import type { ProbeSettings } from '../../shared/probing/settings.ts';
import { resumptionOf } from '../../shared/probing/resumption.ts';
import type { History } from './history.ts';
import { launchesByItself } from './open-box.ts';
import type { ProbeSession } from './probe-session.ts';
import { identifyProgram } from './program-identity.ts';
import { planToGoOnWith } from './resumable.ts';
import { overridePlan, type Overrides } from './settings.ts';
import { startProbe, type Earlier, type ProbeRequest } from './start-probe.ts';
import { unlikePlans } from './unlike.ts';

/** What is named anew when a run is gone on with; it must be what the run was made with. Null: as it was. */
export interface ResumeRequest extends Omit<ProbeRequest, 'box' | 'repeat'> {
  readonly run: string;
  readonly box: string | null;
}

function refuse(run: string, differences: readonly Unlike[]): void {
  if (differences.length > 0) throw new Problem('resume.unlike', { run, differences });
}

/** Of a run without a plan, what was named then against what is named now. */
function unlikeSettings(meta: TraceMeta, { limits, ...overrides }: Overrides): Unlike[] {
  const then: object = settingsFromMeta(meta);
  const now = { ...then, ...overrides, limits: { ...settingsFromMeta(meta).limits, ...limits } };
  return unlikePlans(then as Plan, now as unknown as Plan);
}

/** The plan as the run that goes on keeps it. */
function withBudget(plan: PlanFile, { budgetSeconds }: ProbeSettings): PlanFile {
  return overridePlan(plan, budgetSeconds === null ? {} : { budgetSeconds });
}

/** What is launched must be what was launched. @throws Problem `resume.unlike` */
async function sameProgram(run: string, plan: PlanFile, { program }: TraceMeta): Promise<Program> {
  const now = await identifyProgram(plan.executable, new AbortController().signal);
  const [then, here] = [program?.sha256 ?? null, now.sha256 ?? null];
  if (then === null || then !== here)
    refuse(run, [{ field: 'program.sha256', then: then ?? '?', now: here ?? '?' }]);
  return now;
}

/**
 * Goes on with a run that came to no end of its own, as a new run that begins with all that was measured. The old one is kept.
 * @throws Problem `resume.finished`, `resume.kind`, `resume.unlike`, `run.in-progress`, and what {@link startProbe} throws
 */
export async function resumeProbe(request: ResumeRequest, history: History): Promise<ProbeSession> {
  const { summary, recording } = history.store.read(request.run);
  const { run } = summary;
  const { meta, events } = recording;
  const then = settingsFromMeta(meta);
  const measured = recording.samples.at(-1)?.t ?? 0;
  // What ran out of time goes on for as long again, or until the time that is named: nothing else may be another.
  const { budgetSeconds: named, ...others } = request.overrides;
  const outOfTime = endingOf(events).by === 'budget';
  const overrides = outOfTime ? others : request.overrides;
  const settings = outOfTime
    ? { ...then, budgetSeconds: named ?? measured + (then.budgetSeconds ?? 0) }
    : then;
  const plan = planToGoOnWith({ summary, meta, events }, recording.samples.length);
  const box = meta.box ?? 'local';
  if (request.box !== null && request.box !== box)
    refuse(run, [{ field: 'box', then: box, now: request.box }]);
  if (request.seed !== null && request.seed !== (meta.seed ?? null))
    refuse(run, [{ field: 'seed', then: String(meta.seed ?? '?'), now: String(request.seed) }]);
  if (plan)
    refuse(run, unlikePlans(completePlan(plan), completePlan(overridePlan(request.plan ?? plan, overrides))));
  else refuse(run, unlikeSettings(meta, overrides));

  const away = (Date.now() - Date.parse(meta.startedAt ?? '')) / 1000 - measured;
  const earlier: Earlier = {
    run,
    meta,
    settings,
    resumption: resumptionOf(recording, run, settings.tick, Number.isFinite(away) ? Math.max(0, away) : null),
    program: plan && !launchesByItself(box) ? await sameProgram(run, plan, meta) : null,
  };
  const tags = [...new Set([...summary.tags, ...request.tags])];
  return startProbe(
    {
      ...request,
      box,
      plan: plan && withBudget(plan, settings),
      overrides: {},
      seed: meta.seed ?? null,
      tags,
    },
    history,
    earlier,
  );
}
