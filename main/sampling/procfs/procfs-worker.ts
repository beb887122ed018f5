import { performance } from 'node:perf_hooks';
import { parentPort, workerData } from 'node:worker_threads';
import { procFolder } from '../../os/procfs/proc-folder.ts';
import { sysfsFolder } from '../../os/sysfs/sysfs-folder.ts';
import { procfsCapabilities } from './procfs-capabilities.ts';
import { ProcfsLoads } from './procfs-loads.ts';
import type { ProcfsAnswer, ProcfsRequest, ProcfsWorkerData } from './procfs-messages.ts';

/** A program of its own (electron.config.ts): a worker thread that reads procfs, so that the engine never waits for it. */
const port = parentPort;
if (!port) throw new Error('procfs-worker runs as a worker thread');
const answer = (message: ProcfsAnswer) => {
  port.postMessage(message);
};
const folders = workerData as ProcfsWorkerData;
// A recorded tree may change under a kept file; the kernel's own does not.
const proc = procFolder(folders.proc, folders.proc === '/proc');
const sysfs = sysfsFolder(folders.sysfs);
const loads = new ProcfsLoads(proc, sysfs, () => performance.now() / 1000);
port.on('message', (instances: ProcfsRequest) => {
  answer({ reading: loads.read(instances) });
});
answer({ capabilities: procfsCapabilities(proc, sysfs) });
