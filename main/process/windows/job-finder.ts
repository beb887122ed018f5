import path from 'node:path';
import { processCalls } from '../../os/windows/process-calls.ts';
import type { ProcessLook } from '../life/restart-watch.ts';
import type { Member, Outsider, ProcessFinder } from '../processes/process-finder.ts';
import type { Job } from './job.ts';

const QUERY_LIMITED_INFORMATION = 0x1000;
const LONGEST_PATH = 1024;

/** Windows' own part of a console: it ends by itself with the last program there, a moment after. */
const CONSOLE_HOST = 'conhost.exe';

interface Facts extends ProcessLook {
  readonly file: string;
  readonly created: number;
}

/** What a process is called, what it ran, and when it began, in 100 ns since 1601 (exact for our purpose: to tell two apart). */
function factsOf(pid: number): Facts | null {
  const { OpenProcess, CloseHandle, GetProcessTimes, QueryFullProcessImageNameW } = processCalls();
  const handle = OpenProcess(QUERY_LIMITED_INFORMATION, 0, pid);
  if (Number(handle) === 0) return null;
  try {
    const [created, other] = [Buffer.alloc(8), Buffer.alloc(24)];
    const times = [created, other.subarray(0, 8), other.subarray(8, 16), other.subarray(16)] as const;
    if (GetProcessTimes(handle, ...times) === 0) return null;
    const [name, length] = [Buffer.alloc(LONGEST_PATH * 2), Buffer.alloc(4)];
    length.writeUInt32LE(LONGEST_PATH);
    const named = QueryFullProcessImageNameW(handle, 0, name, length) !== 0;
    // In the middle of its end it has no name any more.
    if (!named) return null;
    const file = name.toString('utf16le', 0, length.readUInt32LE() * 2);
    const [kernel, user] = [other.readBigUInt64LE(8), other.readBigUInt64LE(16)];
    return {
      file,
      name: path.win32.basename(file),
      cpuTicks: Number(kernel + user),
      created: Number(created.readBigUInt64LE()),
    };
  } finally {
    CloseHandle(handle);
  }
}

function allPids(): readonly number[] {
  const { K32EnumProcesses } = processCalls();
  const [list, bytes] = [Buffer.alloc(MOST_PROCESSES * 4), Buffer.alloc(4)];
  if (K32EnumProcesses(list, list.length, bytes) === 0) return [];
  return Array.from({ length: bytes.readUInt32LE() / 4 }, (_, i) => list.readUInt32LE(4 * i));
}
const MOST_PROCESSES = 65_536;

interface Family {
  readonly job: Job;
  /** When its launched process began. */
  readonly since: number;
  members: readonly Member[];
}

/** Which processes belong to an instance the kernel says: those in its job. */
export function jobFinder(jobOf: (instance: number) => Job): ProcessFinder {
  const families = new Map<number, Family>();
  const look = (family: Family) => {
    const known = new Map(family.members.map((member) => [member.pid, member]));
    family.members = family.job.pids().flatMap((pid): Member[] => {
      const same = known.get(pid);
      if (same) return [same];
      const facts = factsOf(pid);
      // It ended between the two questions.
      if (!facts || facts.name.toLowerCase() === CONSOLE_HOST) return [];
      return [{ pid, name: facts.name, startTicks: facts.created, group: pid, zombie: false }];
    });
  };
  return {
    follow: (instance, root) => {
      const family: Family = {
        job: jobOf(instance),
        since: factsOf(root)?.created ?? Number.POSITIVE_INFINITY,
        members: [],
      };
      families.set(instance, family);
      look(family);
    },
    forget: (instance) => {
      families.delete(instance);
    },
    find: () => {
      for (const family of families.values()) look(family);
      return Promise.resolve();
    },
    undecided: () => false,
    look: factsOf,
    outsiders: (instance) => {
      const since = families.get(instance)?.since ?? Number.POSITIVE_INFINITY;
      const ours = new Set([...families.values()].flatMap(({ job }) => job.pids()));
      return allPids().flatMap((pid): Outsider[] => {
        const facts = ours.has(pid) ? null : factsOf(pid);
        if (!facts || facts.created < since) return [];
        return [{ pid, name: facts.name, file: facts.file, command: null }];
      });
    },
    members: (instance) => families.get(instance)?.members ?? [],
  };
}
