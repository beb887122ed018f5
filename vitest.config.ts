import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{shared,main,renderer,build,examples,e2e}/**/*.test.{ts,tsx}'],
    exclude: ['**/node_modules/**', 'out/**'],
    globalSetup: ['build/test/build-once.ts'],
    pool: 'forks',
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
