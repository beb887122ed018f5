/**
 * `npm test`: brings what the tests need from the system, builds what users run, runs all tests, and ends with the
 * plain line `N passed, N failed`. `npm run test:windows` does the same for the tests that run on Windows, under Wine.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { installMissing } from './parts.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

function run(script: string, parameters: readonly string[], environment: NodeJS.ProcessEnv = {}): number {
  const program = fileURLToPath(new URL(`../../node_modules/${script}`, import.meta.url));
  const options = { cwd: root, stdio: 'inherit' as const, env: { ...process.env, ...environment } };
  return spawnSync(process.execPath, [program, ...parameters], options).status ?? 1;
}

interface Results {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly success: boolean;
}

function resultsOf(file: string): Results | null {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Results;
  } catch {
    return null;
  }
}

const [first, ...rest] = process.argv.slice(2);
const windows = first === 'windows';
const projects = windows ? ['windows'] : ['together', 'alone'];
const filters = windows || first === undefined ? rest : [first, ...rest];

installMissing(windows ? 'windows' : undefined);
const built = run('electron-vite/bin/electron-vite.js', [
  'build',
  '--config',
  'electron.config.ts',
  '--logLevel',
  'warn',
]);
if (built !== 0) process.exit(built);

const folder = mkdtempSync(path.join(tmpdir(), 'kneescope-test-'));
const file = path.join(folder, 'results.json');
const status = run(
  'vitest/vitest.mjs',
  [
    'run',
    ...projects.map((project) => `--project=${project}`),
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${file}`,
    ...filters,
  ],
  { KNEESCOPE_BUILT: '1' },
);
const results = resultsOf(file);
rmSync(folder, { recursive: true, force: true });
if (!results) {
  console.log('0 passed, 1 failed');
  process.exit(1);
}
// A test file that does not even load has no failed test of its own.
const failed = results.numFailedTests + (results.success || results.numFailedTests > 0 ? 0 : 1);
const skipped = results.numPendingTests > 0 ? `, ${results.numPendingTests} skipped` : '';
console.log(`${results.numPassedTests} passed, ${failed} failed${skipped}`);
process.exit(status);
