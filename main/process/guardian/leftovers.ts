import { existsSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { Seconds } from '../../../shared/model/units.ts';
import type { Clock } from '../../os/clock.ts';
import { bootId } from '../../os/owner.ts';
import { environmentValue } from '../../os/procfs/environment.ts';
import { procFolder, type ProcFolder } from '../../os/procfs/proc-folder.ts';
import type { Pid } from '../../os/procfs/process-stat.ts';
import { removeGroup } from '../cgroup/run-group.ts';
import { RUN_TAG } from '../environment.ts';
import { instanceOfLimit } from '../limit-tag.ts';
import { readJournal, type Journal } from './journal.ts';

export const JOURNAL_FILE = 'journal.ndjson';

/** What was found of a run whose engine is gone. */
export interface Leftover {
  readonly run: string;
  readonly ended: readonly { readonly pid: Pid; readonly name: string }[];
  /** Carries the run's tag, but is not in its journal, or would not end: somebody has to look after it. */
  readonly left: readonly { readonly pid: Pid; readonly name: string }[];
}

export interface LeftoverParts {
  readonly proc: ProcFolder;
  readonly clock: Clock;
  readonly boot: string;
  readonly kill: (pid: Pid) => void;
}

/** How often it is looked whether what was killed is gone, and how long. */
const LOOK: Seconds = 0.02;
const PATIENCE: Seconds = 5;

async function isTagged(run: string, proc: ProcFolder, pid: Pid, clock: Clock): Promise<boolean> {
  if (instanceOfLimit(run, proc.fileLocksLimit(pid)) !== null) return true;
  const over = new AbortController();
  const late = clock.wait(clock.now() + 1, over.signal).then(() => null);
  const environment = await Promise.race([proc.environment(pid), late]);
  over.abort();
  return environment !== null && environmentValue(environment, RUN_TAG) === run;
}

async function endOf(
  { head, entries }: Journal,
  { proc, clock, kill }: LeftoverParts,
): Promise<Leftover | null> {
  const starts = new Map(entries.map(({ pid, startTicks }) => [pid, startTicks]));
  const named = new Map<Pid, string>();
  const ours = new Set<Pid>();
  const living = (pid: Pid) => {
    const stat = proc.processStat(pid);
    return stat && !stat.zombie && stat.startTicks === starts.get(pid) ? stat : null;
  };
  for (const pid of proc.pids()) {
    const stat = proc.processStat(pid);
    if (!stat || stat.kernel || stat.zombie || stat.startTicks < head.engine.startTicks) continue;
    if (!(await isTagged(head.run, proc, pid, clock))) continue;
    named.set(pid, stat.name);
    if (stat.startTicks === starts.get(pid)) ours.add(pid);
  }
  const over = clock.now() + PATIENCE;
  for (const pid of ours) if (living(pid)) kill(pid);
  const stays = () => [...ours].filter((pid) => living(pid));
  while (stays().length > 0 && clock.now() < over)
    await clock.wait(clock.now() + LOOK, new AbortController().signal);
  const rest = new Set(stays());
  const list = (pids: Iterable<Pid>) => [...pids].map((pid) => ({ pid, name: named.get(pid) ?? '' }));
  if (named.size === 0) return null;
  return {
    run: head.run,
    ended: list([...ours].filter((pid) => !rest.has(pid))),
    left: list([...named.keys()].filter((pid) => !ours.has(pid) || rest.has(pid))),
  };
}

function systemParts(clock: Clock): LeftoverParts {
  const kill = (pid: Pid) => {
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // Gone meanwhile, or another user's.
    }
  };
  return { proc: procFolder(), clock, boot: bootId(), kill };
}

/**
 * Ends what runs of this data folder have left behind although their engine is gone: where engine and guardian were
 * killed together. A process is ended only if pid, start time and the run's tag are all as the journal says; what has
 * the tag alone is told.
 * @param runsFolder a folder for each run
 */
export async function endLeftovers(
  runsFolder: string,
  clock: Clock,
  parts = systemParts(clock),
): Promise<readonly Leftover[]> {
  if (!existsSync(runsFolder)) return [];
  const found: Leftover[] = [];
  for (const name of readdirSync(runsFolder)) {
    const file = path.join(runsFolder, name, JOURNAL_FILE);
    const journal = readJournal(file);
    if (journal === null) continue;
    const { engine, boot, group } = journal.head;
    // After a restart of the box the numbers mean others.
    const sameBoot = boot === parts.boot;
    if (sameBoot && parts.proc.processStat(engine.pid)?.startTicks === engine.startTicks) continue;
    const leftover = sameBoot ? await endOf(journal, parts) : null;
    if (leftover) found.push(leftover);
    if (group !== null) removeGroup(group);
    if (!leftover?.left.length) rmSync(file, { force: true });
  }
  return found;
}
