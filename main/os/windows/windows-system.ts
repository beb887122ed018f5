import type { Unavailable } from '../../../shared/model/capability.ts';
import type { MiB, Percent } from '../../../shared/model/units.ts';
import { systemLibrary } from './system-library.ts';
import { systemProcesses, type WindowsProcess } from './system-processes.ts';

/** Time of one logical processor since the box started, in 100 ns. */
export interface ProcessorTimes {
  readonly idle: number;
  readonly all: number;
}

/** A process that we hold on to: its times can be read after its end too. */
export type ProcessHandle = bigint;

/** What the kernel of Windows tells without a driver; null where it does not. */
export interface WindowsSystem {
  /** @param withThreads of which processes the threads are wanted */
  processes(withThreads?: (pid: number) => boolean): readonly WindowsProcess[] | null;
  /** Those of the processor group that we run in: at most 64. */
  processorTimes(): readonly ProcessorTimes[] | null;
  /** Logical processors of all groups. */
  processorCount(): number | null;
  memory(): { readonly ram: Percent; readonly freeRamMiB: MiB } | null;
  /** Percent of what the system may promise. */
  commit(): Percent | null;
  /** The wall clock in 100 ns since 1601, to hold against when a process was created. */
  time(): bigint;
  /** Null where it has ended already, or may not be looked at. */
  hold(process: Pick<WindowsProcess, 'pid' | 'created'>): ProcessHandle | null;
  /** User and kernel, in 100 ns. */
  heldTicks(process: ProcessHandle): number | null;
  release(process: ProcessHandle): void;
}

const PROCESS_INFORMATION = 5;
const PROCESSOR_PERFORMANCE = 8;
const LENGTH_MISMATCH = 0xc0000004;
const MOST_TRIES = 5;
const MOST_PROCESSORS = 64;
const PROCESSOR_BYTES = 48;
const ALL_GROUPS = 0xffff;
const QUERY_LIMITED = 0x1000;

/** Never rejects. */
export async function windowsSystem(): Promise<WindowsSystem | Unavailable> {
  const [ntdll, kernel] = [await systemLibrary('ntdll.dll'), await systemLibrary('kernel32.dll')];
  if (!ntdll.library) return ntdll.why;
  if (!kernel.library) return kernel.why;
  const nt = ntdll.library;
  const query = nt.func(
    'int32_t NtQuerySystemInformation(int32_t what, void *into, uint32_t bytes, void *needed)',
  );
  const func = (prototype: string) => kernel.library.func(prototype);
  const memoryStatus = func('int GlobalMemoryStatusEx(void *status)');
  const performance = func('int K32GetPerformanceInfo(void *info, uint32_t bytes)');
  const processors = func('uint32_t GetActiveProcessorCount(uint16_t group)');
  const fileTime = func('void GetSystemTimeAsFileTime(void *time)');
  const openProcess = func('uint64_t OpenProcess(uint32_t access, int inherit, uint32_t pid)');
  const processTimes = func(
    'int GetProcessTimes(uint64_t process, void *created, void *ended, void *kernel, void *user)',
  );
  const closeHandle = func('int CloseHandle(uint64_t handle)');
  const timesOf = (process: ProcessHandle) => {
    const times = Buffer.alloc(32);
    const [created, ended, own, user] = [0, 8, 16, 24].map((at) => times.subarray(at, at + 8));
    if (!processTimes?.(process, created ?? null, ended ?? null, own ?? null, user ?? null)) return null;
    return {
      created: times.readBigInt64LE(0),
      ticks: Number(times.readBigInt64LE(16) + times.readBigInt64LE(24)),
    };
  };
  let room = Buffer.alloc(512 * 1024);
  const needed = Buffer.alloc(4);

  return {
    processes: (withThreads) => {
      for (let tries = 0; tries < MOST_TRIES; tries++) {
        const status = (query?.(PROCESS_INFORMATION, room, room.length, needed) ?? -1) >>> 0;
        if (status === 0) {
          const filled = room.subarray(0, needed.readUInt32LE() || room.length);
          return systemProcesses(filled, nt.addressOf(room), withThreads);
        }
        if (status !== LENGTH_MISMATCH) return null;
        // Processes may start between the two questions.
        room = Buffer.alloc(Math.max(needed.readUInt32LE(), room.length) * 2);
      }
      return null;
    },
    processorTimes: () => {
      const times = Buffer.alloc(MOST_PROCESSORS * PROCESSOR_BYTES);
      if (query?.(PROCESSOR_PERFORMANCE, times, times.length, needed) !== 0) return null;
      const count = Math.floor(needed.readUInt32LE() / PROCESSOR_BYTES);
      return Array.from({ length: count }, (_, index) => {
        const [idle = 0, kernelTime = 0, user = 0] = [0, 8, 16].map((at) =>
          Number(times.readBigInt64LE(index * PROCESSOR_BYTES + at)),
        );
        // The kernel counts idle time as its own.
        return { idle, all: kernelTime + user };
      });
    },
    processorCount: () => processors?.(ALL_GROUPS) || null,
    memory: () => {
      const status = Buffer.alloc(64);
      status.writeUInt32LE(status.length);
      if (!memoryStatus?.(status)) return null;
      const [total, free] = [Number(status.readBigUInt64LE(8)), Number(status.readBigUInt64LE(16))];
      return { ram: (100 * (total - free)) / total, freeRamMiB: free / 1_048_576 };
    },
    commit: () => {
      const info = Buffer.alloc(104);
      info.writeUInt32LE(info.length);
      if (!performance?.(info, info.length)) return null;
      const [total, limit] = [Number(info.readBigUInt64LE(8)), Number(info.readBigUInt64LE(16))];
      return limit === 0 ? null : (100 * total) / limit;
    },
    time: () => {
      const time = Buffer.alloc(8);
      fileTime?.(time);
      return time.readBigInt64LE();
    },
    hold: ({ pid, created }) => {
      const handle = BigInt(openProcess?.(QUERY_LIMITED, 0, pid) ?? 0);
      if (handle === 0n) return null;
      // Its number may have become somebody else's since it was listed.
      if (timesOf(handle)?.created === created) return handle;
      closeHandle?.(handle);
      return null;
    },
    heldTicks: (process) => timesOf(process)?.ticks ?? null,
    release: (process) => {
      closeHandle?.(process);
    },
  };
}
