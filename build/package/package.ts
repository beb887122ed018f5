/**
 * `npm run package [-- win32|linux] [--folder]`: builds everything and packages it, for this system unless another is named.
 * What is made lies in `dist/`. It fetches Electron and electron-builder's tools, so it needs a network the first time.
 */
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { Arch, build, Platform } from 'electron-builder';
import manifest from '../../package.json' with { type: 'json' };
import { packageConfiguration, ROOT, type Target } from './configuration.ts';
import { prepare } from './prepare.ts';
import { describeCheckout, versionOf } from './version.ts';

const words = process.argv.slice(2);
const target: Target =
  words.includes('win32') || (!words.includes('linux') && process.platform === 'win32') ? 'win32' : 'linux';
const version = versionOf(describeCheckout(ROOT), manifest.version);

const electronVite = path.join(ROOT, 'node_modules/electron-vite/bin/electron-vite.js');
const built = spawnSync(
  process.execPath,
  [electronVite, 'build', '--config', 'electron.config.ts', '--logLevel', 'warn'],
  {
    cwd: ROOT,
    stdio: 'inherit',
    env: { ...process.env, KNEESCOPE_VERSION: version },
  },
);
if (built.status !== 0) process.exit(built.status ?? 1);

const { stage, resources } = await prepare(target, version);
const output = path.join(ROOT, 'dist');
const platform = target === 'win32' ? Platform.WINDOWS : Platform.LINUX;
// A folder as the installer would lay it is enough for a look inside, or for the smoke test.
const targets = words.includes('--folder') ? platform.createTarget('dir', Arch.x64) : platform.createTarget();
const files = await build({
  projectDir: ROOT,
  targets,
  publish: 'never',
  config: packageConfiguration({
    target,
    stage,
    resources,
    output,
    electronDist: null,
    environment: process.env,
  }),
}).catch((error: unknown) => {
  // Mostly the network: its own stack says nothing to whoever reads this.
  console.error(error instanceof Error ? error.message : error);
  console.error(
    'Electron and the tools are fetched the first time: build/package/README.md names the mirrors.',
  );
  process.exit(1);
});
for (const file of files) console.log(file);
