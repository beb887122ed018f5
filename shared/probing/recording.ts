import { DEFAULT_CAP, DEFAULT_TICK, METHODS, MODES, PLAN_BOUNDS, type FpsTarget } from '../model/plan.ts';
import { DEFAULT_LIMITS, type Limits, type NamedLimits } from '../model/resources.ts';
import type { Recording } from '../model/trace-text.ts';
import type { TraceEvent, TraceMeta } from '../model/trace.ts';
import type { Verdict } from '../model/verdict.ts';
import type { Ending } from './action.ts';
import { countedLives, namesNobody } from './counted-lives.ts';
import { begin, conclude, observe, type ProbeState } from './controller.ts';
import { explained } from './explanation.ts';
import { forwardOf } from './history.ts';
import type { ProbeSettings } from './settings.ts';
import { slowdownsOf } from './slowdowns.ts';
import { misplacedReadings } from './told-times.ts';

/** What is asked of a recording that was not asked when it was made. */
export type Revision = Partial<Pick<ProbeSettings, 'method' | 'fpsTarget'>> & {
  readonly limits?: NamedLimits;
};

function oneOf<Value extends string>(known: readonly Value[], value: unknown, otherwise: Value): Value {
  return known.find((candidate) => candidate === value) ?? otherwise;
}
function numberOr<Otherwise>(value: unknown, otherwise: Otherwise): number | Otherwise {
  return typeof value === 'number' ? value : otherwise;
}
function namedLimits(limits: object | null | undefined): Partial<Limits> {
  return Object.fromEntries(Object.entries(limits ?? {}).filter(([, value]) => typeof value === 'number'));
}

/** The settings that a run was made with, as its trace tells them, with what is asked anew over them. */
export function settingsFromMeta(meta: TraceMeta, revision: Revision = {}): ProbeSettings {
  const target: FpsTarget = numberOr(meta['fpsTarget'], 'solo');
  return {
    limits: { ...DEFAULT_LIMITS, ...namedLimits(meta.limits), ...namedLimits(revision.limits) },
    cap: Math.min(meta.cap ?? DEFAULT_CAP, PLAN_BOUNDS.cap.most),
    tick: meta.tick ?? DEFAULT_TICK,
    method: revision.method ?? oneOf(METHODS, meta.method, 'adaptive'),
    mode: oneOf(MODES, meta.mode, 'balanced'),
    fpsTarget: revision.fpsTarget ?? target,
    budgetSeconds: numberOr(meta['budgetSeconds'], null),
    readySeconds: numberOr(meta['readySeconds'], null),
    slowdownCelsius: slowdownsOf(meta.host),
  };
}

/** The fields of a trace's meta line that {@link settingsFromMeta} reads back. */
export function metaOf(settings: ProbeSettings) {
  const { limits, cap, tick, method, mode, fpsTarget, budgetSeconds, readySeconds } = settings;
  return { limits, cap, tick, method, mode, fpsTarget, budgetSeconds, readySeconds };
}

/**
 * The controller's state at the end of a recording: the one that the live run had. One that tells a reading twice or out of
 * its order, or names no instance, has what a live run would have been told instead.
 */
export function replay({ samples, events }: Recording, settings: ProbeSettings): ProbeState {
  const own = events.filter(({ event }) => event !== 'end');
  const forward = forwardOf(samples, 0);
  const told = [...countedLives(forward, own, settings.tick), ...misplacedReadings(samples)];
  return observe(begin(settings), { samples: forward, events: [...own, ...told] });
}

/**
 * How a recording ended. One that was interrupted or cut off is judged by what it holds, since that is what somebody
 * who decides on it asks for.
 */
export function endingOf(events: readonly TraceEvent[]): Ending {
  const end = events.findLast(({ event }) => event === 'end');
  switch (end?.['by']) {
    case 'decided':
    case 'budget':
      return { by: end['by'] };
    case 'guard':
      return { by: 'guard', guard: String(end['guard']) };
    default:
      return { by: 'operator' };
  }
}

/** The verdict on a recording, by the mathematics of the live run. */
export function judgeRecording(recording: Recording, revision: Revision = {}): Verdict {
  return judged(recording, revision, (verdict) => verdict);
}

/** The same with all that the live run's verdict says of itself; deciding on other limits costs ten times as much. */
export function concludeRecording(recording: Recording, revision: Revision = {}): Verdict {
  return judged(recording, revision, (verdict, state, ending) => explained(state, ending, verdict));
}

function judged(
  recording: Recording,
  revision: Revision,
  complete: (verdict: Verdict, state: ProbeState, ending: Ending) => Verdict,
): Verdict {
  const settings = settingsFromMeta(recording.meta, revision);
  // The adaptive method watches each start, and where nobody is named none is told.
  const samples = forwardOf(recording.samples, 0);
  const counts = namesNobody({ samples, events: recording.events });
  const method = revision.method ?? (counts ? 'steady' : settings.method);
  const state = replay(recording, { ...settings, method });
  const ending = endingOf(recording.events);
  return {
    ...complete(conclude(state, ending), state, ending),
    run: recording.meta.run ?? null,
    simulated: recording.meta['simulated'] === true,
  };
}
