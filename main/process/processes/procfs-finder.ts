import type { Seconds } from '../../../shared/model/units.ts';
import type { Clock } from '../../os/clock.ts';
import { environmentValue } from '../../os/procfs/environment.ts';
import type { ProcFolder } from '../../os/procfs/proc-folder.ts';
import type { Pid, ProcessStat } from '../../os/procfs/process-stat.ts';
import { ENGINE_MARK, INSTANCE_TAG, RUN_TAG } from '../environment.ts';
import { instanceOfLimit } from '../limit-tag.ts';
import type { Member, Outsider, ProcessFinder } from './process-finder.ts';
import { shareRounds } from './share-rounds.ts';

interface Family {
  readonly instance: number;
  readonly root: Pid;
  readonly startTicks: number;
  /** Null once the group's number belongs to somebody else's process. */
  group: Pid | null;
  readonly members: Map<Pid, Member>;
}

/** An environment that is longer in coming belongs to a process stuck in a driver, and is not waited for again. */
const PATIENCE: Seconds = 1;
/** In the middle of `exec` a process has no environment. One that has none for so long was started without any. */
const EXEC: Seconds = 1;
/** A child that has ended and of which Node has not heard for so long is none of Node's. */
const UNHEARD: Seconds = 60;

/** A process that was found to be an instance's just now. */
export interface Found extends Member {
  readonly instance: number;
}

export interface ProcfsFinderOptions {
  readonly proc: ProcFolder;
  readonly clock: Clock;
  readonly run: string;
  /** Who is in an instance's control group, where there is one. */
  readonly groupPids?: (instance: number) => readonly Pid[];
  /** Orphans become children of ours: a child without our mark has escaped from an instance. */
  readonly adopts?: boolean;
  /** Takes the exit status of an adopted child that has ended. */
  readonly reap?: (pid: Pid) => void;
  /** Told once for every process found, at once after it was. */
  readonly found?: (processes: readonly Found[]) => void;
}

