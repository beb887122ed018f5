import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { electronProgram } from '../../os/electron-program.ts';
import { entryPath } from '../../os/entries.ts';
import type { ExitCode } from '../exit-codes.ts';
import { EXIT } from '../exit-codes.ts';
import type { Context } from '../io.ts';
import type { Options } from '../options.ts';

/** `kneescope desktop`: the app in a window of its own, until somebody closes it. */
export async function desktop(
  context: Context,
  [plan]: readonly string[],
  options: Options,
): Promise<ExitCode> {
  const program = await electronProgram(() => {
    context.note(context.texts.cli.desktop.fetching);
  });
  const app = path.resolve(path.dirname(entryPath('desktop')), '../..');
  const { ELECTRON_RUN_AS_NODE: _, ...env } = process.env;
  const data = options['data'];
  const child = spawn(
    program,
    [
      app,
      ...(typeof data === 'string' ? [`--data=${path.resolve(data)}`] : []),
      ...(options['lang'] === undefined ? [] : [`--lang=${context.language}`]),
      ...(plan === undefined ? [] : [path.resolve(plan)]),
    ],
    { stdio: 'inherit', env },
  );
  const [code] = (await once(child, 'exit')) as [number | null];
  return code === 0 ? EXIT.done : EXIT.fault;
}
