import { problemFromData } from '../../shared/bridge/bridge-problem.ts';
import { explainProblem } from '../../shared/explain/problem.ts';
import { PREVIEW_FORMAT, type PreviewDocument } from '../../shared/model/preview.ts';
import type { History } from '../engine/history.ts';
import { overridePlan } from '../engine/settings.ts';
import type { ProbeRequest } from '../engine/start-probe.ts';
import { PlanChecker } from '../host/plan/plan-checker.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import type { Context } from './io.ts';
import { previewText } from './text/preview-text.ts';

/** `probe --dry-run`: says what a probe would launch, what it could measure and how long it may take. Launches nothing. */
export async function dryRun(
  { plan, overrides, box, dataFolder }: ProbeRequest,
  history: History,
  context: Context,
): Promise<ExitCode> {
  const checker = new PlanChecker(dataFolder, () => history.list());
  const check = await checker.check(plan && overridePlan(plan, overrides), dataFolder, box);
  const found = [...check.problems, ...check.slots.flatMap(({ problem }) => problem ?? [])];
  // What is wrong with one slot is mostly wrong with all of them.
  const problems = [...new Map(found.map((problem) => [JSON.stringify(problem), problem])).values()].map(
    (problem) => ({ ...problem, text: explainProblem(problemFromData(problem), 'en') }),
  );
  if (context.json) {
    const { slots, duration } = check;
    const document: PreviewDocument = {
      format: PREVIEW_FORMAT,
      box,
      slots: slots.map(({ slot, command }) => ({ slot, command })),
      readings: check.box?.readings ?? null,
      duration,
      problems,
    };
    context.document(document);
  } else context.say(previewText(check, context.language));
  for (const problem of problems) context.note(explainProblem(problemFromData(problem), context.language));
  return problems.length > 0 ? EXIT.input : EXIT.done;
}
