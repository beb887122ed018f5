import { defineConfig } from 'vitest/config';
import manifest from './package.json' with { type: 'json' };

const common = {
  globals: false,
  pool: 'forks' as const,
  testTimeout: 30_000,
  hookTimeout: 60_000,
  setupFiles: ['build/test/properties.ts'],
};
const define = { KNEESCOPE_VERSION: JSON.stringify(manifest.version) };

/**
 * Two groups: everything that may run side by side, then, one file at a time and nothing beside it, what measures this
 * very box and would measure its neighbours too. And what runs on Windows (`npm run test:windows`).
 */
export default defineConfig({
  define,
  test: {
    globalSetup: ['build/test/build-once.ts'],
    // Vitest would leave one core alone: on a box of two that is half of it, and most of the tests wait for processes anyway.
    maxWorkers: '100%',
    projects: [
      {
        define,
        test: {
          ...common,
          name: 'together',
          include: ['{shared,main,renderer,build,examples,e2e}/**/*.test.{ts,tsx}'],
          exclude: ['**/node_modules/**', 'out/**', '**/*.alone.test.ts', '**/*.windows.test.ts'],
          sequence: { groupOrder: 0 },
        },
      },
      {
        define,
        test: {
          ...common,
          name: 'alone',
          include: ['{shared,main,renderer,build,examples,e2e}/**/*.alone.test.ts'],
          exclude: ['**/node_modules/**', 'out/**'],
          fileParallelism: false,
          sequence: { groupOrder: 1 },
        },
      },
      {
        define,
        test: {
          ...common,
          // The first of them brings Node for Windows and makes a Wine prefix.
          hookTimeout: 300_000,
          testTimeout: 120_000,
          name: 'windows',
          include: ['{shared,main,build,e2e}/**/*.windows.test.ts'],
          exclude: ['**/node_modules/**', 'out/**'],
          fileParallelism: false,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
});
