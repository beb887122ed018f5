import path from 'node:path';
import { withTexts } from '../../shared/explain/verdict.ts';
import { completePlan, type PlanFile } from '../../shared/model/plan.ts';
import { TRACE_FORMAT, type TraceMeta } from '../../shared/model/trace.ts';
import { metaOf } from '../../shared/probing/recording.ts';
import type { ProbeSettings } from '../../shared/probing/settings.ts';
import type { Box } from '../box/box.ts';
import { ownIdentity } from '../os/owner.ts';
import { isoWithZone } from '../os/time-zone.ts';
import { version } from '../os/version.ts';
import type { RunWriter } from '../store/run-writer.ts';
import { examineBeside } from './doctor/examine-beside.ts';
import type { History } from './history.ts';
import { launchesByItself, openBox } from './open-box.ts';
import { ProbeSession } from './probe-session.ts';
import { identifyProgram } from './program-identity.ts';
import { newRunId } from './run-id.ts';
import { overridePlan, settingsOf, type Overrides } from './settings.ts';
import { TraceFile } from './trace-file.ts';

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

function metaLine(
  run: string,
  request: ProbeRequest,
  plan: PlanFile | null,
  settings: ProbeSettings,
  { info }: Box,
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
    ...(plan && { plan: { ...completePlan(plan) }, program: { path: plan.executable } }),
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
 * @throws Problem
 */
export async function startProbe(request: ProbeRequest, history: History): Promise<ProbeSession> {
  const plan = request.plan && overridePlan(request.plan, request.overrides);
  const run = newRunId();
  const box = await openBox({
    box: request.box,
    plan: plan && !launchesByItself(request.box) ? completePlan(plan) : null,
    run,
    folder: path.join(request.dataFolder, 'runs', run),
    seed: request.seed,
    pace: request.pace,
    repeat: request.repeat?.index ?? 1,
  });
  try {
    const settings = settingsOf(request.plan, plan && completePlan(plan), request.overrides, box.info);
    const meta = metaLine(run, request, plan, settings, box);
    const trace = request.traceFile === null ? null : new TraceFile(request.traceFile, meta);
    const writer = history.store.begin({
      run,
      meta,
      tags: request.tags,
      owner: ownIdentity(),
      durable: box.info.clock === 'real',
    });
    const hashing = new AbortController();
    if (plan && !launchesByItself(request.box)) identifyBeside(plan, meta, writer, hashing.signal);
    const session = new ProbeSession({
      meta,
      settings,
      box,
      writer,
      sinks: trace ? [trace] : [],
      finishVerdict: (verdict) => withTexts({ ...verdict, run, simulated: box.info.simulated }),
    });
    const atEnd = () => {
      hashing.abort();
      trace?.close();
    };
    session.done.then(atEnd, atEnd);
    if (request.box === 'local') examineBeside(session, request.dataFolder);
    return session;
  } catch (error) {
    await box.close(null);
    throw error;
  }
}
