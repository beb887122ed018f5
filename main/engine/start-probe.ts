import path from 'node:path';
import { withTexts } from '../../shared/explain/verdict.ts';
import { completePlan, type PlanFile } from '../../shared/model/plan.ts';
import { TRACE_FORMAT, type Program, type TraceMeta } from '../../shared/model/trace.ts';
import { metaOf } from '../../shared/probing/recording.ts';
import type { ProbeSettings } from '../../shared/probing/settings.ts';
import { Problem } from '../../shared/model/problem.ts';
import type { Resumption } from '../../shared/probing/resumption.ts';
import type { Box } from '../box/box.ts';
import { continueBox } from '../box/continued-box.ts';
import { ownIdentity } from '../os/owner.ts';
import { isoWithZone } from '../os/time-zone.ts';
import { version } from '../os/version.ts';
import type { RunWriter } from '../store/run-writer.ts';
import type { History } from './history.ts';
import { launchesByItself, openBox } from './open-box.ts';
import { ProbeSession } from './probe-session.ts';
import { identifyProgram } from './program-identity.ts';
import { newRunId } from './run-id.ts';
import { overridePlan, settingsOf, type Overrides } from './settings.ts';
import { TraceFile } from './trace-file.ts';
import { unlikeBoxes } from './unlike.ts';

export interface ProbeRequest {
  readonly box: string;
  /** The plan as written, with absolute paths; null only for a box that launches by itself. */
  readonly plan: PlanFile | null;
  readonly overrides: Overrides;
  readonly dataFolder: string;
  readonly tags: readonly string[];
  readonly seed: number | null;
  readonly traceFile: string | null;
  /** See {@link BoxRequest.pace}. */
  readonly pace: number | null;
  /** Which run of a repeated probe this is; its group is the first one's id, null for the first itself. */
  readonly repeat?: { readonly group: string | null; readonly index: number; readonly of: number };
}

/** The run that is gone on with. */
export interface Earlier {
  readonly run: string;
  readonly meta: TraceMeta;
  readonly settings: ProbeSettings;
  readonly resumption: Resumption;
  /** What is launched, which was found to be the same; null where the box launches by itself. */
  readonly program: Program | null;
}

/** So far apart are the chances of a simulated box when a run is gone on with: further than anybody repeats one. */
const SESSIONS_APART = 1000;

/** @throws Problem `resume.unlike` where it is another box than before */
function takeOver(box: Box, { run, meta, resumption }: Earlier): Box {
  const differences = unlikeBoxes(meta, box.info);
  if (differences.length > 0) throw new Problem('resume.unlike', { run, differences });
  return continueBox(box, resumption);
}

/** The settings of the run that is gone on with; a box may have less room than then. */
function settingsAfter({ settings }: Earlier, { info }: Box): ProbeSettings {
  return { ...settings, cap: Math.min(settings.cap, info.cap ?? settings.cap) };
}

function metaLine(
  run: string,
  request: ProbeRequest,
  plan: PlanFile | null,
  settings: ProbeSettings,
  { info }: Box,
  earlier: Earlier | null,
) {
  return {
    type: 'meta',
    format: TRACE_FORMAT,
    run,
    startedAt: isoWithZone(new Date()),
    version,
    box: info.name,
    seed: request.seed,
    simulated: info.simulated,
    ...(request.repeat && { repeat: { ...request.repeat, group: request.repeat.group ?? run } }),
    ...metaOf(settings),
    ...(plan && {
      plan: { ...completePlan(plan) },
      program: earlier?.program ?? { path: plan.executable },
    }),
    ...(earlier && {
      resumedFrom: {
        run: earlier.run,
        startedAt: earlier.meta.startedAt ?? null,
        at: earlier.resumption.at,
      },
    }),
    host: info.host,
  } satisfies TraceMeta;
}

/** Learns the program's hash beside the run; it is in the kept meta before the session is done. */
function identifyBeside(plan: PlanFile, meta: TraceMeta, writer: RunWriter, signal: AbortSignal): void {
  void identifyProgram(plan.executable, signal).then((program) => {
    if (!signal.aborted) writer.setMeta({ ...meta, program });
  });
}

/**
 * Starts a run: opens the box, begins to keep it, and lets the controller go. Whatever is wrong with the request is
 * thrown before anything is launched or kept.
 * @param earlier the run that this one goes on with, see {@link resumeProbe}; its settings count, and not those of the request
 * @throws Problem
 */
export async function startProbe(
  request: ProbeRequest,
  history: History,
  earlier: Earlier | null = null,
): Promise<ProbeSession> {
  const plan = request.plan && overridePlan(request.plan, request.overrides);
  const run = newRunId();
  const opened = await openBox({
    box: request.box,
    plan: plan && !launchesByItself(request.box) ? completePlan(plan) : null,
    run,
    folder: path.join(request.dataFolder, 'runs', run),
    seed: request.seed,
    pace: request.pace,
    repeat: (request.repeat?.index ?? 1) + SESSIONS_APART * (earlier?.resumption.sessions ?? 0),
  });
  try {
    const box = earlier ? takeOver(opened, earlier) : opened;
    const settings = earlier
      ? settingsAfter(earlier, box)
      : settingsOf(request.plan, plan && completePlan(plan), request.overrides, box.info);
    const meta = metaLine(run, request, plan, settings, box, earlier);
    const trace = request.traceFile === null ? null : new TraceFile(request.traceFile, meta);
    const writer = history.store.begin({
      run,
      meta,
      tags: request.tags,
      owner: ownIdentity(),
      durable: box.info.clock === 'real',
    });
    const hashing = new AbortController();
    if (plan && !earlier && !launchesByItself(request.box))
      identifyBeside(plan, meta, writer, hashing.signal);
    const session = new ProbeSession({
      meta,
      settings,
      box,
      writer,
      sinks: trace ? [trace] : [],
      finishVerdict: (verdict) => withTexts({ ...verdict, run, simulated: box.info.simulated }),
      ...(earlier && { before: earlier.resumption.lines }),
    });
    const atEnd = () => {
      hashing.abort();
      trace?.close();
    };
    session.done.then(atEnd, atEnd);
    return session;
  } catch (error) {
    await opened.close(null);
    throw error;
  }
}
