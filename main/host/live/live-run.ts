import { BRIDGE_BOUNDS } from '../../../shared/bridge/bounds.ts';
import { problemAsData } from '../../../shared/bridge/bridge-problem.ts';
import type { LiveHead, LiveUpdate, ThinSample } from '../../../shared/bridge/live.ts';
import { programName } from '../../../shared/model/plan.ts';
import type { Sample, TraceEvent } from '../../../shared/model/trace.ts';
import type { ProbeSession } from '../../engine/probe-session.ts';
import { liveInstances } from './instances.ts';
import { Opinion } from './opinion.ts';
import { thinSample } from './thin-sample.ts';

/** How much of a run a face has. */
export interface Cursor {
  readonly run: string | null;
  readonly samples: number;
  readonly events: number;
  /** Of the verdict it was told last. */
  readonly opinion: number;
}

export const NOTHING_SEEN: Cursor = { run: null, samples: 0, events: 0, opinion: -1 };

function headOf({ meta, state, run }: ProbeSession): LiveHead {
  const { settings } = state;
  const name = meta.plan?.['name'];
  const executable = meta.program?.path ?? null;
  const ready = meta.plan?.['ready'] as { by?: unknown } | undefined;
  const box = meta.box ?? 'local';
  return {
    run,
    name: typeof name === 'string' ? name : executable === null ? box : programName(executable),
    box,
    simulated: meta['simulated'] === true,
    executable,
    startedAt: meta.startedAt ?? '',
    method: settings.method,
    mode: settings.mode,
    tick: settings.tick,
    cap: settings.cap,
    limits: settings.limits,
    confirms: ready?.by === 'manual',
    host: meta.host ?? {},
  };
}

/** A run as those who follow it see it: kept while it goes on, and afterwards until the next one begins. */
export class LiveRun {
  readonly session: ProbeSession;
  readonly head: LiveHead;
  readonly #samples: ThinSample[] = [];
  /** Of the newest samples, for a face that comes late: nothing else needs them here. */
  #cores: (number | null)[][] = [];
  readonly #events: TraceEvent[] = [];
  readonly #opinion: Opinion;
  /** Ended, and its verdict is known. */
  #over = false;
  /** A fault of our own that ended it. */
  #fault: unknown = null;

  /** @param changed called whenever there is more to tell */
  constructor(session: ProbeSession, changed: () => void) {
    this.session = session;
    this.head = headOf(session);
    this.#opinion = new Opinion(session);
    // A run that goes on with an earlier one begins with what that one measured.
    const { history } = session.state;
    this.#take(history.samples, history.events);
    session.watch(({ samples, events }) => {
      this.#take(samples, events);
      changed();
    });
    session.done.then(
      ({ verdict }) => {
        this.#opinion.conclude(verdict);
        this.#over = true;
        changed();
      },
      (fault: unknown) => {
        this.#fault = fault;
        this.#over = true;
        changed();
      },
    );
  }

  #take(samples: readonly Sample[], events: readonly TraceEvent[]): void {
    // Not by a spread: a run that is gone on with may be hours long.
    for (const sample of samples) this.#samples.push(thinSample(sample));
    const cores = samples
      .slice(-BRIDGE_BOUNDS.coresPerUpdate)
      .flatMap((one) => (one.cores ? [one.cores] : []));
    if (cores.length > 0) this.#cores = [...this.#cores, ...cores].slice(-BRIDGE_BOUNDS.coresPerUpdate);
    for (const event of events) this.#events.push(event);
  }

  get isOver(): boolean {
    return this.#over;
  }

  /** What a face lacks that has so much. What is too long for one message is cut at its older end. */
  updateFor(cursor: Cursor): { readonly update: LiveUpdate; readonly next: Cursor } {
    const { session, head } = this;
    const has = cursor.run === session.run ? cursor : NOTHING_SEEN;
    const sample = firstOf(has.samples, this.#samples.length, BRIDGE_BOUNDS.samplesPerUpdate);
    const event = firstOf(has.events, this.#events.length, BRIDGE_BOUNDS.eventsPerUpdate);
    const { progress, verdict, version } = this.#opinion.now();
    const readings = session.capabilities();
    const failure = session.failure ?? this.#fault;
    const update: LiveUpdate = {
      run: session.run,
      head: has === cursor ? null : head,
      state: this.#over ? 'ended' : session.phase === 'ended' ? 'ending' : session.phase,
      first: { sample, event },
      samples: this.#samples.slice(sample),
      cores: newest(this.#cores, this.#samples.length - sample),
      events: this.#events.slice(event),
      now: {
        progress,
        instances: liveInstances(session),
        readings: readings && [...readings],
      },
      verdict: has.opinion === version ? null : verdict,
      failure: failure === null ? null : problemAsData(failure),
    };
    return {
      update,
      next: {
        run: session.run,
        samples: this.#samples.length,
        events: this.#events.length,
        opinion: version,
      },
    };
  }
}

function newest<T>(all: readonly T[], count: number): T[] {
  return count === 0 ? [] : all.slice(-count);
}

function firstOf(has: number, all: number, most: number): number {
  return Math.max(Math.min(has, all), all - most);
}
