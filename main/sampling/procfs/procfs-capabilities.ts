import type { ProcFolder } from '../../os/procfs/proc-folder.ts';
import type { SysfsFolder } from '../../os/sysfs/sysfs-folder.ts';
import type { Capability, ReadingName } from '../../../shared/model/capability.ts';
import { CoreClocks } from '../cpu/core-clocks.ts';

/** What this kernel tells, and where it does not. */
export function procfsCapabilities(proc: ProcFolder, sysfs: SysfsFolder): readonly Capability[] {
  const cpu = proc.cpuTimes();
  const memory = proc.memory();
  const clocks = new CoreClocks(sysfs);
  const processes = proc.processStat(process.pid) !== null || proc.pids().length > 0;
  const capability = (
    reading: ReadingName,
    available: boolean,
    file: string,
    source: 'procfs' | 'sysfs' = 'procfs',
  ): Capability => ({
    reading,
    source,
    available,
    why: available ? null : { code: 'no-source', source: file },
  });
  return [
    capability('cpu', cpu !== null, '/proc/stat'),
    capability('cpuStolen', cpu !== null, '/proc/stat'),
    capability('cores', cpu !== null, '/proc/stat'),
    capability('cpuClock', clocks.readsClock, '/sys/devices/system/cpu/cpu*/cpufreq', 'sysfs'),
    capability(
      'cpuThrottles',
      clocks.countsThrottles,
      '/sys/devices/system/cpu/cpu*/thermal_throttle',
      'sysfs',
    ),
    capability('runQueue', typeof cpu?.running === 'number', 'procs_running in /proc/stat'),
    capability('pressure', proc.pressure('cpu') !== null, '/proc/pressure'),
    capability('ram', (memory?.availableKiB ?? null) !== null, '/proc/meminfo'),
    capability('commit', (memory?.committedKiB ?? null) !== null, 'Committed_AS in /proc/meminfo'),
    capability('swap', proc.swapPages() !== null, 'pswpin in /proc/vmstat'),
    capability('instances.cpu', cpu !== null && processes, '/proc/PID/stat'),
    capability('instances.ramMiB', processes, '/proc/PID/stat'),
    capability('instances.pssMiB', proc.proportionalKiB(process.pid) !== null, '/proc/PID/smaps_rollup'),
    capability('instances.hottestThread', proc.threads(process.pid).length > 0, '/proc/PID/task'),
  ];
}
