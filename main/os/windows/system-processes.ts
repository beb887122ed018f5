/** A process as the kernel of Windows lists it. */
export interface WindowsProcess {
  readonly pid: number;
  /** Who started it. That one may have ended and its number belong to somebody else: see `descendants`. */
  readonly parent: number;
  /** The image's name, without its folder. */
  readonly name: string;
  /** In 100 ns since 1601: with the pid it names one process for good. */
  readonly created: bigint;
  /** User and kernel, in 100 ns. */
  readonly cpuTicks: number;
  readonly workingSetBytes: number;
  readonly threads: readonly WindowsThread[];
}

export interface WindowsThread {
  readonly tid: number;
  readonly created: bigint;
  readonly cpuTicks: number;
}

/** `SYSTEM_PROCESS_INFORMATION` on 64 bits, as far as we read it. */
const PROCESS = {
  bytes: 256,
  next: 0,
  threads: 4,
  created: 32,
  user: 40,
  kernel: 48,
  nameBytes: 56,
  name: 64,
  pid: 80,
  parent: 88,
  workingSet: 144,
};
/** `SYSTEM_THREAD_INFORMATION` on 64 bits; they follow their process. */
const THREAD = { bytes: 80, kernel: 0, user: 8, created: 16, tid: 48 };

/** Exact for 28 years of ticks, and ten times as fast as a BigInt. */
const large = (buffer: Buffer, at: number) => buffer.readUInt32LE(at) + buffer.readUInt32LE(at + 4) * 2 ** 32;

/**
 * What `NtQuerySystemInformation(SystemProcessInformation)` wrote.
 * @param address where the buffer lay when it was filled: the names in it are pointed at
 * @param withThreads of which processes the threads are wanted, which are many
 */
export function systemProcesses(
  buffer: Buffer,
  address: bigint,
  withThreads: (pid: number) => boolean = () => false,
): readonly WindowsProcess[] {
  const processes: WindowsProcess[] = [];
  for (let at = 0; at + PROCESS.bytes <= buffer.length;) {
    const pid = buffer.readUInt32LE(at + PROCESS.pid);
    const nameBytes = buffer.readUInt16LE(at + PROCESS.nameBytes);
    const name = Number(buffer.readBigUInt64LE(at + PROCESS.name) - address);
    const inside = nameBytes > 0 && name >= 0 && name + nameBytes <= buffer.length;
    processes.push({
      pid,
      parent: buffer.readUInt32LE(at + PROCESS.parent),
      name: inside ? buffer.toString('utf16le', name, name + nameBytes) : '',
      created: buffer.readBigInt64LE(at + PROCESS.created),
      cpuTicks: large(buffer, at + PROCESS.user) + large(buffer, at + PROCESS.kernel),
      workingSetBytes: large(buffer, at + PROCESS.workingSet),
      threads: withThreads(pid) ? threadsAt(buffer, at) : [],
    });
    const next = buffer.readUInt32LE(at + PROCESS.next);
    if (next === 0) break;
    at += next;
  }
  return processes;
}

function threadsAt(buffer: Buffer, process: number): readonly WindowsThread[] {
  const first = process + PROCESS.bytes;
  const room = Math.floor((buffer.length - first) / THREAD.bytes);
  const count = Math.min(buffer.readUInt32LE(process + PROCESS.threads), room);
  return Array.from({ length: count }, (_, index) => {
    const at = first + index * THREAD.bytes;
    return {
      tid: buffer.readUInt32LE(at + THREAD.tid),
      created: buffer.readBigInt64LE(at + THREAD.created),
      cpuTicks: large(buffer, at + THREAD.user) + large(buffer, at + THREAD.kernel),
    };
  });
}

/**
 * A process and all that it started, and what those started. Numbers are given anew: who is older than its parent seems
 * to be is not its child.
 */
export function descendants(processes: readonly WindowsProcess[], root: number): readonly WindowsProcess[] {
  const byParent = Map.groupBy(processes, ({ parent }) => parent);
  const found: WindowsProcess[] = processes.filter(({ pid }) => pid === root);
  const seen = new Set(found.map(({ pid }) => pid));
  for (const parent of found) {
    for (const child of byParent.get(parent.pid) ?? []) {
      if (seen.has(child.pid) || child.created < parent.created) continue;
      seen.add(child.pid);
      found.push(child);
    }
  }
  return found;
}
