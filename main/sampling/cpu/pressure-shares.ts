import type { PressureResource, ProcFolder } from '../../os/procfs/proc-folder.ts';
import type { Percent, Seconds } from '../../../shared/model/units.ts';
import type { Pressure } from '../sampler.ts';

const RESOURCES = ['cpu', 'memory', 'io'] as const satisfies readonly PressureResource[];

/** What the kernel has counted so far, in µs; null where it counts nothing of the kind. */
export type Stalls = Readonly<Record<PressureResource, number | null>>;

export function readStalls(proc: ProcFolder): Stalls {
  const [cpu, memory, io] = RESOURCES.map((resource) => proc.pressure(resource));
  return { cpu: cpu ?? null, memory: memory ?? null, io: io ?? null };
}

/** The part of the time between two readings in which something waited. Null where the kernel counts nothing of it. */
export function pressureShares(before: Stalls, now: Stalls, passed: Seconds): Pressure | null {
  const share = (resource: PressureResource): Percent | null => {
    const [was, is] = [before[resource], now[resource]];
    if (was === null || is === null || passed <= 0) return null;
    return Math.min(100, Math.max(0, (is - was) / (passed * 10_000)));
  };
  const pressure = { cpu: share('cpu'), memory: share('memory'), io: share('io') };
  return RESOURCES.every((resource) => pressure[resource] === null) ? null : pressure;
}
