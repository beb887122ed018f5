import type { MemoryInfo } from '../../os/procfs/memory-info.ts';
import type { ProcessStat } from '../../os/procfs/process-stat.ts';
import type { MiB, Percent } from '../../../shared/model/units.ts';

/** RAM that is in use, and what is left for new programs; null where the kernel makes no estimate of that. */
export function boxMemory({ totalKiB, availableKiB }: MemoryInfo): {
  ram: Percent | null;
  freeRamMiB: MiB | null;
} {
  if (availableKiB === null) return { ram: null, freeRamMiB: null };
  return { ram: (100 * (totalKiB - availableKiB)) / totalKiB, freeRamMiB: availableKiB / 1024 };
}

/** Memory that is resident, summed over processes: pages that they share count in each. */
export function residentMiB(processes: Iterable<ProcessStat>, bytesPerPage: number): MiB {
  let pages = 0;
  for (const { residentPages } of processes) pages += residentPages;
  return (pages * bytesPerPage) / 1_048_576;
}
