import { spawn, type ChildProcess, type SpawnOptions } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { Problem } from '../../shared/model/problem.ts';
import { instanceEnvironment } from './environment.ts';
import { checkWorkingDirectory, findExecutable } from './executable.ts';
import { StartFailed, type Instance, type InstanceEvent, type InstanceSpec } from './instance.ts';
import { LinuxInstance, type InstanceContext } from './linux-instance.ts';
import { portAnswers } from './ready/port-answers.ts';

/** The box is full at this moment; the same program may start where there is room. */
const NO_ROOM: ReadonlySet<string> = new Set(['EAGAIN', 'ENOMEM', 'EMFILE', 'ENFILE']);

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

/** The kernel's refusal as what it means: no room now, or never. */
function refusal(error: NodeJS.ErrnoException, file: string): Error {
  const { code } = error;
  if (code === undefined) return error;
  return NO_ROOM.has(code)
    ? new StartFailed(code)
    : new Problem('executable.not-started', { path: file, reason: code });
}

/** Node throws some refusals and tells others as an event. */
async function spawnLeader(
  file: string,
  args: readonly string[],
  options: SpawnOptions,
): Promise<ChildProcess> {
  let child: ChildProcess;
  try {
    child = spawn(file, args, { ...options, detached: true });
  } catch (error) {
    throw refusal(error as NodeJS.ErrnoException, file);
  }
  if (child.pid === undefined) {
    const [error] = (await once(child, 'error')) as [NodeJS.ErrnoException];
    throw refusal(error, file);
  }
  return child;
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

/**
 * Starts one instance, without a shell and as the leader of a process group of its own.
 * @throws Problem as `prepareInstance` does, and `executable.not-started`
 * @throws StartFailed where there was no room for one more process
 */
export async function launchInstance(
  spec: InstanceSpec,
  context: InstanceContext & { readonly run: string },
  tell: (event: InstanceEvent) => void,
): Promise<Instance> {
  const { file, folder, environment } = await prepareInstance(spec, context.run);
  const child = await spawnLeader(file, spec.arguments, {
    cwd: folder,
    env: environment,
    stdio: [spec.stop.ask === 'stdin' ? 'pipe' : 'ignore', 'pipe', 'pipe'],
  });
  return new LinuxInstance(child, spec, context, tell);
}
