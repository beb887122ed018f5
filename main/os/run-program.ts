import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Seconds } from '../../shared/model/units.ts';

export interface ProgramOptions {
  /** After that it is killed. */
  readonly timeout: Seconds;
  readonly mostBytes: number;
  readonly environment: NodeJS.ProcessEnv;
}

/**
 * Runs a short program to its end, without a shell.
 * @returns what it wrote on stdout
 * @throws Error where it cannot be started, fails, takes too long or writes too much
 */
export async function runProgram(
  file: string,
  args: readonly string[],
  { timeout, mostBytes, environment }: ProgramOptions,
): Promise<string> {
  const { stdout } = await promisify(execFile)(file, args, {
    timeout: timeout * 1000,
    killSignal: 'SIGKILL',
    maxBuffer: mostBytes,
    env: environment,
    windowsHide: true,
  });
  return stdout;
}
