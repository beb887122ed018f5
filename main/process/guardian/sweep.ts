import { environmentValue } from '../../os/procfs/environment.ts';
import type { ProcFolder } from '../../os/procfs/proc-folder.ts';
import type { Pid, ProcessStat } from '../../os/procfs/process-stat.ts';
import { groupPids, killGroup } from '../cgroup/run-group.ts';
import { RUN_TAG } from '../environment.ts';
import { instanceOfLimit } from '../limit-tag.ts';
import type { Journal } from './journal.ts';

export interface SweepParts {
  readonly proc: ProcFolder;
  readonly journal: Journal;
  readonly signal: (pid: Pid, signal: 'SIGSTOP' | 'SIGKILL') => void;
}

/** An environment that is longer in coming belongs to a process stuck in a driver. */
const PATIENCE_MS = 1000;

async function environmentOf(proc: ProcFolder, pid: Pid): Promise<Uint8Array | null> {
  const { promise: late, resolve } = Promise.withResolvers<null>();
  const timer = setTimeout(resolve, PATIENCE_MS, null);
  try {
    return await Promise.race([proc.environment(pid), late]);
  } finally {
    clearTimeout(timer);
  }
}

/** Who can be said to be the run's without looking at an environment. */
function relativesOf(
  { head, entries }: Journal,
  stats: ReadonlyMap<Pid, ProcessStat>,
  known: Set<Pid>,
): void {
  const roots = new Map(entries.map(({ pid, startTicks }) => [pid, startTicks]));
  for (const pid of head.group === null ? [] : groupPids(head.group)) if (stats.has(pid)) known.add(pid);
  for (const { pid, startTicks } of stats.values()) if (roots.get(pid) === startTicks) known.add(pid);
  for (let found = true; found;) {
    found = false;
    for (const { pid, parent, group } of stats.values()) {
      if (known.has(pid)) continue;
      // A group's number is not given again while somebody is in it; its leader is ours or has gone before.
      const root = roots.get(group);
      const ofGroup = root !== undefined && (stats.get(group)?.startTicks ?? root) === root;
      if (!known.has(parent) && !ofGroup) continue;
      known.add(pid);
      found = true;
    }
  }
}

/**
 * Looks once for everything of a run and ends it: first all that is found is halted, so that programs which watch over
 * one another cannot start each other again, then it is killed.
 * @param strangers processes looked at before, by pid, with their start; kept up to date
 * @returns how many were found, and whether there was one of which it cannot be said yet, in the middle of `exec`
 */
export async function sweepOnce(
  { proc, journal, signal }: SweepParts,
  strangers: Map<Pid, number>,
): Promise<{ readonly found: readonly Pid[]; readonly undecided: boolean }> {
  const { head } = journal;
  const stats = new Map<Pid, ProcessStat>();
  for (const pid of proc.pids()) {
    const stat = pid === process.pid ? null : proc.processStat(pid);
    // What is older than the engine was not started by it.
    if (stat && !stat.kernel && !stat.zombie && stat.startTicks >= head.engine.startTicks)
      stats.set(pid, stat);
  }
  const isStranger = ({ pid, startTicks }: ProcessStat) => strangers.get(pid) === startTicks;
  const known = new Set<Pid>();
  for (const stat of stats.values())
    if (!isStranger(stat) && instanceOfLimit(head.run, proc.fileLocksLimit(stat.pid)) !== null)
      known.add(stat.pid);
  const halted = new Set<Pid>();
  const halt = () => {
    relativesOf(journal, stats, known);
    for (const pid of known) {
      if (!halted.has(pid)) signal(pid, 'SIGSTOP');
      halted.add(pid);
    }
  };
  halt();
  let undecided = false;
  const look = async ({ pid, startTicks }: ProcessStat) => {
    const environment = await environmentOf(proc, pid);
    if (environment !== null && environmentValue(environment, RUN_TAG) === head.run) known.add(pid);
    else if (environment?.length === 0) undecided = true;
    else strangers.set(pid, startTicks);
  };
  const unknown = [...stats.values()].filter((stat) => !known.has(stat.pid) && !isStranger(stat));
  await Promise.all(unknown.map(look));
  halt();
  if (head.group !== null) killGroup(head.group);
  for (const pid of known)
    if (proc.processStat(pid)?.startTicks === stats.get(pid)?.startTicks) signal(pid, 'SIGKILL');
  return { found: [...known], undecided };
}
