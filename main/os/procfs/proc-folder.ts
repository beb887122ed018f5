import { closeSync, openSync, readSync, readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { parseCpuTimes, type BoxTimes } from './cpu-times.ts';
import { parseKernelUnits, type KernelUnits } from './kernel-units.ts';
import { parseMemoryInfo, type MemoryInfo } from './memory-info.ts';
import { parseProcessStat, type Pid, type ProcessStat } from './process-stat.ts';

/** `/proc`, or a recorded tree that looks like it. What is not there, or not ours to see, is null. */
export interface ProcFolder {
  readonly units: KernelUnits;
  cpuTimes(): BoxTimes | null;
  memory(): MemoryInfo | null;
  /** How long the box has been up, its sleep included, in seconds. */
  uptime(): number | null;
  /** How many processes the kernel has killed for want of memory since the box started. */
  memoryKills(): number | null;
  pids(): Pid[];
  processStat(pid: Pid): ProcessStat | null;
  /** The children of this process's main thread, where orphans are put too; null where the kernel does not tell. */
  ownChildren(): Pid[] | null;
  /** May wait for as long as the process's driver does: never await it without a bound. */
  environment(pid: Pid): Promise<Uint8Array | null>;
}

const FIRST_SIZE = 65_536;

/** Reads one file of procfs whole; such files have no size beforehand. */
function reader(root: string): (name: string) => Buffer | null {
  // One buffer for all reads: a fresh one per file would cost more than the reading.
  let buffer = Buffer.allocUnsafe(FIRST_SIZE);
  return (name) => {
    let file: number;
    try {
      file = openSync(`${root}/${name}`, 'r');
    } catch {
      return null;
    }
    try {
      let length = 0;
      for (;;) {
        if (length === buffer.length) buffer = Buffer.concat([buffer], buffer.length * 2);
        const read = readSync(file, buffer, length, buffer.length - length, null);
        if (read === 0) return buffer.subarray(0, length);
        length += read;
      }
    } catch {
      // The process went away between opening and reading.
      return null;
    } finally {
      closeSync(file);
    }
  };
}

/** @param root `/proc`, or a recorded tree in its place */
export function procFolder(root = '/proc'): ProcFolder {
  const read = reader(root);
  const text = (name: string): string | null => read(name)?.toString('utf8') ?? null;
  const parsed = <T>(name: string, parse: (content: string) => T | null): T | null => {
    const content = text(name);
    return content === null ? null : parse(content);
  };
  return {
    units: parseKernelUnits(read('self/auxv')),
    cpuTimes: () => parsed('stat', parseCpuTimes),
    memory: () => parsed('meminfo', parseMemoryInfo),
    uptime: () => parsed('uptime', (content) => numberOrNull(content.split(' ')[0])),
    memoryKills: () => parsed('vmstat', (content) => numberOrNull(/^oom_kill (\d+)$/mu.exec(content)?.[1])),
    pids: () => {
      try {
        return readdirSync(root).map(Number).filter(Number.isInteger);
      } catch {
        return [];
      }
    },
    processStat: (pid) => parsed(`${pid}/stat`, parseProcessStat),
    ownChildren: () =>
      parsed(`self/task/${process.pid}/children`, (content) =>
        content.split(' ').filter(Boolean).map(Number),
      ),
    environment: async (pid) => {
      try {
        return await readFile(path.join(root, String(pid), 'environ'));
      } catch {
        return null;
      }
    },
  };
}

function numberOrNull(text: string | undefined): number | null {
  const value = Number(text ?? Number.NaN);
  return Number.isFinite(value) ? value : null;
}
