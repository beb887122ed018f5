import { BRIDGE_BOUNDS } from '../../../shared/bridge/bounds.ts';
import type { InstanceState, LiveInstance } from '../../../shared/bridge/live.ts';
import type { TraceEvent } from '../../../shared/model/trace.ts';
import { instancesOf, type InstanceLife } from '../../../shared/probing/instances.ts';
import type { ProbeSession } from '../../engine/probe-session.ts';

/** Those that hang: the last that was told of their answering is that they do not. */
function hungIn(events: readonly TraceEvent[]): ReadonlySet<number> {
  const hung = new Set<number>();
  for (const { event, instance } of events) {
    if (instance == null) continue;
    if (event === 'hung') hung.add(instance);
    else if (event === 'responding' || event === 'restarted') hung.delete(instance);
  }
  return hung;
}

function stateOf({ instance, exit, readyAt }: InstanceLife, hung: ReadonlySet<number>): InstanceState {
  if (exit !== null) return 'ended';
  if (hung.has(instance)) return 'hung';
  return readyAt === null ? 'starting' : 'ready';
}

/** The trace knows of the operator's word, the box of a stop in progress. */
function joined(told: InstanceState, known: InstanceState | null): InstanceState {
  if (told === 'ended' || known === null) return told;
  if (known === 'stopping' || known === 'ended') return known;
  return known === 'starting' || told === 'hung' ? told : known;
}

/** Every instance that runs and those that ended last, by number: what the trace tells, and where the box knows more, that. */
export function liveInstances(session: ProbeSession): LiveInstance[] {
  const { history } = session.state;
  const lives = instancesOf(history);
  const hung = hungIn(history.events);
  const alive = lives.filter(({ exit }) => exit === null);
  const room = Math.max(0, BRIDGE_BOUNDS.instancesPerUpdate - alive.length);
  const ended = lives.filter(({ exit }) => exit !== null);
  const shown = [...alive, ...(room === 0 ? [] : ended.slice(-room))];
  const local = new Map((session.instances() ?? []).map((one) => [one.instance, one]));
  const last = history.samples.at(-1);
  const readings = new Map((last?.instances ?? []).map((one) => [one.instance, one]));
  const frames = new Map((last?.fps ?? []).map((one) => [one.instance, one.fps]));
  return shown
    .map((life): LiveInstance => {
      const { instance, slot, gpu, exit, launchedAt } = life;
      const known = local.get(instance);
      const reading = exit === null ? readings.get(instance) : undefined;
      return {
        instance,
        slot,
        gpu,
        pid: known?.pid ?? null,
        state: joined(stateOf(life, hung), known?.state ?? null),
        exit: exit && { reason: exit.reason, code: exit.code },
        since: launchedAt,
        cpu: reading?.cpu ?? null,
        ramMiB: reading?.ramMiB ?? null,
        vramMiB: reading?.vramMiB ?? null,
        fps: exit === null ? (frames.get(instance) ?? null) : null,
      };
    })
    .toSorted((a, b) => a.instance - b.instance);
}
