import type { Seconds } from '../../../shared/model/units.ts';
import type { Pid } from '../../os/procfs/process-stat.ts';
import type { Member } from '../processes/process-finder.ts';

/** What a process is called now, and what it ran so far in a unit of the system's own. */
export interface ProcessLook {
  readonly name: string;
  readonly cpuTicks: number;
}

/** A program of the instance has ended, and the same program was started in its place. */
export interface Restart {
  readonly name: string;
  readonly pid: Pid;
}

/** By then a process is what it is going to be, and has the name that it keeps. */
const NAMED: Seconds = 2;
/** Who has run for so long was there to stay. */
const SETTLED: Seconds = 10;
/** The part of an instance's CPU that makes a program one that matters. */
const MATTERS = 0.2;

interface Known {
  readonly startTicks: number;
  readonly seen: Seconds;
  name: string | null;
}

/** The processes of one program that were there together. */
interface Generation {
  readonly pids: ReadonlySet<Pid>;
  readonly since: Seconds;
  /** Null until it has run for long enough. */
  matters: boolean | null;
}

/**
 * Sees that an instance restarts by itself: a launcher, a watchdog or the program itself has started anew what had ended. Told
 * of a program that had run for a while and does a good part of the work, when none of its processes of that time is
 * left and younger ones of the same name are there. What comes and goes all the time is not told.
 * @param look costs a reading; asked once or twice in a process's life
 */
export function restartWatch(look: (pid: Pid) => ProcessLook | null) {
  const known = new Map<Pid, Known>();
  const programs = new Map<string, Generation>();

  const named = (members: readonly Member[], at: Seconds): ReadonlyMap<string, readonly Pid[]> => {
    const living = members.filter(({ zombie }) => !zombie);
    const pids = new Set(living.map(({ pid }) => pid));
    for (const pid of known.keys()) if (!pids.has(pid)) known.delete(pid);
    for (const { pid, startTicks } of living) {
      const before = known.get(pid);
      if (before?.startTicks !== startTicks) known.set(pid, { startTicks, seen: at, name: null });
      else if (before.name === null && at - before.seen >= NAMED) before.name = look(pid)?.name ?? null;
    }
    const byName = Map.groupBy(known, ([, { name }]) => name);
    byName.delete(null);
    return new Map([...byName].map(([name, group]) => [name ?? '', group.map(([pid]) => pid)]));
  };

  /** Whether these processes have done a good part of what the instance did. */
  const doWork = (pids: readonly Pid[]): boolean => {
    const ran = new Map([...known.keys()].map((pid) => [pid, look(pid)?.cpuTicks ?? 0]));
    const sum = (some: Iterable<Pid>) => [...some].reduce((total, pid) => total + (ran.get(pid) ?? 0), 0);
    const all = sum(ran.keys());
    return all > 0 && sum(pids) >= MATTERS * all;
  };

  /** @param members as found just now */
  return (members: readonly Member[], at: Seconds): Restart | null => {
    const groups = named(members, at);
    let restart: Restart | null = null;
    for (const [name, pids] of groups) {
      const generation = programs.get(name);
      const stays = pids.filter((pid) => generation?.pids.has(pid));
      if (generation && stays.length > 0) {
        if (generation.matters === null && at - generation.since >= SETTLED)
          generation.matters = doWork(stays);
        continue;
      }
      if (generation?.matters) restart = { name, pid: Math.min(...pids) };
      programs.set(name, { pids: new Set(pids), since: at, matters: null });
    }
    for (const [name, { matters }] of programs)
      if (matters !== true && !groups.has(name)) programs.delete(name);
    return restart;
  };
}
