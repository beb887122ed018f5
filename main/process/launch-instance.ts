import type { Displays } from './displays/displays.ts';
import type { Instance, InstanceEvent, InstanceSpec } from './instance.ts';
import { LaunchedInstance, type InstanceContext } from './launched-instance.ts';
import { prepareInstance } from './prepare-instance.ts';
import { spawnLeader, type LeaderStart } from './spawn-leader.ts';

/** What a launch needs of the run. */
export interface LaunchContext extends Omit<InstanceContext, 'windows'> {
  readonly displays: Displays;
  readonly run: string;
  readonly setpriv: string | null;
  /** Starts a process in the control group of an instance, where there is one. */
  readonly startIn: <T>(instance: number, start: () => T) => T;
}

/**
 * Starts one instance, without a shell and as the leader of a process group of its own.
 * @throws Problem as `prepareInstance` does, and `executable.not-started`
 * @throws StartFailed where there was no room for one more process
 */
export async function launchInstance(
  spec: InstanceSpec,
  context: LaunchContext,
  tell: (event: InstanceEvent) => void,
): Promise<Instance> {
  const { file, folder, environment } = await prepareInstance(spec, context.run);
  const { finder, startIn, setpriv, displays } = context;
  const windows = await displays.watch(environment);
  const within: LeaderStart['within'] = (start) =>
    startIn(spec.instance, () => {
      const started = start();
      // At once: it may start others before we look again.
      if (started.pid !== undefined) finder.follow(spec.instance, started.pid);
      return started;
    });
  try {
    const child = await spawnLeader({
      file,
      args: spec.arguments,
      options: {
        cwd: folder,
        env: environment,
        stdio: [spec.stop.ask === 'stdin' ? 'pipe' : 'ignore', 'pipe', 'pipe'],
      },
      setpriv,
      within,
    });
    return new LaunchedInstance(child, spec, { file, folder, environment }, { ...context, windows }, tell);
  } catch (error) {
    finder.forget(spec.instance);
    throw error;
  }
}