/** Finds processes by control group, mark, process group, parent and environment, as main/process/README.md says. */
export function procfsFinder(options: ProcfsFinderOptions): ProcessFinder {
  const { proc, clock, run, groupPids, adopts = false, reap, found } = options;
  const families = new Map<number, Family>();
  /** Start times of processes that belong to nobody. */
  const strangers = new Map<Pid, number>();
  /** When processes without an environment were seen first. */
  const bare = new Map<Pid, Seconds>();
  /** Start times of everything that an instance has started, also of instances that have ended. */
  const descendants = new Map<Pid, number>();
  /** Since when children that had ended have waited for somebody to ask. */
  let ended = new Map<Pid, Seconds>();
  const own = proc.processStat(process.pid);
  const ownStart = own?.startTicks ?? 0;
  let news: Found[] = [];

  const add = (family: Family, { pid, name, startTicks, group, zombie }: ProcessStat) => {
    const member = { pid, name, startTicks, group, zombie };
    if (family.members.get(pid)?.startTicks !== startTicks)
      news.push({ instance: family.instance, ...member });
    family.members.set(pid, member);
    if (pid !== family.root) descendants.set(pid, startTicks);
  };
  const tellNews = () => {
    if (news.length > 0) found?.(news);
    news = [];
  };
  const familyOf = (pid: Pid) => [...families.values()].find(({ members }) => members.has(pid));

  /** Drops what is gone and, where that matters, what has become another process. */
  const prune = (listed: ReadonlySet<Pid>, again: boolean) => {
    for (const family of families.values()) {
      // Where the launched process is gone, only zombies may be left: nobody tells us when the last one dies.
      const closely = again || !listed.has(family.root);
      for (const [pid, known] of family.members) {
        const now = closely && listed.has(pid) ? proc.processStat(pid) : null;
        const gone = closely ? now?.startTicks !== known.startTicks : !listed.has(pid);
        if (gone) family.members.delete(pid);
        else if (now) add(family, now);
      }
    }
    for (const [pid, startTicks] of strangers) {
      const gone = again ? proc.processStat(pid)?.startTicks !== startTicks : !listed.has(pid);
      if (gone) strangers.delete(pid);
    }
    for (const pid of bare.keys()) if (!listed.has(pid)) bare.delete(pid);
  };

  /** Those of a family by group or parent; each found may be the parent of the next. */
  const takeRelatives = (unknown: Map<Pid, ProcessStat>) => {
    for (let found = true; found;) {
      found = false;
      for (const [pid, stat] of unknown) {
        const family =
          [...families.values()].find(({ group }) => group === stat.group) ?? familyOf(stat.parent);
        if (!family) continue;
        if (pid === family.group) {
          // The launched process was added when it was followed: this one has got its number after it.
          family.group = null;
          continue;
        }
        add(family, stat);
        unknown.delete(pid);
        found = true;
      }
    }
  };

  /** Whoever the kernel has put into an instance's group, wherever else it may belong. */
  const takeGrouped = (unknown: Map<Pid, ProcessStat>) => {
    if (!groupPids) return;
    for (const family of families.values()) {
      for (const pid of groupPids(family.instance)) {
        const stat = unknown.get(pid);
        if (stat) add(family, stat);
        unknown.delete(pid);
      }
    }
  };

  /** Whoever carries the mark that no program takes off. */
  const takeMarked = (unknown: Map<Pid, ProcessStat>) => {
    for (const [pid, stat] of unknown) {
      const instance = instanceOfLimit(run, proc.fileLocksLimit(pid));
      const family = instance === null ? undefined : families.get(instance);
      if (!family) continue;
      add(family, stat);
      unknown.delete(pid);
    }
  };

  /** A child of ours that may be an orphan of some instance: those in our own session were started by us. */
  const isAdopted = ({ pid, parent, session }: ProcessStat) =>
    adopts && parent === process.pid && session !== own?.session && !isRoot(pid);
  const isRoot = (pid: Pid) => [...families.values()].some(({ root }) => root === pid);

  /** One that has left its group and wiped its environment is the newest's that was there before it. */
  const takeAdopted = async (unknown: Map<Pid, ProcessStat>) => {
    const adopted = [...unknown.values()].filter(isAdopted);
    const environments = await Promise.all(adopted.map(({ pid }) => readEnvironment(pid)));
    for (const [i, stat] of adopted.entries()) {
      const environment = environments[i];
      if (!(environment instanceof Uint8Array)) continue;
      if ([RUN_TAG, ENGINE_MARK].some((name) => environmentValue(environment, name) !== null)) continue;
      const newest = [...families.values()].findLast(({ startTicks }) => startTicks <= stat.startTicks);
      if (!newest) continue;
      add(newest, stat);
      unknown.delete(stat.pid);
    }
  };

  /**
   * What was adopted must be waited for, or its number is never free again. What was an instance's is not Node's. Of
   * others Node hears at once, unless it was no child of its own.
   */
  const reapAdopted = (listed: ReadonlySet<Pid>) => {
    for (const pid of descendants.keys()) if (!listed.has(pid)) descendants.delete(pid);
    if (!adopts || !reap) return;
    const zombies = new Map<Pid, Seconds>();
    for (const pid of proc.ownChildren() ?? []) {
      const stat = isRoot(pid) ? null : proc.processStat(pid);
      if (!stat?.zombie || stat.session === own?.session) continue;
      const since = ended.get(pid) ?? clock.now();
      if (descendants.get(pid) === stat.startTicks || clock.now() - since > UNHEARD) reap(pid);
      else zombies.set(pid, since);
    }
    ended = zombies;
  };

  const readEnvironment = async (pid: Pid): Promise<Uint8Array | 'stuck' | null> => {
    const over = new AbortController();
    const late = clock.wait(clock.now() + PATIENCE, over.signal).then(() => 'stuck' as const);
    const environment = await Promise.race([proc.environment(pid), late]);
    over.abort();
    return environment;
  };

  const takeTagged = async (stat: ProcessStat) => {
    const environment = await readEnvironment(stat.pid);
    if (environment !== 'stuck' && environment !== null) {
      const tagged = environmentValue(environment, RUN_TAG) === run;
      const family = tagged ? families.get(Number(environmentValue(environment, INSTANCE_TAG))) : undefined;
      if (family) {
        bare.delete(stat.pid);
        add(family, stat);
        return;
      }
      if (environment.length === 0 && !stat.zombie) {
        const since = bare.get(stat.pid) ?? clock.now();
        bare.set(stat.pid, since);
        if (clock.now() - since < EXEC) return;
      }
    }
    bare.delete(stat.pid);
    strangers.set(stat.pid, stat.startTicks);
  };

  const round = async (again: boolean) => {
    const listed = new Set(proc.pids());
    prune(listed, again);
    const unknown = new Map<Pid, ProcessStat>();
    const known = new Set([...families.values()].flatMap(({ members }) => [...members.keys()]));
    for (const pid of listed) {
      if (known.has(pid) || strangers.has(pid)) continue;
      const stat = proc.processStat(pid);
      if (!stat) continue;
      // What is older than we are was not started by us.
      if (stat.kernel || stat.startTicks < ownStart) strangers.set(pid, stat.startTicks);
      else unknown.set(pid, stat);
    }
    takeGrouped(unknown);
    takeMarked(unknown);
    takeRelatives(unknown);
    if ([...unknown.values()].some(isAdopted)) {
      await takeAdopted(unknown);
      takeRelatives(unknown);
    }
    await Promise.all([...unknown.values()].map(takeTagged));
    reapAdopted(listed);
    tellNews();
  };
  const find = shareRounds(round);

  return {
    follow: (instance, root) => {
      const stat = proc.processStat(root);
      // Kept in the order of their launches.
      families.delete(instance);
      const startTicks = stat?.startTicks ?? Number.POSITIVE_INFINITY;
      const family: Family = { instance, root, startTicks, group: root, members: new Map() };
      families.set(instance, family);
      strangers.delete(root);
      if (stat) add(family, stat);
      tellNews();
    },
    forget: (instance) => {
      families.delete(instance);
    },
    find: (again = false) => find(again),
    undecided: () => bare.size > 0,
    look: (pid) => {
      const stat = proc.processStat(pid);
      return stat && { name: stat.name, cpuTicks: stat.ownTicks };
    },
    outsiders: (instance) => {
      const since = families.get(instance)?.startTicks ?? Number.POSITIVE_INFINITY;
      return proc.pids().flatMap((pid): Outsider[] => {
        const stat = familyOf(pid) ? null : proc.processStat(pid);
        if (!stat || stat.kernel || stat.zombie || stat.startTicks < since) return [];
        return [{ pid, name: stat.name, file: proc.executable(pid), command: proc.commandLine(pid) }];
      });
    },
    members: (instance) => [...(families.get(instance)?.members.values() ?? [])],
  };
}
