import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { build, type Rolldown } from 'vite';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const PAGE = 'build/test/screens/index.html';
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
};

export interface ScreenServer {
  /** The page that plays a scene. */
  readonly address: (scene: string, hash: string) => string;
  readonly close: () => Promise<void>;
}

/** The page as a few files, in memory: loaded module by module it would take seconds each time it is opened. */
async function bundled(): Promise<ReadonlyMap<string, string | Uint8Array>> {
  const result = await build({
    root: ROOT,
    base: './',
    configFile: false,
    logLevel: 'error',
    plugins: [react()],
    // React says what it finds wrong only while it is developed with, and no screen may make it say anything.
    define: { 'process.env.NODE_ENV': JSON.stringify('development') },
    build: {
      write: false,
      minify: false,
      reportCompressedSize: false,
      chunkSizeWarningLimit: Infinity,
      rolldownOptions: { input: path.join(ROOT, PAGE) },
    },
  });
  const { output } = result as Rolldown.RolldownOutput;
  return new Map(
    output.map((file) => [`/${file.fileName}`, file.type === 'chunk' ? file.code : file.source]),
  );
}

/** Serves the dashboard's own source on a scripted engine, so that screens can be looked at without a run. */
export async function serveScreens(): Promise<ScreenServer> {
  const files = await bundled();
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const file = files.get(pathname);
    const type = TYPES[path.extname(pathname)];
    if (file === undefined) response.writeHead(404).end();
    else response.writeHead(200, type === undefined ? {} : { 'content-type': type }).end(file);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    address: (scene, hash) => `http://127.0.0.1:${port}/${PAGE}?scene=${scene}${hash}`,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
