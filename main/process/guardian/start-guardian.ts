import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { entryPath } from '../../os/entries.ts';
import type { Pid } from '../../os/procfs/process-stat.ts';
import { INSTANCE_TAG, RUN_TAG } from '../environment.ts';
import { GUARDIAN_DONE, GUARDIAN_READY } from './guardian-words.ts';

export interface Guardian {
  /** Its process while it lives; null between two lives of it and at the end. */
  readonly pid: Pid | null;
  /**
   * Resolves when a guardian watches. To be awaited before anything is started.
   * @throws Error where none can be had
   */
  watching(): Promise<void>;
  /** The run has ended and nothing is left of it. */
  dismiss(): Promise<void>;
}

export interface GuardianOptions {
  readonly run: string;
  readonly journalFile: string;
  /** Another program in its place, for tests. */
  readonly program?: string;
}

/** Somebody who ends it again and again wants it gone. */
const MOST_STARTS = 4;
const START_MS = 20_000;

/** It is no part of a run, and flags of ours (a test runner's, a debugger's) are not for it. */
const NOT_ITS: ReadonlySet<string> = new Set([RUN_TAG, INSTANCE_TAG, 'NODE_OPTIONS', 'NODE_CHANNEL_FD']);

function environment(): NodeJS.ProcessEnv {
  const own = Object.fromEntries(Object.entries(process.env).filter(([name]) => !NOT_ITS.has(name)));
  // Under Electron the same executable is Node only if told so. A read of /proc that is stuck holds one thread.
  return { ...own, ELECTRON_RUN_AS_NODE: '1', UV_THREADPOOL_SIZE: '16' };
}

async function ready(child: ChildProcess): Promise<void> {
  const gone = once(child, 'close').then(() => {
    throw new Error('the guardian ended at once');
  });
  const said = (async () => {
    let text = '';
    for await (const chunk of child.stdout ?? []) {
      text += String(chunk);
      if (text.includes(GUARDIAN_READY)) return;
    }
    return gone;
  })();
  const late = new AbortController();
  const tooLate = once(AbortSignal.any([late.signal, AbortSignal.timeout(START_MS)]), 'abort').then(() => {
    throw new Error(`the guardian was not ready within ${START_MS} ms`);
  });
  tooLate.catch(() => undefined);
  gone.catch(() => undefined);
  try {
    await Promise.race([said, gone, tooLate]);
  } finally {
    late.abort();
  }
}

/**
 * Starts the process that ends a run's instances when this one is gone. One that ends is started anew.
 */
export function startGuardian({ run, journalFile, program }: GuardianOptions): Guardian {
  let child: ChildProcess | null = null;
  let starts = 0;
  let dismissed = false;
  let watching: Promise<void>;

  const start = async (): Promise<void> => {
    starts += 1;
    const started = spawn(process.execPath, [program ?? entryPath('guardian'), journalFile, run], {
      detached: true,
      stdio: ['pipe', 'pipe', 'ignore'],
      env: environment(),
      cwd: '/',
    });
    started.on('error', () => undefined);
    for (const stream of [started.stdin, started.stdout]) stream.on('error', () => undefined);
    child = started;
    started.once('exit', () => {
      child = null;
      if (dismissed || starts >= MOST_STARTS) return;
      watching = start();
      watching.catch(() => undefined);
    });
    await ready(started);
    // The engine ends when it has nothing else to do.
    (started.stdin as unknown as { unref(): void }).unref();
    started.unref();
  };
  watching = start();
  watching.catch(() => undefined);

  return {
    get pid() {
      return child?.pid ?? null;
    },
    watching: async () => {
      await watching;
      if (child === null) throw new Error('there is no guardian any more');
    },
    dismiss: async () => {
      dismissed = true;
      await watching.catch(() => undefined);
      const last = child;
      if (last === null) return;
      const gone = once(last, 'exit');
      last.ref();
      last.stdin?.end(GUARDIAN_DONE);
      await gone;
    },
  };
}
