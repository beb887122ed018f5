import path from 'node:path';
import { explainEvent } from '../../../shared/explain/event.ts';
import { explainProblem } from '../../../shared/explain/problem.ts';
import type { Comparison, Condition } from '../../../shared/model/comparison.ts';
import { PLAN_FORMAT, type PlanFile } from '../../../shared/model/plan.ts';
import { Problem } from '../../../shared/model/problem.ts';
import { progress } from '../../../shared/probing/progress.ts';
import { baselineRun, compareKept, DEFAULT_BASELINE } from '../../engine/compared.ts';
import type { History } from '../../engine/history.ts';
import { loadPlan, withAbsolutePaths } from '../../engine/load-plan.ts';
import { launchesByItself } from '../../engine/open-box.ts';
import type { Outcome } from '../../engine/outcome.ts';
import type { ProbeSession } from '../../engine/probe-session.ts';
import { resumeProbe } from '../../engine/resume-probe.ts';
import { startProbe, type ProbeRequest } from '../../engine/start-probe.ts';
import { retainAsSet } from '../../host/settings.ts';
import { EXIT, exitCodeOf, type ExitCode } from '../exit-codes.ts';
import { framesNote } from '../frames-note.ts';
import type { Context } from '../io.ts';
import { dryRun } from '../dry-run.ts';
import { openRuns } from '../open-runs.ts';
import { listenToOperator, type OperatorPart } from '../operator-lines.ts';
import { numberOption, overridesFrom, type Options } from '../options.ts';
import { writeJunit } from '../junit-of.ts';
import { ProgressLine } from '../progress-line.ts';
import { repeat, type Repeated } from '../repeated.ts';
import { writeReportFor } from '../report-of.ts';
import { comparisonText } from '../text/comparison-text.ts';
import { verdictText } from '../text/verdict-text.ts';
import { allowedFrom, gateExit, reportComparison } from './compare.ts';
import { endOnSignals } from '../signals.ts';
import { mayLaunch } from '../stranger-plan.ts';

/**
 * The plan that was named: a file, or a program after `--`; null where none is needed.
 * @throws Problem where it is neither or both
 */
async function planFrom(
  file: string | undefined,
  program: readonly string[] | null,
  box: string,
  resumes: boolean,
): Promise<PlanFile | null> {
  if (file !== undefined && program) throw new Problem('option.conflict', { option: file, other: '-- EXE' });
  if (file !== undefined) return loadPlan(file);
  const [executable, ...rest] = program ?? [];
  if (executable !== undefined)
    return withAbsolutePaths({ format: PLAN_FORMAT, executable, arguments: rest }, process.cwd());
  if (launchesByItself(box) || resumes) return null;
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
  const program = options['program'] as readonly string[] | null;
  const plan = await planFrom(file, program, box, options['resume'] !== undefined);
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

/** What the run asks of whoever sits at the terminal; null for nothing. */
function operatorPart({ meta }: ProbeSession): OperatorPart | null {
  const ready = meta.plan?.['ready'] as { readonly by?: unknown } | undefined;
  const [confirms, drives] = [ready?.by === 'manual', meta.method === 'manual'];
  return confirms || drives ? { confirms, drives } : null;
}

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
  const part = operatorPart(session);
  const deafen = part && listenToOperator(session, part, context);
  try {
    return await session.done;
  } finally {
    deafen?.();
    clearInterval(copying);
    release();
    unwatch();
    line.clear();
  }
}

/** The baseline's name, run or tag that was asked for; null for none. */
function baselineFrom(options: Options): string | null {
  const given = options['baseline'];
  if (given === undefined) return null;
  return typeof given === 'string' ? given : DEFAULT_BASELINE;
}

/** What a probe is held against when it is done. */
interface Demands {
  readonly require: number | null;
  readonly baseline: string | null;
  readonly allowed: readonly Condition[];
  readonly junit: string | null;
  readonly repeat: number;
}

function demandsFrom(options: Options): Demands {
  const whole = (name: string, flag: string, least: number, most: number) =>
    numberOption(options, name, flag, { least, most, whole: true });
  return {
    require: whole('require', '--require', 0, 10_000) ?? null,
    baseline: baselineFrom(options),
    allowed: allowedFrom(options),
    junit: text(options, 'junit'),
    repeat: whole('repeat', '--repeat', 1, 100) ?? 1,
  };
}

/** Starts the run that is asked for, or goes on with an earlier one. */
async function begin(
  request: ProbeRequest,
  options: Options,
  history: History,
  context: Context,
): Promise<ProbeSession> {
  const wanted = text(options, 'resume');
  if (wanted === null) return startProbe(request, history);
  const { run, seconds } = history.store.header(wanted).summary;
  const session = await resumeProbe({ ...request, run, box: text(options, 'box') }, history);
  context.note(context.texts.resuming.goingOn({ run, seconds }));
  return session;
}

