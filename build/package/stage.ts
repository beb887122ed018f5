import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import manifest from '../../package.json' with { type: 'json' };
import { ROOT, type Target } from './configuration.ts';

/** Everything that packaging makes on its way; ignored by git, and safe to delete. */
export const CACHE = path.join(ROOT, '.cache', 'package');

/**
 * Installs what runs beside the bundles (package.json's `dependencies`) for another system, by the lock file: npm leaves
 * out what is for other systems than its own, koffi's binaries among it, unless it is told which one is meant. Kept, by
 * what the lock file holds.
 * @returns the `node_modules`
 */
export function nativeModules(target: Target): string {
  const lock = readFileSync(path.join(ROOT, 'package-lock.json'));
  const held = createHash('sha256').update(lock).digest('hex').slice(0, 12);
  const folder = path.join(CACHE, `modules-${target}-${held}`);
  const modules = path.join(folder, 'node_modules');
  if (existsSync(folder)) return modules;
  mkdirSync(CACHE, { recursive: true });
  const making = mkdtempSync(path.join(CACHE, 'making-'));
  for (const file of ['package.json', 'package-lock.json'])
    cpSync(path.join(ROOT, file), path.join(making, file));
  const system = [`--os=${target}`, '--cpu=x64', '--libc=glibc'];
  npm(['ci', '--omit=dev', '--ignore-scripts', '--no-audit', '--no-fund', ...system], making);
  try {
    // Whole or not there: what is interrupted leaves nothing that looks installed.
    renameSync(making, folder);
  } catch (error) {
    // Somebody beside us was faster, and theirs is in use.
    if (!existsSync(folder)) throw error;
    rmSync(making, { recursive: true, force: true });
  }
  return modules;
}

/** npm itself where it runs us, else the one on PATH, which Windows starts through its shell only. */
function npm(words: readonly string[], folder: string): void {
  const own = process.env['npm_execpath'];
  const [program, first] = own === undefined ? ['npm', []] : [process.execPath, [own]];
  execFileSync(program, [...first, ...words, '--loglevel=error'], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'inherit'],
    shell: own === undefined && process.platform === 'win32',
  });
}

/** What the build makes for those who run it. */
const BUILT = ['main', 'preload', 'renderer'];

/**
 * Lays out what goes into the archive: the built programs, the native packages of the target, and a package.json that
 * says no more than Electron needs.
 * @param folder made anew
 */
export function stageApp(target: Target, version: string, folder: string): void {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  // What else lies in out/ (pictures that tests took, a server's cache) is nobody's but ours.
  for (const part of BUILT)
    cpSync(path.join(ROOT, 'out', part), path.join(folder, 'out', part), { recursive: true });
  cpSync(nativeModules(target), path.join(folder, 'node_modules'), { recursive: true });
  const { name, productName, description, type, main, dependencies } = manifest;
  // A deb must name one.
  const homepage =
    process.env['KNEESCOPE_HOMEPAGE'] ?? (target === 'linux' ? 'https://kneescope.invalid' : undefined);
  const said = {
    name,
    productName,
    version,
    description,
    author: productName,
    homepage,
    type,
    main,
    dependencies,
  };
  writeFileSync(path.join(folder, 'package.json'), `${JSON.stringify(said, null, 2)}\n`);
}
