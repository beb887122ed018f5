import type { Clock } from '../os/clock.ts';
import { procFolder } from '../os/procfs/proc-folder.ts';
import { memoryKills } from './end/memory-kills.ts';
import type { Launcher } from './instance.ts';
import { launchInstance, prepareInstance } from './launch-instance.ts';
import { procfsFinder } from './processes/procfs-finder.ts';

export interface LauncherOptions {
  /** The run's id: every process of it carries it. */
  readonly run: string;
  /** Where the instances' output goes; made when the first line comes. */
  readonly logFolder: string;
  readonly clock: Clock;
}

/** Starts the instances of one run on Linux. */
export function linuxLauncher({ run, logFolder, clock }: LauncherOptions): Launcher {
  const proc = procFolder();
  const finder = procfsFinder({ proc, clock, run });
  const kills = memoryKills(proc);
  const context = { run, logFolder, clock, finder, memoryKills: kills };
  return {
    check: async (spec) => {
      await prepareInstance(spec, run);
    },
    refresh: async () => {
      kills.mark();
      await finder.find();
    },
    launch: (spec, tell) => launchInstance(spec, context, tell),
  };
}
