import { Worker } from 'node:worker_threads';
import type { Capability, ReadingName } from '../../../shared/model/capability.ts';
import { entryPath } from '../../os/entries.ts';
import type { PartialReading, Provider } from '../provider.ts';
import type { InstancePids } from '../sampler.ts';
import type { ProcfsAnswer, ProcfsWorkerData } from './procfs-messages.ts';

const READINGS: readonly ReadingName[] = [
  'cpu',
  'cores',
  'cpuClock',
  'cpuThrottles',
  'runQueue',
  'pressure',
  'ram',
  'commit',
  'swap',
  'instances.cpu',
  'instances.ramMiB',
  'instances.pssMiB',
  'instances.hottestThread',
];

interface Asker {
  readonly resolve: (answer: ProcfsAnswer) => void;
  readonly reject: (error: Error) => void;
}

/**
 * Reads procfs in a worker thread.
 * @param proc `/proc`, or a recorded tree
 * @param sysfs `/sys`, or a recorded tree
 */
export function procfsProvider(proc = '/proc', sysfs = '/sys'): Provider {
  let worker: Worker | null = null;
  let ended: Error | null = null;
  const askers: Asker[] = [];

  const end = (error: Error) => {
    ended ??= error;
    for (const { reject } of askers.splice(0)) reject(ended);
  };
  const answer = () =>
    new Promise<ProcfsAnswer>((resolve, reject) => {
      if (ended) reject(ended);
      else askers.push({ resolve, reject });
    });
  const start = () => {
    const workerData: ProcfsWorkerData = { proc, sysfs };
    // Flags of ours, such as a test runner's, are not for it.
    worker = new Worker(entryPath('procfs-worker'), { name: 'procfs', workerData, execArgv: [] });
    worker.on('message', (message: ProcfsAnswer) => askers.shift()?.resolve(message));
    worker.on('error', end);
    worker.on('exit', (code) => {
      end(new Error(`the thread that reads procfs ended with code ${code}`));
    });
  };
  const nothing = (error: unknown): readonly Capability[] => {
    const reason = error instanceof Error ? error.message : String(error);
    return READINGS.map((reading) => ({
      reading,
      source: 'procfs',
      available: false,
      why: { code: 'failed', reason },
    }));
  };

  return {
    source: 'procfs',
    open: async () => {
      try {
        start();
        const first = await answer();
        return { capabilities: 'capabilities' in first ? first.capabilities : [] };
      } catch (error) {
        return { capabilities: nothing(error) };
      }
    },
    read: async (instances: InstancePids): Promise<PartialReading> => {
      const answered = answer();
      worker?.postMessage(instances);
      const message = await answered;
      return 'reading' in message ? message.reading : {};
    },
    close: async () => {
      await worker?.terminate();
    },
  };
}
