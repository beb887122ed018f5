import type { ExitReason, TraceEvent } from '../model/trace.ts';
import type { Seconds } from '../model/units.ts';
import type { History } from './history.ts';

/** The life of one instance as the events tell it. */
export interface InstanceLife {
  readonly instance: number;
  readonly slot: number | null;
  readonly gpu: number | null;
  readonly launchedAt: Seconds;
  readonly readyAt: Seconds | null;
  readonly exit: {
    readonly at: Seconds;
    readonly reason: ExitReason;
    readonly code: number | string | null;
  } | null;
}

const REASONS: readonly string[] = ['crash', 'out-of-memory', 'stopped', 'exited'];

function exitReason(event: TraceEvent): ExitReason {
  const reason = event.reason ?? '';
  if (REASONS.includes(reason)) return reason as ExitReason;
  return event.code === 0 || event.code === null || event.code === undefined ? 'exited' : 'crash';
}

function merge(life: InstanceLife | undefined, event: TraceEvent, instance: number): InstanceLife {
  const known: InstanceLife = life ?? {
    instance,
    slot: null,
    gpu: null,
    launchedAt: event.t,
    readyAt: null,
    exit: null,
  };
  switch (event.event) {
    case 'launch':
      return { ...known, launchedAt: event.t, slot: event.slot ?? known.slot, gpu: event.gpu ?? known.gpu };
    case 'ready':
      return { ...known, readyAt: known.readyAt ?? event.t };
    // The operator's word is stronger than the program's: what was before was another scene.
    case 'confirm':
      return { ...known, readyAt: event.t };
    case 'exit':
      return { ...known, exit: { at: event.t, reason: exitReason(event), code: event.code ?? null } };
    default:
      return known;
  }
}

const LIFE_EVENTS: readonly string[] = ['launch', 'ready', 'confirm', 'exit'];
const cache = new WeakMap<readonly TraceEvent[], readonly InstanceLife[]>();

/** Every instance of the history, in the order of launch. */
export function instancesOf({ events }: History): readonly InstanceLife[] {
  const known = cache.get(events);
  if (known) return known;
  const lives = new Map<number, InstanceLife>();
  for (const event of events) {
    const { instance } = event;
    if (typeof instance === 'number' && LIFE_EVENTS.includes(event.event))
      lives.set(instance, merge(lives.get(instance), event, instance));
  }
  const result = [...lives.values()].toSorted(
    (a, b) => a.launchedAt - b.launchedAt || a.instance - b.instance,
  );
  cache.set(events, result);
  return result;
}

/** Those that run at the end of the history. */
export function aliveOf(history: History): readonly InstanceLife[] {
  return instancesOf(history).filter(({ exit }) => exit === null);
}

/** Whether an exit was neither wished for nor asked for: only such an exit says something about the box. */
export function isFailure({ exit }: InstanceLife): boolean {
  return exit !== null && exit.reason !== 'stopped';
}
