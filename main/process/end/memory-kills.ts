import type { ProcFolder } from '../../os/procfs/proc-folder.ts';

/** Whether the kernel has lately killed something for want of memory. */
export interface MemoryKills {
  /** Once a tick. */
  mark(): void;
  /** Since the mark before the last one: a death is noticed a little after the kill. */
  recent(): boolean;
}

/**
 * From the kernel's own count in `/proc/vmstat`, which everyone may read. It does not say who was killed; together with
 * an instance's death by SIGKILL in those seconds it is evidence. Where there is no such count there is no evidence.
 */
export function memoryKills(proc: ProcFolder): MemoryKills {
  let newer = proc.memoryKills();
  let older = newer;
  return {
    mark: () => {
      older = newer;
      newer = proc.memoryKills();
    },
    recent: () => {
      const now = proc.memoryKills();
      return now !== null && older !== null && now > older;
    },
  };
}
