import type { BoxTimes, CpuTimes } from '../../os/procfs/cpu-times.ts';
import type { Percent } from '../../../shared/model/units.ts';

export interface BoxCpu {
  readonly cpu: Percent | null;
  readonly cores: readonly (Percent | null)[];
}

/** A counter that steps back, as the kernel's `iowait` does, stood still. Null where no time passed at all. */
function load(before: CpuTimes, now: CpuTimes): Percent | null {
  const busy = Math.max(0, now.busy - before.busy);
  const all = busy + Math.max(0, now.idle - before.idle);
  return all === 0 ? null : (100 * busy) / all;
}

/** The load between two readings of `/proc/stat`; a core that was offline at either has none. */
export function boxCpu(before: BoxTimes, now: BoxTimes): BoxCpu {
  const places = Math.max(-1, ...now.cores.keys()) + 1;
  const cores = Array.from({ length: places }, (_, core) => {
    const [was, is] = [before.cores.get(core), now.cores.get(core)];
    return was && is ? load(was, is) : null;
  });
  return { cpu: load(before.total, now.total), cores };
}
