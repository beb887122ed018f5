import path from 'node:path';
import { Problem } from '../../shared/model/problem.ts';
import { instanceEnvironment } from './environment.ts';
import { checkWorkingDirectory, findExecutable } from './executable.ts';
import type { Instance, InstanceEvent, InstanceSpec } from './instance.ts';
import { LinuxInstance, type InstanceContext } from './linux-instance.ts';
import { portAnswers } from './ready/port-answers.ts';
import { spawnLeader, type LeaderStart } from './spawn-leader.ts';

function refuseNul(spec: InstanceSpec): void {
  const texts: [string, string | null][] = [
    ['executable', spec.executable],
    ['workingDirectory', spec.workingDirectory],
    ...spec.arguments.map((text, i): [string, string] => [`arguments[${i}]`, text]),
    ...Object.entries(spec.environment).map(([name, text]): [string, string] => [
      `environment.${name}`,
      name + text,
    ]),
  ];
  for (const [field, text] of texts) if (text?.includes('\0')) throw new Problem('text.nul', { field });
}

/** What the kernel is asked to start. */
export interface Start {
  readonly file: string;
  readonly folder: string;
  readonly environment: Readonly<Record<string, string>>;
}

/**
 * Makes sure that an instance can be started, as far as that can be told beforehand.
 * @throws Problem `executable.*`, `working-directory.missing`, `text.nul` or `port.taken`
 */
export async function prepareInstance(spec: InstanceSpec, run: string): Promise<Start> {
  refuseNul(spec);
  const environment = instanceEnvironment(process.env, spec.environment, run, spec.instance);
  const file = await findExecutable(spec.executable, environment['PATH'] ?? '');
  const folder = spec.workingDirectory ?? path.dirname(file);
  await checkWorkingDirectory(folder);
  if (spec.ready.by === 'port') {
    const { port } = spec.ready;
    // Else somebody else's server would make this instance look ready.
    if (await portAnswers(port, new AbortController().signal)) throw new Problem('port.taken', { port });
  }
  return { file, folder, environment };
}

/** What a launch needs of the run. */
export interface LaunchContext extends InstanceContext {
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
  const { finder, startIn, setpriv } = context;
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
    return new LinuxInstance(child, spec, context, tell);
  } catch (error) {
    finder.forget(spec.instance);
    throw error;
  }
}
