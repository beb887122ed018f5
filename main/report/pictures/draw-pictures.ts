import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { entryPath } from '../../os/entries.ts';
import type { DrawnChart, PictureRequest } from './picture-request.ts';

/**
 * Has charts drawn as SVG, in their order, in a worker thread of their own, which ends with them.
 * @throws Error where the worker fails: our own fault
 */
export async function drawPictures(request: PictureRequest): Promise<DrawnChart[]> {
  const worker = new Worker(entryPath('report-worker'));
  try {
    worker.postMessage(request);
    const [pictures] = (await Promise.race([
      once(worker, 'message'),
      once(worker, 'exit').then(([code]) => {
        throw new Error(`the report worker ended with ${String(code)} before it drew anything`);
      }),
    ])) as [DrawnChart[]];
    return pictures;
  } finally {
    await worker.terminate();
  }
}
