import type { Recording } from '../model/trace-text.ts';
import type { TraceEvent } from '../model/trace.ts';
import type { Seconds } from '../model/units.ts';
import { EMPTY_HISTORY, append, type History, type Tick } from './history.ts';
import { aliveOf, instancesOf } from './instances.ts';
import { holdEvent, isHeld } from './operator.ts';
import { PACES } from './pace.ts';
import type { ProbeSettings } from './settings.ts';

/** What an earlier run left behind for the one that goes on with it. */
export interface Resumption {
  /** All that it measured, closed: whoever was alive has ended, and the hole is marked. */
  readonly lines: Tick;
  /** Time 0 of the box that goes on, in the time of the run. */
  readonly at: Seconds;
  /** The highest number that an instance had: none is used twice. */
  readonly lastInstance: number;
  /** How often it had been gone on with before. */
  readonly sessions: number;
}

/** Ends that leave the question open; every other one was an answer. */
const UNFINISHED: readonly unknown[] = [undefined, 'interrupted', 'box', 'budget'];

/**
 * Whether a run came to no end of its own: cut off, interrupted, out of time, or given up because the box could not go on.
 */
export function isUnfinished(events: readonly TraceEvent[]): boolean {
  return UNFINISHED.includes(events.findLast(({ event }) => event === 'end')?.['by']);
}

/** The marks at which a history was gone on with, in the order of time. */
function marksOf({ events }: History): readonly TraceEvent[] {
  return events.filter(({ event, resumed }) => event === 'gap' && typeof resumed === 'string');
}

/** When the history was last gone on with; null where it is of one piece. */
export function resumedAt(history: History): Seconds | null {
  const to = marksOf(history).at(-1)?.['to'];
  return typeof to === 'number' ? to : null;
}

const onGrid = (time: Seconds, tick: Seconds): Seconds =>
  Math.round(Math.ceil(time / tick - 1e-6) * tick * 1e6) / 1e6;

/**
 * Closes the recording of an unfinished run so that another can go on with it. Who was alive has ended unasked by nobody's
 * wish but ours (`stopped`): that the engine or the power went says nothing about the box. The hole is at least one tick long,
 * whatever the time of day says, so that budgets and charts go on as if the run had never stood still.
 * @param run its id
 * @param awaySeconds how long nothing was measured, by the time of day; null where that is not known
 */
export function resumptionOf(
  { samples, events }: Recording,
  run: string,
  tick: Seconds,
  awaySeconds: Seconds | null,
): Resumption {
  const own = events.filter(({ event }) => event !== 'end');
  const history = append(EMPTY_HISTORY, { samples, events: own });
  const from = history.samples.at(-1)?.t ?? 0;
  const last = Math.max(from, ...history.events.map(({ t }) => t));
  const at = onGrid(last + tick, tick);
  const end = events.findLast(({ event }) => event === 'end');
  const ended = aliveOf(history).map(({ instance, slot }): TraceEvent => ({
    type: 'event',
    t: last,
    event: 'exit',
    instance,
    ...(slot !== null && { slot }),
    reason: 'stopped',
  }));
  const mark: TraceEvent = {
    type: 'event',
    t: at,
    event: 'gap',
    from,
    to: at,
    resumed: run,
    by: end?.['by'] ?? 'cut-off',
    n: history.samples.at(-1)?.n ?? 0,
    awaySeconds,
  };
  const released = isHeld(history) ? [holdEvent(at, false)] : [];
  return {
    lines: { samples: history.samples, events: [...history.events, ...ended, mark, ...released] },
    at,
    lastInstance: Math.max(0, ...instancesOf(history).map(({ instance }) => instance)),
    sessions: marksOf(history).length + 1,
  };
}

/**
 * How long the idle box is still to be looked at before anything is launched again: what else it does may have changed
 * meanwhile. 0 where it has been, or where the history is of one piece.
 */
export function restAfterResumption({ mode, tick }: ProbeSettings, history: History): Seconds {
  const since = resumedAt(history);
  if (since === null || instancesOf(history).some(({ launchedAt }) => launchedAt >= since)) return 0;
  const seen = history.samples.filter(({ t }) => t > since).length * tick;
  return Math.max(0, PACES[mode].baseline - seen);
}
