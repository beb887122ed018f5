import { performance } from 'node:perf_hooks';
import { parentPort, workerData } from 'node:worker_threads';
import { procFolder } from '../../os/procfs/proc-folder.ts';
import { ProcfsLoads } from './procfs-loads.ts';
import type { ProcfsAnswer, ProcfsRequest, ProcfsWorkerData } from './procfs-messages.ts';

/** A program of its own (electron.config.ts): a worker thread that reads procfs, so that the engine never waits for it. */
const port = parentPort;
if (!port) throw new Error('procfs-worker runs as a worker thread');
const answer = (message: ProcfsAnswer) => {
  port.postMessage(message);
};
const { root } = workerData as ProcfsWorkerData;
const loads = new ProcfsLoads(procFolder(root), () => performance.now() / 1000);
port.on('message', (instances: ProcfsRequest) => {
  answer({ reading: loads.read(instances) });
});
answer({ capabilities: loads.capabilities() });
