import { parentPort } from 'node:worker_threads';
import type { DrawnChart, PictureRequest } from './picture-request.ts';
import { installWindow } from './window.ts';

installWindow();
// Only now: React looks for a DOM when it is loaded.
const { draw } = await import('./draw.tsx');

async function drawn(request: PictureRequest): Promise<DrawnChart[]> {
  const svgs = draw(request);
  if (!request.pixels) return svgs.map((svg) => ({ svg, png: null }));
  const { rasterizer } = await import('./raster.ts');
  const png = await rasterizer(request.pixels);
  return svgs.map((svg) => ({ svg, png: png(svg) }));
}

parentPort?.once('message', (request: PictureRequest) => {
  void drawn(request).then((charts) => {
    parentPort?.postMessage(charts);
  });
});
