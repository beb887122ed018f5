import path from 'node:path';
import { Problem } from '../../shared/model/problem.ts';
import { instanceEnvironment } from './environment.ts';
import { checkWorkingDirectory, findExecutable } from './executable.ts';
import type { InstanceSpec } from './instance.ts';
import { portAnswers } from './ready/port-answers.ts';

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

/** On Windows the case of a name means nothing, and it is mostly written Path. */
function searchPath(environment: Readonly<Record<string, string>>): string {
  const names = process.platform === 'win32' ? /^path$/iu : /^PATH$/u;
  return Object.entries(environment).findLast(([name]) => names.test(name))?.[1] ?? '';
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
  const file = await findExecutable(spec.executable, searchPath(environment));
  const folder = spec.workingDirectory ?? path.dirname(file);
  await checkWorkingDirectory(folder);
  if (spec.ready.by === 'port') {
    const { port } = spec.ready;
    // Else somebody else's server would make this instance look ready.
    if (await portAnswers(port, new AbortController().signal)) throw new Problem('port.taken', { port });
  }
  return { file, folder, environment };
}
