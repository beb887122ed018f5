import os from 'node:os';
import type { Seconds } from '../../../../shared/model/units.ts';
import { procFolder } from '../../../os/procfs/proc-folder.ts';
import { windowsSystem } from '../../../os/windows/windows-system.ts';
import type { BusyProgram } from '../facts.ts';

/** A program that runs, and what it has used of the processors so far. */
export interface RunningProgram {
  readonly pid: number;
  readonly name: string;
  /** With the pid it names one process for good. */
  readonly started: string;
  readonly cpuSeconds: Seconds;
}

const WINDOWS_TICKS_PER_SECOND = 10_000_000;

/** Every program that runs; empty where this system does not list them to us. */
export async function runningPrograms(): Promise<readonly RunningProgram[]> {
  if (process.platform === 'win32') {
    const system = await windowsSystem();
    const list = 'code' in system ? null : system.processes();
    // What "runs" under the first number is what is idle.
    return (list ?? [])
      .filter(({ pid }) => pid !== 0)
      .map(({ pid, name, created, cpuTicks }) => ({
        pid,
        name,
        started: String(created),
        cpuSeconds: cpuTicks / WINDOWS_TICKS_PER_SECOND,
      }));
  }
  const proc = procFolder();
  const { ticksPerSecond } = proc.units;
  return proc.pids().flatMap((pid) => {
    const stat = proc.processStat(pid);
    return !stat || stat.kernel || stat.zombie
      ? []
      : [
          {
            pid,
            name: proc.executableName(pid) ?? stat.name,
            started: String(stat.startTicks),
            cpuSeconds: stat.ownTicks / ticksPerSecond,
          },
        ];
  });
}

const MOST_NAMED = 3;
/** Less than this of the box is not worth a name. */
const WORTH_NAMING = 1;

/** Who used the processors between two looks, ourselves aside: the busiest first, programs of one name together. */
export function busiest(
  before: readonly RunningProgram[],
  after: readonly RunningProgram[],
  seconds: Seconds,
): readonly BusyProgram[] {
  const earlier = new Map(before.map((one) => [`${one.pid} ${one.started}`, one.cpuSeconds]));
  const used = new Map<string, number>();
  for (const { pid, started, name, cpuSeconds } of after) {
    if (pid === process.pid) continue;
    // One that was started in between has used all of it in between.
    const more = cpuSeconds - (earlier.get(`${pid} ${started}`) ?? 0);
    used.set(name, (used.get(name) ?? 0) + more);
  }
  return [...used]
    .map(([name, sum]) => ({ name, cpu: (100 * sum) / (seconds * os.cpus().length) }))
    .filter(({ cpu }) => cpu >= WORTH_NAMING)
    .toSorted((a, b) => b.cpu - a.cpu)
    .slice(0, MOST_NAMED);
}
