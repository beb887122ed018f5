import { availableParallelism } from 'node:os';
import path from 'node:path';
import { Problem } from '../../shared/model/problem.ts';
import type { Clock } from '../os/clock.ts';
import { becomeSubreaper, reapChild } from '../os/linux/libc.ts';
import { bootId } from '../os/owner.ts';
import { procFolder } from '../os/procfs/proc-folder.ts';
import { openRunGroup, type RunGroup } from './cgroup/run-group.ts';
import { displays } from './displays/displays.ts';
import { dumpFinder } from './end/find-dump.ts';
import { memoryKills } from './end/memory-kills.ts';
import { ENGINE_MARK } from './environment.ts';
import { JournalWriter } from './guardian/journal.ts';
import { JOURNAL_FILE } from './guardian/leftovers.ts';
import { startGuardian, type GuardianOptions } from './guardian/start-guardian.ts';
import type { Launcher } from './instance.ts';
import { launchInstance } from './launch-instance.ts';
import { startTagged } from './limit-tag.ts';
import { prepareInstance } from './prepare-instance.ts';
import type { ProcessFinder } from './processes/process-finder.ts';
import { procfsFinder } from './processes/procfs-finder.ts';
import { findSetpriv } from './spawn-leader.ts';
import { signalWays } from './stop/stop-ways.ts';

export interface LauncherOptions {
  /** The run's id: every process of it carries it. */
  readonly run: string;
  /** The run's own: the journal lies there. */
  readonly folder: string;
  /** Where the instances' output goes; made when the first line comes. */
  readonly logFolder: string;
  readonly clock: Clock;
  /** Whether control groups are used where they can be; `KNEESCOPE_CGROUP=off` says no, for tests of both ways. */
  readonly groups?: boolean;
  readonly guardian?: Pick<GuardianOptions, 'program'>;
}

/**
 * Starts the instances of one run on Linux. Their lives are tied to ours before the first one is started: by a guardian
 * that outlives us, a journal that it reads, and what the kernel offers beside (main/process/README.md).
 * @throws Problem `data.unwritable` where the journal cannot be written
 */
export function linuxLauncher(options: LauncherOptions): Launcher {
  const { run, folder, logFolder, clock } = options;
  const { groups = process.env['KNEESCOPE_CGROUP'] !== 'off' } = options;
  const proc = procFolder();
  process.env[ENGINE_MARK] = String(process.pid);
  const group = groups ? openRunGroup(run) : null;
  const journal = openJournal(run, folder, group, proc.processStat(process.pid)?.startTicks ?? 0);
  const guardian = startGuardian({ run, journalFile: journal.file, ...options.guardian });
  const setpriv = findSetpriv();
  const living = new Map<number, () => readonly { pid: number; startTicks: number }[]>();
  const finder = procfsFinder({
    proc,
    clock,
    run,
    ...(group && { groupPids: (instance: number) => group.pids(instance) }),
    adopts: becomeSubreaper(),
    reap: reapChild,
    found: (processes) => {
      for (const { instance } of processes) living.set(instance, () => finder.members(instance));
      journal.add(processes, () =>
        [...living].flatMap(([instance, members]) => members().map((one) => ({ instance, ...one }))),
      );
    },
  });
  const kills = memoryKills(proc);
  const seen = displays();
  const context = {
    run,
    logFolder,
    clock,
    finder,
    memoryKills: kills,
    ways: signalWays,
    displays: seen,
    cores: availableParallelism(),
    findDump: dumpFinder(),
    startIn: <T>(instance: number, start: () => T) =>
      startTagged(run, instance, () => (group ? group.startIn(instance, start) : start())),
    endGroup: (instance: number) => group?.kill(instance),
    forgetGroup: (instance: number) => group?.forget(instance),
  };
  return {
    check: async (spec) => {
      await prepareInstance(spec, run);
    },
    refresh: async () => {
      kills.mark();
      await finder.find();
    },
    launch: async (spec, tell) => {
      try {
        await guardian.watching();
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error);
        throw new Problem('guardian.none', { reason });
      }
      const instance = await launchInstance(spec, { ...context, setpriv: await setpriv }, tell);
      lookSoon(finder);
      return instance;
    },
    close: async () => {
      seen.close();
      await guardian.dismiss();
      group?.remove();
      journal.remove();
    },
  };
}

/**
 * Most of what a program starts it starts at once, and what hides itself is found as long as its parent lives: so it is
 * looked sooner than at the next tick.
 */
const SOON_MS = [20, 60, 150, 400];

function lookSoon(finder: ProcessFinder): void {
  for (const ms of SOON_MS) setTimeout(() => void finder.find(), ms).unref();
}

function openJournal(run: string, folder: string, group: RunGroup | null, startTicks: number): JournalWriter {
  const head = {
    run,
    boot: bootId(),
    engine: { pid: process.pid, startTicks },
    group: group?.folder ?? null,
  };
  try {
    return new JournalWriter(path.join(folder, JOURNAL_FILE), head);
  } catch (error) {
    group?.remove();
    throw new Problem('data.unwritable', {
      folder,
      reason: error instanceof Error ? error.message : String(error),
    });
  }
}
