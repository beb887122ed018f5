/**
 * `node build/package/smoke.ts FOLDER [--command-line-only]`: starts what was packaged as a user does, from the folder that it
 * was installed to. By the command line it asks for the version, lets the doctor look, probes with the demo plan and reads the
 * verdict; then it opens the app's window, finds that run in it, and closes it. Ends with 0 when all of that was so.
 */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { chromium } from 'playwright-core';

/** Long enough for a slow machine whose virus scanner sees the program for the first time. */
const PATIENCE_MS = 180_000;
const DEMO_MS = 600_000;
const windows = process.platform === 'win32';

const programOf = (app: string) => path.join(app, windows ? 'Kneescope.exe' : 'kneescope-desktop');

function must(condition: boolean, what: string): void {
  if (!condition) throw new Error(what);
  console.log(`ok: ${what}`);
}

/** Runs the installed command line, as the shell of the system starts it. */
function kneescope(
  app: string,
  words: readonly string[],
  timeout: number,
): { status: number | null; stdout: string } {
  const script = path.join(app, 'bin', windows ? 'kneescope.cmd' : 'kneescope');
  // A .cmd is run by the shell, which takes quotes away once.
  const [program, parameters] = windows ? [`"${script}"`, words.map((word) => `"${word}"`)] : [script, words];
  const options = { encoding: 'utf8', timeout, shell: windows, maxBuffer: 2 ** 26 } as const;
  const { status, stdout, stderr, error } = spawnSync(program, [...parameters], options);
  if (error) throw error;
  if (status !== 0) console.error(stderr);
  return { status, stdout };
}

/** Loads both native packages from the archive, as the engine does: where one is missing it says so and measures less. */
function nativeModules(app: string): void {
  const archive = path.join(app, 'resources/app.asar');
  const source = `
    const inside = require('node:module').createRequire(${JSON.stringify(path.join(archive, 'package.json'))});
    const Database = inside('better-sqlite3');
    const { sum } = new Database(':memory:').prepare('select 1 + 1 as sum').get();
    console.log(sum + inside('koffi').sizeof('int'));`;
  const options = { encoding: 'utf8', timeout: PATIENCE_MS } as const;
  const env = { ...process.env, ELECTRON_RUN_AS_NODE: '1' };
  const { stdout, stderr } = spawnSync(programOf(app), ['-e', source], { ...options, env });
  must(stdout.trim() === '6', `the native modules load ${stderr}`.trim());
}

function byCommandLine(app: string, data: string): void {
  const version = kneescope(app, ['--version'], PATIENCE_MS);
  must(
    version.status === 0 && /^\d+\.\d+\.\d+/u.test(version.stdout),
    `kneescope is ${version.stdout.trim()}`,
  );

  const doctor = kneescope(app, ['doctor', '--seconds', '1', '--json', '--data', data], PATIENCE_MS);
  const { readings } = JSON.parse(doctor.stdout) as { readings: { reading: string; available: boolean }[] };
  must(
    readings.some(({ reading, available }) => reading === 'cpu' && available),
    'the doctor reads the CPU',
  );

  const plan = path.resolve(import.meta.dirname, '../../examples/demo.plan.json');
  const probe = kneescope(
    app,
    ['probe', plan, '--method', 'steady', '--max', '2', '--budget', '240', '--json', '--data', data],
    DEMO_MS,
  );
  const { verdict, capacity } = JSON.parse(probe.stdout) as { verdict: string; capacity: number | null };
  // 4: the budget of time ended it, or the runner was too busy to be trusted; also then there is a verdict.
  must(
    [0, 4].includes(probe.status ?? -1),
    `the demo ended with the verdict ${verdict}, ${String(capacity)}`,
  );
  const runs = kneescope(app, ['runs', '--json', '--data', data], PATIENCE_MS);
  must(runs.stdout.includes('"run"'), 'the run is kept');
}

/** The window, by the debugging port of its own Chromium: the fuses close Node's, not this one, which must be asked for. */
async function byWindow(app: string, data: string, profile: string): Promise<void> {
  const words = ['--remote-debugging-port=0', `--user-data-dir=${profile}`, `--data=${data}`, '--lang=en-US'];
  const child = spawn(programOf(app), words, { stdio: ['ignore', 'inherit', 'pipe'] });
  const ended = once(child, 'exit');
  try {
    const address = await new Promise<string>((resolve, reject) => {
      let text = '';
      setTimeout(reject, PATIENCE_MS, new Error('The window did not open')).unref();
      void ended.then(([code]) => {
        reject(new Error(`The app ended with ${String(code)}: ${text}`));
      });
      child.stderr.setEncoding('utf8').on('data', (more: string) => {
        text += more;
        const [, found] = /DevTools listening on (ws:\S+)/u.exec(text) ?? [];
        if (found !== undefined) resolve(found);
      });
    });
    const browser = await chromium.connectOverCDP(address);
    const page = browser.contexts()[0]?.pages()[0];
    if (page === undefined) throw new Error('The app has no page');
    await page.locator('html[data-connection=open]').waitFor({ timeout: PATIENCE_MS });
    must(true, 'the window is open and its line to the engine stands');
    await page.keyboard.press('Escape');
    await page.evaluate(() => (location.hash = '#/runs'));
    await page
      .getByText('demo.plan', { exact: false })
      .or(page.getByText('Sample renderer'))
      .first()
      .waitFor({ timeout: PATIENCE_MS });
    must(true, 'the run of the command line is in the History of the window');
    await page.close();
    const [code] = (await ended) as [number | null];
    must(code === 0, 'the app ends when its window is closed');
  } finally {
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL');
  }
}

const [app, option] = process.argv.slice(2);
if (app === undefined) {
  console.error(readFileSync(import.meta.filename, 'utf8').split('\n')[1]);
  process.exit(2);
}
const folder = mkdtempSync(path.join(tmpdir(), 'kneescope smoke '));
try {
  const data = path.join(folder, 'data');
  nativeModules(path.resolve(app));
  byCommandLine(path.resolve(app), data);
  if (option !== '--command-line-only') await byWindow(path.resolve(app), data, path.join(folder, 'profile'));
} finally {
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}
