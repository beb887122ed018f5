import { withTexts } from '../../shared/explain/verdict.ts';
import { DEFAULT_TICK, type FpsTarget } from '../../shared/model/plan.ts';
import type { NamedLimits } from '../../shared/model/resources.ts';
import { TRACE_FORMAT, type TraceMeta } from '../../shared/model/trace.ts';
import type { Seconds } from '../../shared/model/units.ts';
import { timeOf } from '../../shared/probing/history.ts';
import { metaOf } from '../../shared/probing/recording.ts';
import { openWatchedBox } from '../box/watched/open-watched-box.ts';
import { ownIdentity } from '../os/owner.ts';
import { isoWithZone } from '../os/time-zone.ts';
import { version } from '../os/version.ts';
import { examineBeside } from './doctor/examine-beside.ts';
import type { History } from './history.ts';
import { ProbeSession } from './probe-session.ts';
import { newRunId } from './run-id.ts';
import { settingsOf } from './settings.ts';
import { TraceFile } from './trace-file.ts';

export interface WatchRequest {
  /** The file's name of the program whose copies are counted; null to count none. */
  readonly image: string | null;
  /** How long; null until somebody ends it. */
  readonly seconds: Seconds | null;
  readonly tick: Seconds | null;
  readonly limits: NamedLimits;
  readonly fpsTarget: FpsTarget | null;
  readonly tags: readonly string[];
  readonly traceFile: string | null;
  readonly dataFolder: string;
}

/**
 * Starts a run in which nothing is launched: what somebody opens by hand is counted and measured, and at the end judged
 * like any other run. Ended by the operator it is judged, and so it is when the time is over.
 * @throws Problem
 */
export async function startWatch(request: WatchRequest, history: History): Promise<ProbeSession> {
  const run = newRunId();
  const tick = request.tick ?? DEFAULT_TICK;
  const box = await openWatchedBox({ run, image: request.image, tick });
  try {
    const { limits, fpsTarget } = request;
    // `manual` is the method in which somebody else decides when to launch.
    const settings = settingsOf(
      null,
      null,
      { limits, method: 'manual', ...(fpsTarget && { fpsTarget }) },
      box.info,
    );
    const meta = {
      type: 'meta',
      format: TRACE_FORMAT,
      run,
      startedAt: isoWithZone(new Date()),
      version,
      box: box.info.name,
      seed: null,
      simulated: false,
      ...metaOf(settings),
      ...(request.image !== null && { plan: { name: request.image } }),
      host: box.info.host,
    } satisfies TraceMeta;
    const trace = request.traceFile === null ? null : new TraceFile(request.traceFile, meta);
    const writer = history.store.begin({
      run,
      meta,
      tags: request.tags,
      owner: ownIdentity(),
      durable: true,
    });
    const session = new ProbeSession({
      meta,
      settings,
      box,
      writer,
      sinks: trace ? [trace] : [],
      finishVerdict: (verdict) => withTexts({ ...verdict, run }),
    });
    const { seconds } = request;
    session.watch(({ state }) => {
      if (seconds !== null && timeOf(state.history) >= seconds)
        session.end({ by: 'operator' }).catch(() => undefined);
    });
    const close = () => trace?.close();
    session.done.then(close, close);
    examineBeside(session, request.dataFolder);
    return session;
  } catch (error) {
    await box.close();
    throw error;
  }
}
