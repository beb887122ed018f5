import { readdirSync, readlinkSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { parseCpuTimes, type BoxTimes } from './cpu-times.ts';
import { parseDrmClient, type DrmClient } from './drm-client.ts';
import { KeptFiles } from './kept-files.ts';
import { parseKernelUnits, type KernelUnits } from './kernel-units.ts';
import { parseMemoryInfo, valueOf, type MemoryInfo } from './memory-info.ts';
import { parsePressure } from './pressure.ts';
import { parseProcessStat, type Pid, type ProcessStat } from './process-stat.ts';
import { parseSwapPages, type SwapPages } from './swap-pages.ts';

export type PressureResource = 'cpu' | 'memory' | 'io';

/** `/proc`, or a recorded tree that looks like it. What is not there, or not ours to see, is null. */
export interface ProcFolder {
  readonly units: KernelUnits;
  cpuTimes(): BoxTimes | null;
  memory(): MemoryInfo | null;
  /** The µs since the box started in which something waited for this; null where the kernel does not count it. */
  pressure(resource: PressureResource): number | null;
  swapPages(): SwapPages | null;
  /** How long the box has been up, its sleep included, in seconds. */
  uptime(): number | null;
  /** How many processes the kernel has killed for want of memory since the box started. */
  memoryKills(): number | null;
  pids(): Pid[];
  processStat(pid: Pid): ProcessStat | null;
  /** How many file locks it may hold; null where there is no bound, or it is not ours to see. */
  fileLocksLimit(pid: Pid): bigint | null;
  /** The path of the program that it runs; null where that is not ours to see. */
  executable(pid: Pid): string | null;
  /** What it was started with; null where it is gone. */
  commandLine(pid: Pid): readonly string[] | null;
  /** The file's name of the program that it runs; null where that is not ours to see. */
  executableName(pid: Pid): string | null;
  /** Its fair share of RAM; costs milliseconds where it has much. Null where it is not ours to see. */
  proportionalKiB(pid: Pid): number | null;
  /** What each of its threads ran, by the thread's number; empty where it is gone. */
  threads(pid: Pid): readonly ProcessStat[];
  /** The descriptors through which it uses a graphics card; a slow look at all that it has open. */
  drmFiles(pid: Pid): readonly string[];
  /** What a driver tells of one such use; null where it is over, not ours to see or told by no driver. */
  drmClient(pid: Pid, file: string): DrmClient | null;
  /** Closes the files of processes that were not asked for since the last call. */
  sweep(): void;
  /** The children of this process's main thread, where orphans are put too; null where the kernel does not tell. */
  ownChildren(): Pid[] | null;
  /** May wait for as long as the process's driver does: never await it without a bound. */
  environment(pid: Pid): Promise<Uint8Array | null>;
}

/** With room for thousands of processes; the rest of what a process may have open is for pipes and files. */
const MOST_KEPT = 4096;

/**
 * @param root `/proc`, or a recorded tree in its place
 * @param keep whether files that are read every tick stay open; only for the true `/proc`
 */
export function procFolder(root = '/proc', keep = false): ProcFolder {
  const files = new KeptFiles(root, MOST_KEPT);
  const parsed = <T>(name: string, parse: (content: string) => T | null, often = false): T | null => {
    const content = files.read(name, keep && often)?.toString('utf8');
    return content === undefined ? null : parse(content);
  };
  const executable = (pid: Pid): string | null => {
    try {
      return readlinkSync(`${root}/${pid}/exe`).replace(/ \(deleted\)$/u, '');
    } catch {
      return null;
    }
  };
  return {
    units: parseKernelUnits(files.read('self/auxv')),
    cpuTimes: () => parsed('stat', parseCpuTimes, true),
    memory: () => parsed('meminfo', parseMemoryInfo, true),
    pressure: (resource) => parsed(`pressure/${resource}`, parsePressure, true),
    swapPages: () => parsed('vmstat', parseSwapPages, true),
    uptime: () => parsed('uptime', (content) => numberOrNull(content.split(' ')[0]), true),
    memoryKills: () => parsed('vmstat', (content) => numberOrNull(/^oom_kill (\d+)$/mu.exec(content)?.[1])),
    pids: () => {
      try {
        return readdirSync(root).map(Number).filter(Number.isInteger);
      } catch {
        return [];
      }
    },
    processStat: (pid) => parsed(`${pid}/stat`, parseProcessStat, true),
    fileLocksLimit: (pid) =>
      parsed(`${pid}/limits`, (content) => {
        const most = /^Max file locks\s+(\d+)\s/mu.exec(content)?.[1];
        return most === undefined ? null : BigInt(most);
      }),
    executable,
    commandLine: (pid) => parsed(`${pid}/cmdline`, (content) => content.replace(/\0$/u, '').split('\0')),
    executableName: (pid) => {
      const file = executable(pid);
      return file === null ? null : path.basename(file);
    },
    proportionalKiB: (pid) => parsed(`${pid}/smaps_rollup`, (content) => valueOf(content, 'Pss')),
    threads: (pid) => {
      try {
        return readdirSync(`${root}/${pid}/task`).flatMap(
          (thread) => parsed(`${pid}/task/${thread}/stat`, parseProcessStat) ?? [],
        );
      } catch {
        return [];
      }
    },
    drmFiles: (pid) => {
      try {
        return readdirSync(`${root}/${pid}/fd`).filter((file) => isDrm(`${root}/${pid}/fd/${file}`));
      } catch {
        return [];
      }
    },
    drmClient: (pid, file) => parsed(`${pid}/fdinfo/${file}`, parseDrmClient, true),
    sweep: () => {
      files.sweep();
    },
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

function isDrm(link: string): boolean {
  try {
    return readlinkSync(link).startsWith('/dev/dri/');
  } catch {
    return false;
  }
}

function numberOrNull(text: string | undefined): number | null {
  const value = Number(text ?? Number.NaN);
  return Number.isFinite(value) ? value : null;
}