async function probeOnce(
  request: ProbeRequest,
  options: Options,
  history: History,
  context: Context,
): Promise<Outcome> {
  const session = await begin(request, options, history, context);
  const { cli, comparison } = context.texts;
  const { plan, box = 'local' } = session.meta;
  const name = typeof plan?.['name'] === 'string' ? plan['name'] : (box ?? 'local');
  if (request.repeat) context.note(comparison.cli.repeat(request.repeat));
  context.note(cli.started({ run: session.run, name, box: box ?? 'local' }));
  const noFrames = framesNote(session.capabilities() ?? [], context.language);
  if (noFrames !== null) context.note(noFrames);
  const outcome = await watchToEnd(session, context);
  if (session.failure) context.note(explainProblem(session.failure, context.language));
  if (outcome.traceLost) context.note(explainProblem(outcome.traceLost, context.language));
  else if (request.traceFile !== null) context.note(cli.traceAt({ file: request.traceFile }));
  context.note(cli.kept({ run: session.run }));
  return outcome;
}

/** The run against its baseline; null where none was asked for or the run is not to be held against anything. */
function heldAgainst(history: History, run: string, { baseline, allowed }: Demands): Comparison | null {
  if (baseline === null) return null;
  const base = baselineRun(history, baseline, history.store.header(run).meta);
  return compareKept(history, base, run, allowed);
}

async function writeDocuments(
  done: Repeated,
  comparison: Comparison | null,
  demands: Demands,
  options: Options,
  history: History,
  context: Context,
): Promise<void> {
  const { verdict, outcomes } = done;
  const run = outcomes[0]?.run ?? '';
  const folder = text(options, 'report')?.replaceAll('{run}', run) ?? null;
  if (folder !== null) {
    const shown = outcomes.find((one) => one.verdict.capacity === verdict.capacity)?.run ?? run;
    const files = await writeReportFor(
      { ...history.read(shown), verdict },
      ['html'],
      folder,
      context.language,
    );
    for (const written of files) context.note(context.texts.cli.reportAt({ file: written }));
    if (comparison) await reportComparison(history, comparison, folder, context);
  }
  if (demands.junit !== null) {
    const { meta } = history.store.header(run);
    await writeJunit(demands.junit, { verdict, meta, require: demands.require, comparison }, context);
  }
}

/** `kneescope probe`: find the capacity. */
export async function probe(
  context: Context,
  [file]: readonly string[],
  options: Options,
): Promise<ExitCode> {
  const demands = demandsFrom(options);
  if (options['resume'] !== undefined && demands.repeat > 1)
    throw new Problem('option.conflict', { option: '--resume', other: '--repeat' });
  const request = await requestFrom(context, file, options);
  const history = openRuns(context, request.dataFolder);
  let made = false;
  try {
    if (options['dryRun'] === true) return await dryRun(request, history, context);
    // Before anything is launched: a probe takes minutes, and its gate must not fail on a name.
    if (demands.baseline !== null)
      baselineRun(history, demands.baseline, request.plan && { type: 'meta', plan: { ...request.plan } });
    const launched = file !== undefined && !launchesByItself(request.box) ? request.plan : null;
    if (file !== undefined && launched && !(await mayLaunch(file, launched, context))) return EXIT.input;
    const done = await repeat(request, demands.repeat, (one) => probeOnce(one, options, history, context));
    made = true;
    const { verdict, ending } = done;
    const interrupted = ending.by === 'interrupted';
    const comparison = interrupted ? null : heldAgainst(history, done.outcomes[0]?.run ?? '', demands);
    if (context.json) context.document({ ...verdict, ...(comparison && { comparison }) });
    else {
      context.say(`\n${verdictText(verdict, context.language)}\n`);
      if (comparison) context.say(`${comparisonText(comparison, context.language)}\n`);
    }
    await writeDocuments(done, comparison, demands, options, history, context);
    // A file that was asked for is not what it should be, whatever the run came to.
    if (done.outcomes.some(({ traceLost }) => traceLost !== null)) return EXIT.input;
    const exit = exitCodeOf(verdict, ending, demands.require);
    if (demands.require !== null && exit === EXIT.below)
      context.note(
        context.texts.cli.notEnough({ capacity: verdict.capacity ?? 0, require: demands.require }),
      );
    return exit === EXIT.done && comparison ? gateExit(comparison) : exit;
  } finally {
    // Only now: what was made may be read above.
    const removed = made ? retainAsSet(history, request.dataFolder) : [];
    if (removed.length > 0) context.note(context.texts.keeping.pruned({ runs: removed, dryRun: false }));
    history.close();
  }
}
