import path from 'node:path';
import { explainEvent } from '../../../shared/explain/event.ts';
import { explainProblem } from '../../../shared/explain/problem.ts';
import { PLAN_FORMAT, type PlanFile } from '../../../shared/model/plan.ts';
import { Problem } from '../../../shared/model/problem.ts';
import { progress } from '../../../shared/probing/progress.ts';
import { openHistory } from '../../engine/history.ts';
import { loadPlan, withAbsolutePaths } from '../../engine/load-plan.ts';
import { launchesByItself } from '../../engine/open-box.ts';
import type { Outcome, ProbeSession } from '../../engine/probe-session.ts';
import { startProbe, type ProbeRequest } from '../../engine/start-probe.ts';
import { exitCodeOf, type ExitCode } from '../exit-codes.ts';
import type { Context } from '../io.ts';
import { numberOption, overridesFrom, type Options } from '../options.ts';
import { ProgressLine } from '../progress-line.ts';
import { writeReportFor } from '../report-of.ts';
import { verdictText } from '../text/verdict-text.ts';
import { endOnSignals } from '../signals.ts';

/** The plan that was named: a file, or a program after `--`. @throws Problem where it is neither or both */
async function planFrom(
  file: string | undefined,
  program: readonly string[] | null,
  box: string,
): Promise<PlanFile | null> {
  if (file !== undefined && program) throw new Problem('option.conflict', { option: file, other: '-- EXE' });
  if (file !== undefined) return loadPlan(file);
  const [executable, ...rest] = program ?? [];
  if (executable !== undefined)
    return withAbsolutePaths({ format: PLAN_FORMAT, executable, arguments: rest }, process.cwd());
  if (launchesByItself(box)) return null;
  throw new Problem('executable.none', {});
}

function text(options: Options, name: string): string | null {
  const value = options[name];
  return typeof value === 'string' ? value : null;
}

/** `--copies`: as the plan says, else of the folder that the program lies in. */
function copiesOf({ copies, executable }: PlanFile): NonNullable<PlanFile['copies']> {
  return copies ?? { source: path.dirname(executable) };
}

async function requestFrom(
  context: Context,
  file: string | undefined,
  options: Options,
): Promise<ProbeRequest> {
  const box = text(options, 'box') ?? 'local';
  const overrides = overridesFrom(options);
  const plan = await planFrom(file, options['program'] as readonly string[] | null, box);
  return {
    box,
    plan,
    overrides: options['copies'] === true && plan ? { ...overrides, copies: copiesOf(plan) } : overrides,
    dataFolder: path.resolve(context.dataFolder),
    tags: (options['tag'] as string[] | undefined) ?? [],
    seed: numberOption(options, 'seed', '--seed', { least: 0, most: 2 ** 31, whole: true }) ?? null,
    traceFile: text(options, 'trace'),
    pace: null,
  };
}

/** How often the progress of a copy is shown. */
const COPYING_MS = 500;

async function watchToEnd(session: ProbeSession, context: Context): Promise<Outcome> {
  const line = new ProgressLine(process.stderr, context.language);
  const unwatch = session.watch(({ state, events }) => {
    for (const event of events) {
      const sentence = explainEvent(event, context.language);
      if (sentence === null) continue;
      line.clear();
      context.note(sentence);
    }
    line.show(progress(state));
  });
  // A copy is made before a launch, and until that is done the box has nothing new to tell.
  const copying = setInterval(() => {
    if (session.copying) line.showCopying(session.copying);
  }, COPYING_MS);
  const release = endOnSignals(session, () => {
    line.clear();
    const { ending, forced } = context.texts.cli.progress;
    context.note(`${ending()} (${forced()})`);
  });
  try {
    return await session.done;
  } finally {
    clearInterval(copying);
    release();
    unwatch();
    line.clear();
  }
}

/** `kneescope probe`: find the capacity. */
export async function probe(
  context: Context,
  [file]: readonly string[],
  options: Options,
): Promise<ExitCode> {
  const least =
    numberOption(options, 'require', '--require', { least: 0, most: 10_000, whole: true }) ?? null;
  const request = await requestFrom(context, file, options);
  const history = openHistory(request.dataFolder);
  try {
    const session = await startProbe(request, history);
    const { cli } = context.texts;
    const name = request.plan?.name ?? (request.plan ? path.basename(request.plan.executable) : request.box);
    context.note(cli.started({ run: session.run, name, box: request.box }));
    const { verdict, ending, run } = await watchToEnd(session, context);
    if (context.json) context.document(verdict);
    else context.say(`\n${verdictText(verdict, context.language)}\n`);
    if (session.failure) context.note(explainProblem(session.failure, context.language));
    if (request.traceFile !== null) context.note(cli.traceAt({ file: request.traceFile }));
    const reportFolder = text(options, 'report');
    if (reportFolder !== null) {
      const files = await writeReportFor(
        history.read(run),
        ['html'],
        reportFolder.replaceAll('{run}', run),
        context.language,
      );
      for (const written of files) context.note(cli.reportAt({ file: written }));
    }
    context.note(cli.kept({ run }));
    const exit = exitCodeOf(verdict, ending, least);
    if (least !== null && exit === 3)
      context.note(cli.notEnough({ capacity: verdict.capacity ?? 0, require: least }));
    return exit;
  } finally {
    history.close();
  }
}
