import {
  accessSync,
  constants,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmdirSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import type { Pid } from '../../os/procfs/process-stat.ts';

/**
 * A control group (v2) of the run, with one for each instance in it. The kernel puts into an instance's group whatever
 * the instance starts, in whatever session and with whatever environment, and ends all of it in one stroke.
 */
export interface RunGroup {
  readonly folder: string;
  /** Does something that starts processes, so that they begin their life in the group of that instance. */
  startIn<T>(instance: number, start: () => T): T;
  /** Every process in an instance's group, zombies too. */
  pids(instance: number): readonly Pid[];
  /** Ends everything in an instance's group. */
  kill(instance: number): void;
  /** An instance has ended. */
  forget(instance: number): void;
  /** The run has ended. */
  remove(): void;
}

const PREFIX = 'kneescope-';

/** Where control groups v2 are mounted, and in which of them this process is; null where there are none. */
export function ownGroup(mounts: string, memberships: string): { mount: string; own: string } | null {
  // Between the mount point and the file system's name stand optional fields, then a dash.
  const mounted = mounts
    .split('\n')
    .map((line) => /^\d+ \d+ \S+ (\S+) (\S+) .* - cgroup2 /u.exec(line))
    .find((found) => found !== null);
  const membership = /^0::(\/.*)$/mu.exec(memberships)?.[1];
  const [, root, mount] = mounted ?? [];
  if (root === undefined || mount === undefined || membership === undefined) return null;
  const inside = path.posix.relative(root, membership);
  // In a container the mount may show a part of the tree that we are not in.
  if (inside.startsWith('..')) return null;
  return { mount, own: path.posix.join(mount, inside) };
}

function readOr(file: string, otherwise: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return otherwise;
  }
}

/** Pids in a group itself, not in those below it. */
function pidsIn(folder: string): Pid[] {
  return readOr(path.join(folder, 'cgroup.procs'), '')
    .split('\n')
    .filter((line) => line !== '')
    .map(Number)
    .filter((pid) => pid > 0);
}

/** Removes a group and those below it; a group that still holds somebody stays. */
export function removeGroup(folder: string): boolean {
  try {
    for (const entry of readdirSync(folder, { withFileTypes: true }))
      if (entry.isDirectory()) removeGroup(path.join(folder, entry.name));
    rmdirSync(folder);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOENT';
  }
}

/** Ends everything in a group and in those below it, except where we are in it ourselves. */
export function killGroup(folder: string): void {
  try {
    if (groupPids(folder).includes(process.pid)) return;
    writeFileSync(path.join(folder, 'cgroup.kill'), '1');
  } catch {
    // Gone already.
  }
}

/** Every process in a group and in those below it. */
export function groupPids(folder: string): Pid[] {
  try {
    const below = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
    return [...pidsIn(folder), ...below.flatMap(({ name }) => groupPids(path.join(folder, name)))];
  } catch {
    return [];
  }
}

/**
 * Makes the control group of a run below the one that we are in.
 * @returns null where that cannot be had: no v2, no right to write there, or a kernel without `cgroup.kill`
 */
export function openRunGroup(run: string): RunGroup | null {
  const place = ownGroup(readOr('/proc/self/mountinfo', ''), readOr('/proc/self/cgroup', ''));
  if (place === null) return null;
  const { own } = place;
  const folder = path.join(own, PREFIX + run);
  const folderOf = (instance: number) => path.join(folder, `instance-${instance}`);
  const enter = (group: string) => {
    writeFileSync(path.join(group, 'cgroup.procs'), String(process.pid));
  };
  try {
    mkdirSync(folder);
    accessSync(path.join(folder, 'cgroup.kill'), constants.W_OK);
    // Whoever may go in may not always come back.
    enter(folder);
    enter(own);
  } catch {
    removeGroup(folder);
    return null;
  }
  return {
    folder,
    startIn: (instance, start) => {
      const group = folderOf(instance);
      try {
        mkdirSync(group);
        enter(group);
      } catch {
        return start();
      }
      try {
        // Nothing else of ours can start a process meanwhile: this thread starts them all, and it is busy here.
        return start();
      } finally {
        enter(own);
      }
    },
    pids: (instance) => pidsIn(folderOf(instance)),
    kill: (instance) => {
      killGroup(folderOf(instance));
    },
    forget: (instance) => {
      removeGroup(folderOf(instance));
    },
    remove: () => {
      removeGroup(folder);
    },
  };
}
