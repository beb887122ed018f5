import { parentPort } from 'node:worker_threads';
import type { PictureRequest } from './picture-request.ts';
import { installWindow } from './window.ts';

installWindow();
// Only now: React looks for a DOM when it is loaded.
const { draw } = await import('./draw.tsx');
parentPort?.once('message', (request: PictureRequest) => {
  parentPort?.postMessage(draw(request));
});
