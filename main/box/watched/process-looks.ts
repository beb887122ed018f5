import type { Seconds } from '../../../shared/model/units.ts';
import type { ProcFolder } from '../../os/procfs/proc-folder.ts';
import type { Pid } from '../../os/procfs/process-stat.ts';
import type { WindowsSystem } from '../../os/windows/windows-system.ts';
import { isCutFrom, isImage, type ProcessLook, type SeenProcess } from './image-finder.ts';

/** After so long nothing is in the middle of exec any more. */
const SETTLED: Seconds = 5;
/** Windows counts 100 ns since 1601, which no number of ours holds to the last digit. */
const WINDOWS_TICKS_PER_MS = 10_000n;

/** The processes of Linux. */
export function procfsLook(proc: ProcFolder, image: string): ProcessLook {
  const { ticksPerSecond } = proc.units;
  const matches = (pid: Pid, name: string) => {
    const whole = proc.executableName(pid);
    if (whole !== null && isImage(whole, image)) return true;
    // Of a cut name the executable knows the rest; a script, or a program under Wine, has another's executable.
    return isImage(name, image) && !(whole !== null && isCutFrom(name, whole));
  };
  return (before) => {
    const now = new Map<Pid, SeenProcess>();
    const uptime = proc.uptime() ?? 0;
    for (const pid of proc.pids()) {
      const stat = proc.processStat(pid);
      // A zombie has ended; whoever opened it has not looked yet.
      if (!stat || stat.kernel || stat.zombie || pid === process.pid) continue;
      const was = before.get(pid);
      // In the middle of exec a process has its parent's name for a moment: a young one is looked at again.
      const settled = was?.startTicks === stat.startTicks && (was.matches || was.age > SETTLED);
      const age = uptime - stat.startTicks / ticksPerSecond;
      now.set(
        pid,
        settled
          ? { ...was, parent: stat.parent }
          : { parent: stat.parent, startTicks: stat.startTicks, matches: matches(pid, stat.name), age },
      );
    }
    return now;
  };
}

/** The processes of Windows, where a process has its name from its first moment. */
export function windowsLook(system: Pick<WindowsSystem, 'processes' | 'time'>, image: string): ProcessLook {
  return (before) => {
    const list = system.processes();
    // Once in a while the kernel cannot say: nobody has ended because of that.
    if (!list) return before;
    const time = system.time();
    return new Map(
      list
        .filter(({ pid }) => pid !== process.pid)
        .map(({ pid, parent, name, created }) => [
          pid,
          {
            parent,
            startTicks: Number(created / WINDOWS_TICKS_PER_MS),
            matches: isImage(name, image),
            age: Math.max(0, Number((time - created) / WINDOWS_TICKS_PER_MS) / 1000),
          },
        ]),
    );
  };
}
