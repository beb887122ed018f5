import { BRIDGE_BOUNDS } from '../../../shared/bridge/bounds.ts';
import type { InstanceState, LiveInstance } from '../../../shared/bridge/live.ts';
import { instancesOf, type InstanceLife } from '../../../shared/probing/instances.ts';
import type { ProbeSession } from '../../engine/probe-session.ts';

function stateOf({ exit, readyAt }: InstanceLife): InstanceState {
  if (exit !== null) return 'ended';
  return readyAt === null ? 'starting' : 'ready';
}

/** The trace knows of the operator's word, the box of a stop in progress. */
function joined(told: InstanceState, known: InstanceState | null): InstanceState {
  if (told === 'ended' || known === null) return told;
  return known === 'starting' ? told : known;
}

/** Every instance that runs and those that ended last, by number: what the trace tells, and where the box knows more, that. */
export function liveInstances(session: ProbeSession): LiveInstance[] {
  const { history } = session.state;
  const lives = instancesOf(history);
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
        state: joined(stateOf(life), known?.state ?? null),
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
