import path from 'node:path';
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { createServer, type ViteDevServer } from 'vite';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));

export interface ScreenServer {
  /** The page that plays a scene. */
  readonly address: (scene: string, hash: string) => string;
  readonly close: () => Promise<void>;
}

/** Serves the dashboard's own source on a scripted engine, so that screens can be looked at without a run. */
export async function serveScreens(): Promise<ScreenServer> {
  const server: ViteDevServer = await createServer({
    root: ROOT,
    configFile: false,
    logLevel: 'error',
    plugins: [react()],
    server: { host: '127.0.0.1', port: 0, hmr: false, watch: null, fs: { strict: false } },
    optimizeDeps: { include: ['react', 'react-dom/client', 'recharts', 'zod'] },
    cacheDir: path.join(ROOT, 'out/.vite-screens'),
  });
  await server.listen();
  const origin = server.resolvedUrls?.local[0] ?? '';
  return {
    address: (scene, hash) => `${origin}build/test/screens/index.html?scene=${scene}${hash}`,
    close: () => server.close(),
  };
}
