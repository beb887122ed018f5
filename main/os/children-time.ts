import { procFolder } from './procfs/proc-folder.ts';
import { windowsSystem } from './windows/windows-system.ts';

const WINDOWS_TICKS_PER_MS = 10_000;

/**
 * Prepares to read how much processor time the processes that we started have used, those that live.
 * @returns milliseconds at each call; null where the system does not tell
 */
export async function childrenTime(): Promise<() => number | null> {
  if (process.platform !== 'win32') {
    const proc = procFolder();
    return () => {
      const ticks = proc
        .pids()
        .map((pid) => proc.processStat(pid))
        .reduce((sum, stat) => (stat?.parent === process.pid ? sum + stat.ownTicks : sum), 0);
      return (ticks * 1000) / proc.units.ticksPerSecond;
    };
  }
  const system = await windowsSystem();
  if ('code' in system) return () => null;
  return () => {
    const ours = system.processes()?.filter(({ parent }) => parent === process.pid);
    return ours ? ours.reduce((sum, { cpuTicks }) => sum + cpuTicks, 0) / WINDOWS_TICKS_PER_MS : null;
  };
}
