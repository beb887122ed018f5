import { availableParallelism } from 'node:os';
import path from 'node:path';
import type { Clock } from '../../os/clock.ts';
import { dumpFinder } from '../end/find-dump.ts';
import type { Instance, InstanceEvent, InstanceSpec, Launcher } from '../instance.ts';
import { LaunchedInstance, type InstanceContext } from '../launched-instance.ts';
import { prepareInstance } from '../prepare-instance.ts';
import type { StopWays } from '../stop/stop-ways.ts';
import { consoleBreak, hasConsole } from './console-break.ts';
import { jobFinder } from './job-finder.ts';
import { joinEngineJob, Job } from './job.ts';
import { startProcess } from './start-process.ts';
import { closeWindows, desktopWindows } from './windows-of.ts';

export interface WindowsLauncherOptions {
  /** The run's id: every process of it carries it. */
  readonly run: string;
  /** Where the instances' output goes; made when the first line comes. */
  readonly logFolder: string;
  readonly clock: Clock;
}

const pidsOf = (members: readonly { readonly pid: number }[]) => new Set(members.map(({ pid }) => pid));

/**
 * Starts the instances of one run on Windows. This process joins a job that ends with it before the first one is
 * started, and each instance has a job of its own inside it.
 * @throws WindowsError where there can be no such job: then nothing may be launched
 */
export function windowsLauncher({ run, logFolder, clock }: WindowsLauncherOptions): Launcher {
  joinEngineJob();
  const jobs = new Map<number, Job>();
  const jobOf = (instance: number): Job => {
    const job = jobs.get(instance);
    if (!job) throw new Error(`instance ${instance} has no job`);
    return job;
  };
  const finder = jobFinder(jobOf);
  const ways: StopWays = {
    ask: (how, members, root) =>
      // A program without a window may have a console, and the other way round.
      how === 'close-window'
        ? closeWindows(pidsOf(members)) || consoleBreak(root)
        : consoleBreak(root) || closeWindows(pidsOf(members)),
    // The job is ended as a whole, by `endGroup`.
    kill: (members) => members.length > 0,
  };
  const context: InstanceContext = {
    clock,
    finder,
    logFolder,
    ways,
    memoryKills: { mark: () => undefined, recent: () => false },
    windows: desktopWindows(clock),
    cores: availableParallelism(),
    findDump: dumpFinder(),
    endGroup: (instance) => jobs.get(instance)?.terminate(),
    forgetGroup: (instance) => {
      jobs.get(instance)?.close();
      jobs.delete(instance);
    },
  };
  const launch = async (spec: InstanceSpec, tell: (event: InstanceEvent) => void): Promise<Instance> => {
    const { file, folder, environment } = await prepareInstance(spec, run);
    const job = new Job();
    jobs.set(spec.instance, job);
    try {
      const child = await startProcess({
        file: path.win32.normalize(file),
        args: spec.arguments,
        folder: path.win32.normalize(folder),
        environment,
        stdin: spec.stop.ask === 'stdin',
        job,
        console: hasConsole(),
      });
      finder.follow(spec.instance, child.pid);
      return new LaunchedInstance(child, spec, { file, folder, environment }, context, tell);
    } catch (error) {
      finder.forget(spec.instance);
      context.forgetGroup(spec.instance);
      throw error;
    }
  };
  return {
    check: async (spec) => {
      await prepareInstance(spec, run);
    },
    refresh: () => finder.find(),
    launch,
    close: () => Promise.resolve(),
  };
}
