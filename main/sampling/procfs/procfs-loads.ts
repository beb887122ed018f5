import type { BoxTimes } from '../../os/procfs/cpu-times.ts';
import type { ProcFolder } from '../../os/procfs/proc-folder.ts';
import type { Pid, ProcessStat } from '../../os/procfs/process-stat.ts';
import type { Capability, ReadingName } from '../../../shared/model/capability.ts';
import type { Percent, Seconds } from '../../../shared/model/units.ts';
import { boxCpu } from '../cpu/box-cpu.ts';
import { ticksRan, type ProcessStats } from '../cpu/ticks-ran.ts';
import { boxMemory, residentMiB } from '../memory/memory-use.ts';
import type { PartialReading } from '../provider.ts';
import type { InstancePids, InstanceReading } from '../sampler.ts';

interface Earlier {
  readonly at: Seconds;
  /** In ticks since the box started. */
  readonly upTicks: number;
  readonly times: BoxTimes | null;
  readonly processes: ReadonlyMap<number, ProcessStats>;
}

/** Turns readings of procfs into loads since the reading before. */
export class ProcfsLoads {
  readonly #proc: ProcFolder;
  readonly #now: () => Seconds;
  #earlier: Earlier | null = null;

  /** @param now a monotonic clock */
  constructor(proc: ProcFolder, now: () => Seconds) {
    this.#proc = proc;
    this.#now = now;
  }

  capabilities(): readonly Capability[] {
    const proc = this.#proc;
    const cpu = proc.cpuTimes() !== null;
    const memory = (proc.memory()?.availableKiB ?? null) !== null;
    const capability = (reading: ReadingName, available: boolean, file: string): Capability => ({
      reading,
      source: 'procfs',
      available,
      why: available ? null : { code: 'no-source', source: file },
    });
    return [
      capability('cpu', cpu, '/proc/stat'),
      capability('cores', cpu, '/proc/stat'),
      capability('ram', memory, '/proc/meminfo'),
      capability('instances.cpu', cpu, '/proc/stat'),
      capability('instances.ramMiB', proc.pids().length > 0, '/proc/PID/stat'),
    ];
  }

  /** The first call is the baseline: it has no loads yet. */
  read(instances: InstancePids): PartialReading {
    const proc = this.#proc;
    const memory = proc.memory();
    const processes = new Map([...instances].map(([instance, pids]) => [instance, this.#stats(pids)]));
    // Last, so that the time stands next to the counters that it divides.
    const times = proc.cpuTimes();
    const at = this.#now();
    const upTicks = (proc.uptime() ?? 0) * proc.units.ticksPerSecond;
    const [earlier, now] = [this.#earlier, { at, upTicks, times, processes }];
    this.#earlier = now;
    return {
      ...(earlier?.times && times && boxCpu(earlier.times, times)),
      ...(memory && boxMemory(memory)),
      instances: new Map(
        [...processes].map(([instance, stats]) => [
          instance,
          {
            cpu: earlier && this.#cpu(instance, earlier, now),
            ramMiB: stats.size === 0 ? null : residentMiB(stats.values(), proc.units.bytesPerPage),
          } satisfies Partial<InstanceReading>,
        ]),
      ),
    };
  }

  #stats(pids: readonly Pid[]): ProcessStats {
    const stats = new Map<Pid, ProcessStat>();
    for (const pid of pids) {
      const stat = this.#proc.processStat(pid);
      if (stat) stats.set(pid, stat);
    }
    return stats;
  }

  #cpu(instance: number, earlier: Earlier, now: Earlier): Percent | null {
    const stats = now.processes.get(instance);
    const cores = now.times?.cores.size ?? 0;
    const ticks = (now.at - earlier.at) * this.#proc.units.ticksPerSecond * cores;
    if (!stats || stats.size === 0 || ticks <= 0) return null;
    // The launch may fall in the very tick of the reading before.
    const since = Math.floor(earlier.upTicks);
    const ran = ticksRan(earlier.processes.get(instance) ?? new Map(), stats, since);
    return Math.min(100, (100 * ran) / ticks);
  }
}
