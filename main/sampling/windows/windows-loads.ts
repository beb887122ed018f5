import type { Percent, Seconds } from '../../../shared/model/units.ts';
import type { WindowsProcess, WindowsThread } from '../../os/windows/system-processes.ts';
import type { ProcessorTimes, WindowsSystem } from '../../os/windows/windows-system.ts';
import type { HottestThread, InstancePids, InstanceReading } from '../sampler.ts';

const TICKS_PER_SECOND = 1e7;
const BYTES_PER_MIB = 1_048_576;

/** One look at the kernel's list of processes. */
export interface ProcessLook {
  /** Monotonic. */
  readonly at: Seconds;
  /** The wall clock, as processes' times of creation have it. */
  readonly time: bigint;
  readonly processes: ReadonlyMap<number, WindowsProcess>;
}

/**
 * Looks at the kernel's list of processes; null where there is none.
 * @param withThreads of which processes the threads are wanted
 */
export function lookAt(
  system: Pick<WindowsSystem, 'processes' | 'time'>,
  now: () => Seconds,
  withThreads: (pid: number) => boolean,
): ProcessLook | null {
  // Read first: who is younger than that and not in the list has begun since.
  const time = system.time();
  const list = system.processes(withThreads);
  if (!list) return null;
  return { at: now(), time, processes: new Map(list.map((process) => [process.pid, process])) };
}

/** What a process that has ended since had run in all; null where nobody held on to it. */
export type FinalTicks = (ended: WindowsProcess) => number | null;

/** The load between two readings of the processors' times; null for one that did not count. */
export function processorLoads(
  before: readonly ProcessorTimes[],
  now: readonly ProcessorTimes[],
): { readonly cpu: Percent | null; readonly cores: readonly (Percent | null)[] } {
  let [busy, all] = [0, 0];
  const cores = now.map((is, core) => {
    const was = before[core];
    const passed = was ? is.all - was.all : 0;
    if (!was || passed <= 0) return null;
    const idle = Math.min(passed, Math.max(0, is.idle - was.idle));
    busy += passed - idle;
    all += passed;
    return (100 * (passed - idle)) / passed;
  });
  return { cpu: all === 0 ? null : (100 * busy) / all, cores };
}

/** What each instance ran and holds, from two looks at its processes. */
export class WindowsLoads {
  #earlier: {
    readonly look: ProcessLook;
    readonly instances: ReadonlyMap<number, readonly number[]>;
  } | null = null;

  /** @param cores logical processors of the whole box */
  read(
    look: ProcessLook,
    instances: InstancePids,
    cores: number,
    finalTicks: FinalTicks,
  ): ReadonlyMap<number, Partial<InstanceReading>> {
    const earlier = this.#earlier;
    this.#earlier = { look, instances };
    const seconds = earlier ? look.at - earlier.look.at : 0;
    return new Map(
      [...instances].map(([instance, pids]) => {
        const own = pids.flatMap((pid) => look.processes.get(pid) ?? []);
        const ramMiB =
          own.length === 0
            ? null
            : own.reduce((sum, { workingSetBytes }) => sum + workingSetBytes, 0) / BYTES_PER_MIB;
        if (!earlier || seconds <= 0) return [instance, { ramMiB }];
        const knownBefore = earlier.instances.get(instance) ?? [];
        const gone = knownBefore.flatMap((pid) => {
          const was = earlier.look.processes.get(pid);
          return was && !same(look.processes.get(pid), was) ? [was] : [];
        });
        if (own.length === 0 && gone.length === 0) return [instance, { ramMiB }];
        const ran =
          own.reduce((sum, process) => sum + ranSince(earlier.look, process), 0) +
          gone.reduce((sum, was) => sum + Math.max(0, (finalTicks(was) ?? was.cpuTicks) - was.cpuTicks), 0);
        const cpu = Math.min(100, (100 * ran) / (seconds * TICKS_PER_SECOND * cores));
        return [instance, { cpu, ramMiB, hottestThread: hottest(earlier.look, own, seconds) }];
      }),
    );
  }
}

function same(process: WindowsProcess | undefined, other: WindowsProcess): boolean {
  return process?.created === other.created;
}

/** A process that is new and older than the look before was found late, and counts from now on. */
function ranSince(before: ProcessLook, process: WindowsProcess): number {
  const was = before.processes.get(process.pid);
  if (was && same(was, process)) return Math.max(0, process.cpuTicks - was.cpuTicks);
  return process.created >= before.time ? process.cpuTicks : 0;
}

function hottest(
  before: ProcessLook,
  own: readonly WindowsProcess[],
  seconds: Seconds,
): HottestThread | null {
  let found: { readonly thread: WindowsThread; readonly ran: number } | null = null;
  for (const process of own) {
    const was = before.processes.get(process.pid);
    const known = new Map(was && same(was, process) ? was.threads.map((thread) => [thread.tid, thread]) : []);
    for (const thread of process.threads) {
      const earlier = known.get(thread.tid);
      const since = earlier?.created === thread.created ? earlier.cpuTicks : null;
      if (since === null && thread.created < before.time) continue;
      const ran = Math.max(0, thread.cpuTicks - (since ?? 0));
      if (!found || ran > found.ran) found = { thread, ran };
    }
  }
  if (!found) return null;
  const load = Math.min(100, (100 * found.ran) / (seconds * TICKS_PER_SECOND));
  return { name: String(found.thread.tid), load, age: 0 };
}
