import { builtinModules } from 'node:module';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import { bundledPackages } from './build/package/bundled-packages.ts';
import manifest from './package.json' with { type: 'json' };

/** Native modules stay outside: they are found next to the bundle at run time. All else is bundled. */
const NATIVE = ['better-sqlite3', 'koffi', 'electron'];
const external = [...NATIVE, ...builtinModules, /^node:/u];

/**
 * Every program that the engine's side is made of. Each is started by its own name from `out/main`
 * (main/os/entries.ts), so a name here is a contract.
 */
const programs = {
  kneescope: 'main/cli/kneescope.ts',
  'report-worker': 'main/report/pictures/report-worker.ts',
  'kept-worker': 'main/host/kept/kept-worker.ts',
  'planning-worker': 'main/host/planning/planning-worker.ts',
  'procfs-worker': 'main/sampling/procfs/procfs-worker.ts',
  sampler: 'main/sampling/drivers/sampler-program.ts',
  guardian: 'main/process/guardian/guardian-program.ts',
  inventory: 'main/sampling/inventory/inventory-program.ts',
  desktop: 'main/desktop/desktop.ts',
  engine: 'main/desktop/engine-process/engine.ts',
};

export default defineConfig({
  // The dashboard: the same bundle in a browser and in the desktop app.
  renderer: {
    root: 'renderer/app',
    plugins: [react(), bundledPackages('renderer')],
    build: {
      outDir: 'out/renderer',
      target: 'chrome120',
      rolldownOptions: { input: 'renderer/app/index.html' },
    },
  },
  // What the desktop's page gets: a sandboxed preload must be CommonJS, in one file, and can require nothing but Electron.
  preload: {
    plugins: [bundledPackages('preload')],
    build: {
      outDir: 'out/preload',
      target: 'node22',
      externalizeDeps: false,
      minify: false,
      rolldownOptions: {
        input: { preload: 'main/desktop/preload.ts' },
        external: ['electron'],
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  main: {
    plugins: [react(), bundledPackages('main')],
    // fflate for Node declares a `require` of its own, which electron-vite's would be declared beside; this one has the same functions.
    resolve: { alias: [{ find: /^fflate$/u, replacement: 'fflate/browser' }] },
    // React is bundled for the report's pictures only: without its development half, which is slower and twice the size.
    define: {
      'process.env.NODE_ENV': JSON.stringify('production'),
      // A package says which commit it is of (build/package/version.ts).
      KNEESCOPE_VERSION: JSON.stringify(process.env['KNEESCOPE_VERSION'] ?? manifest.version),
    },
    build: {
      outDir: 'out/main',
      // Bundles also run on Node 22: that is what the tests under Wine have.
      target: 'node22',
      externalizeDeps: false,
      minify: false,
      sourcemap: true,
      rolldownOptions: {
        input: programs,
        external,
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
      },
    },
  },
});
