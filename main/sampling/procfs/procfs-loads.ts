import type { BoxTimes } from '../../os/procfs/cpu-times.ts';
import type { ProcFolder } from '../../os/procfs/proc-folder.ts';
import type { Pid, ProcessStat } from '../../os/procfs/process-stat.ts';
import type { SwapPages } from '../../os/procfs/swap-pages.ts';
import type { SysfsFolder } from '../../os/sysfs/sysfs-folder.ts';
import type { Percent, Seconds } from '../../../shared/model/units.ts';
import { boxCpu } from '../cpu/box-cpu.ts';
import { CoreClocks } from '../cpu/core-clocks.ts';
import { HottestThreads } from '../cpu/hottest-threads.ts';
import { pressureShares, readStalls, type Stalls } from '../cpu/pressure-shares.ts';
import { ticksRan, type ProcessStats } from '../cpu/ticks-ran.ts';
import { boxMemory, residentMiB, swapRates } from '../memory/memory-use.ts';
import { ProportionalMemory } from '../memory/proportional.ts';
import type { PartialReading } from '../provider.ts';
import type { InstancePids, InstanceReading } from '../sampler.ts';

interface Earlier {
  readonly at: Seconds;
  /** In ticks since the box started. */
  readonly upTicks: number;
  readonly times: BoxTimes | null;
  readonly stalls: Stalls;
  readonly swap: SwapPages | null;
  readonly processes: ReadonlyMap<number, ProcessStats>;
}

/** Turns readings of procfs into loads since the reading before. */
export class ProcfsLoads {
  readonly #proc: ProcFolder;
  readonly #now: () => Seconds;
  readonly #clocks: CoreClocks;
  readonly #threads: HottestThreads;
  readonly #shares: ProportionalMemory;
  #earlier: Earlier | null = null;

  /** @param now a monotonic clock */
  constructor(proc: ProcFolder, sysfs: SysfsFolder, now: () => Seconds) {
    this.#proc = proc;
    this.#now = now;
    this.#clocks = new CoreClocks(sysfs);
    this.#threads = new HottestThreads(proc);
    this.#shares = new ProportionalMemory(proc);
  }

  /** The first call is the baseline: it has no loads yet. */
  read(instances: InstancePids): PartialReading {
    const proc = this.#proc;
    const memory = proc.memory();
    const processes = new Map([...instances].map(([instance, pids]) => [instance, this.#stats(pids)]));
    const swap = proc.swapPages();
    const stalls = readStalls(proc);
    const clocks = this.#clocks.read();
    // Last, so that the time stands next to the counters that it divides.
    const times = proc.cpuTimes();
    const at = this.#now();
    const upTicks = (proc.uptime() ?? 0) * proc.units.ticksPerSecond;
    const [earlier, now] = [this.#earlier, { at, upTicks, times, stalls, swap, processes }];
    this.#earlier = now;
    this.#takeTurns(instances, earlier, now);
    proc.sweep();
    const passed = earlier ? at - earlier.at : 0;
    return {
      ...(earlier?.times && times && boxCpu(earlier.times, times, passed * proc.units.ticksPerSecond)),
      ...clocks,
      // The reader itself runs at this moment.
      runQueue:
        times?.running === undefined || times.running === null ? null : Math.max(0, times.running - 1),
      pressure: earlier && pressureShares(earlier.stalls, stalls, passed),
      ...(memory && boxMemory(memory)),
      ...(earlier?.swap && swap && swapRates(earlier.swap, swap, passed, proc.units.bytesPerPage)),
      instances: new Map(
        [...processes].map(([instance, stats]) => [
          instance,
          this.#ofInstance(instance, stats, earlier, now),
        ]),
      ),
    };
  }

  /** What is too dear for every tick. */
  #takeTurns(instances: InstancePids, earlier: Earlier | null, now: Earlier): void {
    const passed = earlier ? now.at - earlier.at : 0;
    this.#shares.read(instances, now.at, passed);
    this.#threads.read(instances, earlier?.processes ?? new Map(), now.processes, now.at, passed);
  }

  #ofInstance(
    instance: number,
    stats: ProcessStats,
    earlier: Earlier | null,
    now: Earlier,
  ): Partial<InstanceReading> {
    return {
      cpu: earlier && this.#cpu(instance, earlier, now),
      ramMiB: stats.size === 0 ? null : residentMiB(stats.values(), this.#proc.units.bytesPerPage),
      ...this.#shares.of(instance, now.at),
      hottestThread: this.#threads.of(instance, now.at),
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
