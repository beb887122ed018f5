import type { MemoryInfo } from '../../os/procfs/memory-info.ts';
import type { ProcessStat } from '../../os/procfs/process-stat.ts';
import type { SwapPages } from '../../os/procfs/swap-pages.ts';
import type { MiB, Percent, Seconds } from '../../../shared/model/units.ts';

const MIB = 1_048_576;

/** RAM that is in use, what is left for new programs, and what is promised; null where the kernel does not tell. */
export function boxMemory({ totalKiB, availableKiB, committedKiB, commitLimitKiB }: MemoryInfo): {
  ram: Percent | null;
  freeRamMiB: MiB | null;
  commit: Percent | null;
} {
  return {
    ram: availableKiB === null ? null : (100 * (totalKiB - availableKiB)) / totalKiB,
    freeRamMiB: availableKiB === null ? null : availableKiB / 1024,
    commit: committedKiB === null || !commitLimitKiB ? null : (100 * committedKiB) / commitLimitKiB,
  };
}

/** What went between RAM and swap between two readings; both are 0 on a box without swap. */
export function swapRates(
  before: SwapPages,
  now: SwapPages,
  passed: Seconds,
  bytesPerPage: number,
): { swapInMiBps: number; swapOutMiBps: number } | null {
  if (passed <= 0) return null;
  const rate = (pages: number) => (Math.max(0, pages) * bytesPerPage) / MIB / passed;
  return { swapInMiBps: rate(now.in - before.in), swapOutMiBps: rate(now.out - before.out) };
}

/** Memory that is resident, summed over processes: pages that they share count in each. */
export function residentMiB(processes: Iterable<ProcessStat>, bytesPerPage: number): MiB {
  let pages = 0;
  for (const { residentPages } of processes) pages += residentPages;
  return (pages * bytesPerPage) / MIB;
}
