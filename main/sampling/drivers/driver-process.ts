import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { entryPath } from '../../os/entries.ts';
import type { PartialReading, ProviderStart } from '../provider.ts';
import type { Gpus, InstancePids } from '../sampler.ts';
import type { DriverAnswer, DriverRequest } from './driver-messages.ts';
import type { DriverSourceName } from './driver-source.ts';

/** One sampler process. Everything it is asked rejects once it has ended. */
export interface DriverProcess {
  open(known: Gpus): Promise<ProviderStart>;
  read(instances: InstancePids): Promise<PartialReading>;
  /** Ends it without asking: it may hang. Resolves when it has ended, or when even the kernel could not end it. */
  kill(): Promise<void>;
  /** Null where none could be started. */
  readonly pid: number | null;
}

/** A process that waits in a driver for a device cannot be killed before that answers. It is left to the kernel then. */
const KILL_PATIENCE_MS = 2000;

interface Asker {
  readonly resolve: (answer: DriverAnswer) => void;
  readonly reject: (error: Error) => void;
}

/** @param environment added to ours */
export function startDriverProcess(
  source: DriverSourceName,
  environment: Readonly<Record<string, string>> = {},
): DriverProcess {
  const askers: Asker[] = [];
  let over: Error | null = null;
  const end = (error: Error) => {
    over ??= error;
    for (const { reject } of askers.splice(0)) reject(over);
  };

  let child: ChildProcess | null = null;
  try {
    child = fork(entryPath('sampler'), [source], {
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      // Flags of ours, such as a test runner's, are not for it. In the desktop app our executable is Electron.
      execArgv: [],
      env: { ...process.env, ELECTRON_RUN_AS_NODE: '1', ...environment },
    });
    child.on('message', (message) => askers.shift()?.resolve(message as DriverAnswer));
    child.once('error', end);
    child.once('exit', (code, signal) => {
      end(new Error(`the process that reads ${source} ended with ${signal ?? `code ${code ?? '?'}`}`));
    });
  } catch (error) {
    end(error instanceof Error ? error : new Error(String(error)));
  }

  const ask = (request: DriverRequest) =>
    new Promise<DriverAnswer>((resolve, reject) => {
      if (over || !child) {
        reject(over ?? new Error('never started'));
        return;
      }
      askers.push({ resolve, reject });
      child.send(request, (error) => {
        if (error) end(error);
      });
    });
  const failure = (message: DriverAnswer) =>
    new Error(message.kind === 'failed' ? message.reason : `an answer out of turn: ${message.kind}`);

  return {
    pid: child?.pid ?? null,
    open: async (known) => {
      const message = await ask({ kind: 'open', known });
      if (message.kind !== 'opened') throw failure(message);
      return message.start;
    },
    read: async (instances) => {
      const message = await ask({ kind: 'read', instances });
      if (message.kind !== 'reading') throw failure(message);
      return message.reading;
    },
    kill: async () => {
      if (child?.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
      const exited = once(child, 'exit', { signal: AbortSignal.timeout(KILL_PATIENCE_MS) });
      child.kill('SIGKILL');
      await exited.catch(() => undefined);
      child.removeAllListeners();
      if (child.connected) child.disconnect();
      child.unref();
    },
  };
}
