import type { BoxTimes, CpuTimes } from '../../os/procfs/cpu-times.ts';
import type { Percent } from '../../../shared/model/units.ts';

export interface BoxCpu {
  readonly cpu: Percent | null;
  readonly cores: readonly (Percent | null)[];
  /** What the hypervisor took of the time that the box wanted; part of `cpu`. */
  readonly cpuStolen: Percent | null;
}

interface Use {
  readonly load: Percent;
  readonly stolen: Percent;
}

/**
 * A counter that steps back, as the kernel's `iowait` does, stood still. What the hypervisor took counts as busy, as far as there was
 * time for it: kernels count it of idle cores too, whose time is idle already, and an idle virtual machine on a full host would
 * be a tenth busy.
 * @param passed ticks that a core has; of all cores for the whole box
 * @returns null where no time passed at all
 */
function use(before: CpuTimes, now: CpuTimes, passed: number): Use | null {
  const busy = Math.max(0, now.busy - before.busy);
  const idle = Math.max(0, now.idle - before.idle);
  const stolen = Math.min(Math.max(0, now.stolen - before.stolen), Math.max(0, passed - busy - idle));
  const all = busy + stolen + idle;
  return all === 0 ? null : { load: (100 * (busy + stolen)) / all, stolen: (100 * stolen) / all };
}

/**
 * The load between two readings of `/proc/stat`; a core that was offline at either has none.
 * @param passed clock ticks between them, by a monotonic clock
 */
export function boxCpu(before: BoxTimes, now: BoxTimes, passed: number): BoxCpu {
  const places = Math.max(-1, ...now.cores.keys()) + 1;
  const cores = Array.from({ length: places }, (_, core) => {
    const [was, is] = [before.cores.get(core), now.cores.get(core)];
    return was && is ? (use(was, is, passed)?.load ?? null) : null;
  });
  const total = use(before.total, now.total, passed * now.cores.size);
  return { cpu: total?.load ?? null, cores, cpuStolen: total?.stolen ?? null };
}
