import { mkdirSync, mkdtempSync, realpathSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { dumpFinder, type CrashFacts } from './find-dump.ts';

const HOUR = 3_600_000;
let base: string;
beforeEach(() => {
  base = realpathSync(mkdtempSync(path.join(tmpdir(), 'dumps-')));
});
afterEach(() => {
  rmSync(base, { recursive: true });
});

function file(...parts: string[]): string {
  const made = path.join(base, ...parts);
  mkdirSync(path.dirname(made), { recursive: true });
  writeFileSync(made, 'MDMP');
  return made;
}
const facts = (more: Partial<CrashFacts> = {}): CrashFacts => ({
  file: path.join(base, 'app', 'Showroom.exe'),
  folder: path.join(base, 'app'),
  environment: {},
  pids: new Set([4711, 4712]),
  launchedAt: Date.now() - 60_000,
  ...more,
});

describe('the dump of a crash', () => {
  it.each([
    ['a core file in its folder', ['app', 'core.4711'], {}],
    [
      'Unreal’s, of a game',
      ['Showroom', 'Saved', 'Crashes', 'UECC-0A-1', 'UEMinidump.dmp'],
      {
        file: 'Showroom/Binaries/Win64/Showroom-Win64-Shipping.exe',
      },
    ],
    [
      'Unreal’s, below a launcher',
      ['app', 'Showroom', 'Saved', 'Crashes', 'UECC-0A-1', 'UEMinidump.dmp'],
      {},
    ],
    [
      'Windows Error Reporting’s',
      ['local', 'CrashDumps', 'Showroom.exe.4711.dmp'],
      { LOCALAPPDATA: 'local' },
    ],
    [
      'Unity’s',
      ['temp', 'Company', 'Showroom', 'Crashes', 'Crash_2026-11-21_03', 'crash.dmp'],
      { Temp: 'temp' },
    ],
    ['Crashpad’s', ['app', 'crashes', 'pending', 'f00d.dmp'], {}],
  ] as const)(
    'is found: %s',
    async (_, parts, { file: executable, ...environment }: Record<string, string>) => {
      const dump = file(...parts);
      const absolute = Object.entries(environment).map(([name, folder]) => [name, path.join(base, folder)]);
      const more = {
        environment: Object.fromEntries(absolute) as Record<string, string>,
        ...(executable !== undefined && { file: path.join(base, executable) }),
      };
      expect(await dumpFinder()(facts(more))).toBe(dump);
    },
  );

  it('is the one that names a process of the instance, else the newest, and goes to one instance only', async () => {
    const [own, other] = [file('app', 'crashes', 'a.4712.dmp'), file('app', 'crashes', 'b.99.dmp')];
    utimesSync(own, new Date(), new Date(Date.now() - 1000));
    const find = dumpFinder();
    expect(await find(facts())).toBe(own);
    expect(await find(facts())).toBe(other);
    expect(await find(facts())).toBeNull();
  });

  it('is none of an earlier crash, and no other file', async () => {
    const old = file('app', 'crashes', 'old.4711.dmp');
    utimesSync(old, new Date(Date.now() - HOUR), new Date(Date.now() - HOUR));
    file('app', 'scores.txt');
    file('app', 'assets', 'level.dmp');
    expect(await dumpFinder()(facts({ launchedAt: Date.now() - 2 * HOUR }))).toBeNull();
  });

  it('is none where there is no folder to look at', async () => {
    expect(await dumpFinder()(facts({ folder: '/nowhere', file: '/nowhere/x' }))).toBeNull();
  });
});
