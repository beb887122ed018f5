import { Worker } from 'node:worker_threads';
import type { Capability, ReadingName } from '../../../shared/model/capability.ts';
import { entryPath } from '../../os/entries.ts';
import type { PartialReading, Provider } from '../provider.ts';
import type { InstancePids, ReaderReplaced } from '../sampler.ts';
import type { ProcfsAnswer, ProcfsWorkerData } from './procfs-messages.ts';

const READINGS: readonly ReadingName[] = [
  'cpu',
  'cpuStolen',
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

/** A thread that ends time and again will go on doing so. */
const MOST_REPLACEMENTS = 3;

/**
 * Reads procfs in a worker thread. One that ends is started anew: the reading of that moment is missing, and a notice says
 * why.
 * @param proc `/proc`, or a recorded tree
 * @param sysfs `/sys`, or a recorded tree
 * @param program another one in the thread's place, for tests
 */
export function procfsProvider(
  proc = '/proc',
  sysfs = '/sys',
  program = entryPath('procfs-worker'),
): Provider {
  let worker: Worker | null = null;
  let ended: Error | null = null;
  let opened = false;
  let closing = false;
  let replacements = 0;
  let notices: ReaderReplaced[] = [];
  const askers: Asker[] = [];

  const answer = () =>
    new Promise<ProcfsAnswer>((resolve, reject) => {
      if (ended) reject(ended);
      else askers.push({ resolve, reject });
    });
  const start = () => {
    const workerData: ProcfsWorkerData = { proc, sysfs };
    // Flags of ours, such as a test runner's, are not for it.
    const started = new Worker(program, { name: 'procfs', workerData, execArgv: [] });
    worker = started;
    started.on('message', (message: ProcfsAnswer) => askers.shift()?.resolve(message));
    let cause: Error | null = null;
    started.on('error', (error: Error) => {
      cause = error;
    });
    // Comes last, whatever ended it.
    started.on('exit', (code) => {
      replace(cause ?? new Error(`the thread that reads procfs ended with code ${code}`));
    });
  };
  const replace = (error: Error) => {
    const waiting = askers.splice(0);
    if (closing || !opened || replacements >= MOST_REPLACEMENTS) ended = error;
    else {
      replacements += 1;
      notices.push({ code: 'reader-replaced', source: 'procfs', cause: 'ended', replacements });
      start();
      // Its first word, what it can read, is known already.
      askers.push({ resolve: () => undefined, reject: () => undefined });
    }
    for (const { reject } of waiting) reject(error);
  };
  const readNow = async (instances: InstancePids): Promise<PartialReading> => {
    const answered = answer();
    worker?.postMessage(instances);
    try {
      const message = await answered;
      return 'reading' in message ? message.reading : {};
    } catch (error) {
      if (ended) throw error;
      return {};
    }
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
        opened = true;
        return { capabilities: 'capabilities' in first ? first.capabilities : [] };
      } catch (error) {
        return { capabilities: nothing(error) };
      }
    },
    read: async (instances: InstancePids): Promise<PartialReading> => {
      const reading = await readNow(instances);
      if (notices.length === 0) return reading;
      const told = notices;
      notices = [];
      return { ...reading, notices: told };
    },
    close: async () => {
      closing = true;
      await worker?.terminate();
    },
  };
}
