import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/**
 * Tests start the very programs that users start, so the bundles are built before the first test.
 * `npm test` has just built them and says so, which saves the second time.
 */
export function setup(): void {
  if (process.env['KNEESCOPE_BUILT'] === '1') return;
  const root = fileURLToPath(new URL('../..', import.meta.url));
  const electronVite = fileURLToPath(
    new URL('../../node_modules/electron-vite/bin/electron-vite.js', import.meta.url),
  );
  execFileSync(
    process.execPath,
    [electronVite, 'build', '--config', 'electron.config.ts', '--logLevel', 'warn'],
    {
      cwd: root,
      stdio: ['ignore', 'ignore', 'inherit'],
    },
  );
}
