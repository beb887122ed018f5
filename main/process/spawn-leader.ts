import { spawn, type ChildProcess, type SpawnOptions } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { Problem } from '../../shared/model/problem.ts';
import { runProgram } from '../os/run-program.ts';
import { findExecutable } from './executable.ts';
import { StartFailed } from './instance.ts';

/** The box is full at this moment; the same program may start where there is room. */
const NO_ROOM: ReadonlySet<string> = new Set(['EAGAIN', 'ENOMEM', 'EMFILE', 'ENFILE']);

/** The kernel's refusal as what it means: no room now, or never. */
function refusal(error: NodeJS.ErrnoException, file: string): Error {
  const { code } = error;
  if (code === undefined) return error;
  return NO_ROOM.has(code)
    ? new StartFailed(code)
    : new Problem('executable.not-started', { path: file, reason: code });
}

/** Node throws some refusals and tells others as an event. */
async function spawnOrRefuse(start: () => ChildProcess, file: string): Promise<ChildProcess> {
  let child: ChildProcess;
  try {
    child = start();
  } catch (error) {
    throw refusal(error as NodeJS.ErrnoException, file);
  }
  if (child.pid === undefined) {
    const [error] = (await once(child, 'error')) as [NodeJS.ErrnoException];
    throw refusal(error, file);
  }
  return child;
}

const DEATH_SIGNAL = ['--pdeathsig', 'KILL', '--'] as const;
/** What setpriv calls itself until it has become the program: nobody else is called that. */
const ON_THE_WAY = 'kneescope-launch';
/** How setpriv ends where it could not start the program. */
const NOT_STARTED: ReadonlySet<number> = new Set([126, 127]);

/**
 * The program that asks the kernel to kill its child when the thread that started it is gone, as `setpriv` of
 * util-linux does; null where there is none that can.
 */
export async function findSetpriv(): Promise<string | null> {
  try {
    const options = { timeout: 5, mostBytes: 1024, environment: process.env };
    const setpriv = await findExecutable('setpriv', process.env['PATH'] ?? '');
    await runProgram(setpriv, [...DEATH_SIGNAL, 'true'], options);
    return setpriv;
  } catch {
    return null;
  }
}

/** How long it is waited for, and how often it is looked. Longer only a box waits that is overloaded anyway. */
const ON_THE_WAY_MS = { most: 50, look: 0.2 } as const;

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

/** The code with which a process has ended that nobody has waited for yet; null while it runs. */
function codeOfZombie(pid: number): number | null {
  const stat = textOf(`/proc/${pid}/stat`);
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  // Field 52 of proc(5), as `waitpid` writes it.
  return fields[0] === 'Z' ? (Number(fields[49]) >> 8) & 0xff : null;
}

/**
 * Waits until setpriv has become the program, a millisecond, without letting anything else happen: else the program
 * could write and end before anybody listens.
 * @returns false where it could not become it
 */
function arrived(pid: number): boolean {
  const over = performance.now() + ON_THE_WAY_MS.most;
  const nobody = new Int32Array(new SharedArrayBuffer(4));
  while (performance.now() < over) {
    const line = textOf(`/proc/${pid}/cmdline`);
    if (line !== '' && !line.startsWith(`${ON_THE_WAY}\0`)) return true;
    const code = line === '' ? codeOfZombie(pid) : null;
    if (code !== null) return !NOT_STARTED.has(code);
    Atomics.wait(nobody, 0, 0, ON_THE_WAY_MS.look);
  }
  return true;
}

export interface LeaderStart {
  readonly file: string;
  readonly args: readonly string[];
  readonly options: SpawnOptions;
  /** As {@link findSetpriv} gives it. */
  readonly setpriv: string | null;
  /** Does the starting itself, in the instance's control group where there is one; may be called twice. */
  readonly within: (start: () => ChildProcess) => ChildProcess;
}

/**
 * Starts a program as the leader of a session and a process group of its own; where it can be had, the kernel kills it
 * when we are gone.
 * @throws Problem `executable.not-started`
 * @throws StartFailed where there was no room for one more process
 */
export async function spawnLeader({
  file,
  args,
  options,
  setpriv,
  within,
}: LeaderStart): Promise<ChildProcess> {
  const detached = { ...options, detached: true };
  if (setpriv !== null) {
    const start = () => spawn(setpriv, [...DEATH_SIGNAL, file, ...args], { ...detached, argv0: ON_THE_WAY });
    const child = await spawnOrRefuse(() => within(start), file);
    if (arrived(child.pid ?? 0)) return child;
    // It could not start the program. Asked directly, the kernel tells us why.
    for (const stream of [child.stdin, child.stdout, child.stderr]) stream?.destroy();
  }
  return spawnOrRefuse(() => within(() => spawn(file, args, detached)), file);
}
