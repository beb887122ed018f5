import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
  existsSync,
} from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { parseTrace } from '../../shared/model/trace-text.ts';
import { buildInstaller } from '../test/build-installer.ts';
import { compileForWindows } from '../test/compile-for-windows.ts';
import { describeWith } from '../test/need.ts';
import { nodeStandsIn } from '../test/node-stands-in.ts';
import { registryValue } from '../test/windows-registry.ts';
import { startWithFiles, windowsNode, type Ended } from '../test/wine.ts';

const [FIRST, SECOND] = ['0.1.1-dev.3.gabc1234', '0.2.0'];
const UNINSTALL = 'Uninstall Kneescope.exe';
/** Of electron-builder: made of the app's id. */
const GUID = '18bbb814-83d5-5ef0-90ab-e063fd854846';
const KEYS = {
  environment: 'HKCU\\Environment',
  installed: `HKCU\\Software\\Microsoft\\Windows\\CurrentVersion\\Uninstall\\${GUID}`,
  verb: 'HKCU\\Software\\Classes\\SystemFileAssociations\\.json\\shell\\Kneescope',
};
const PLACE = '渲染 盒子';
const WINDOWS_APP = `C:\\${PLACE}\\Kneescope`;
/** With a variable in it, which must not be put in. */
const PATH_BEFORE = '%USERPROFILE%\\bin;C:\\工具';
/** Longer than a string of NSIS may be. Wine itself hands no such PATH on to programs. */
const LONG_PATH = [
  '%USERPROFILE%\\bin',
  ...Array.from({ length: 40 }, (_, at) => `C:\\工具\\${'tool'.repeat(10)}${at}`),
].join(';');
/** What NSIS wants as the last parameter, without quotes even where there is a space: so it is handed over in pieces. */
const bare = (parameter: string) => parameter.split(' ');

/**
 * The installer as users get it, but for three things that Wine's side lacks, see `build/test/build-installer.ts`: Electron,
 * NSIS' plugins of others, and a processor of 32 bits. It installs, and what it installed is run.
 */
describeWith(['wine', 'mingw', 'nsis', '7zip'], 'the installer', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'kneescope-installer-'));
  let drive: string;
  let app: string;
  let local: string;
  const installers: string[] = [];

  const run = (file: string, args: readonly string[], timeoutMs = 120_000): Promise<Ended> =>
    startWithFiles(folder, file, { args, timeoutMs, environment: { LC_ALL: 'C.UTF-8' } }).ended;
  const value = (key: keyof typeof KEYS, name: string) => registryValue(folder, KEYS[key], name);
  const setPath = (text: string) =>
    run('reg', ['add', KEYS.environment, '/v', 'Path', '/t', 'REG_EXPAND_SZ', '/d', text, '/f']);
  const removePath = () => run('reg', ['delete', KEYS.environment, '/v', 'Path', '/f']);
  const kneescope = (...words: string[]) => run('cmd', ['/c', 'kneescope', ...words], 240_000);
  const uninstall = (...words: string[]) =>
    // Else it would go on in a copy of itself, and nobody would know when it is done.
    run(`${WINDOWS_APP}\\${UNINSTALL}`, ['/S', '/currentuser', ...words, ...bare(`_?=${WINDOWS_APP}`)]);

  beforeAll(async () => {
    drive = path.join(windowsNode().environment['WINEPREFIX'] ?? '', 'drive_c');
    app = path.join(drive, PLACE, 'Kneescope');
    local = path.join(drive, 'users', userInfo().username, 'AppData/Local');
    for (const version of [FIRST, SECOND])
      installers.push(await buildInstaller(version, path.join(folder, version)));
    await setPath(PATH_BEFORE);
    // Two installers, and the first time a Wine.
  }, 900_000);
  afterAll(async () => {
    await removePath();
    rmSync(path.join(drive, PLACE), { recursive: true, force: true });
    rmSync(path.join(local, 'Kneescope'), { recursive: true, force: true });
    rmSync(folder, { recursive: true, force: true });
  });

  it('installs without a word, into a folder with a space and Chinese letters', async () => {
    const { code } = await run(installers[0]!, ['/S', '/currentuser', ...bare(`/D=${WINDOWS_APP}`)]);
    expect(code).toBe(0);
    const packed = readdirSync(path.join(folder, FIRST, 'dist/win-unpacked'), { recursive: true }).map(
      String,
    );
    expect(readdirSync(app, { recursive: true }).map(String).toSorted()).toEqual(
      [...packed, UNINSTALL].toSorted(),
    );
    expect(await value('installed', 'DisplayVersion')).toBe(FIRST);
    expect(await value('installed', 'QuietUninstallString')).toBe(
      `"${WINDOWS_APP}\\${UNINSTALL}" /currentuser /S`,
    );
  });

  it('puts the command line behind what is on PATH', async () => {
    expect(await value('environment', 'Path')).toBe(`${PATH_BEFORE};${WINDOWS_APP}\\bin`);
  });

  it('offers to open a plan in its menu, and no other file', async () => {
    expect(await value('verb', 'AppliesTo')).toBe('System.FileName:~>".plan.json"');
    expect(await registryValue(folder, `${KEYS.verb}\\command`, '')).toBe(
      `"${WINDOWS_APP}\\Kneescope.exe" "%1"`,
    );
  });

  it('has a command line that is found by its name and says which version it is', async () => {
    nodeStandsIn(app, path.join(app, 'Kneescope.exe'), windowsNode().node);
    const { code, stdout, stderr } = await kneescope('--version');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout.trim()).toMatch(/^\d+\.\d+\.\d+/u);
    expect((await kneescope('nonsense')).code).toBe(2);
  });

  it(
    'probes a program from its launch to a verdict, with paths in Chinese and of more than 260 letters',
    { timeout: 400_000 },
    async () => {
      const program = path.join(drive, PLACE, '演示 程序.exe');
      compileForWindows('small-scene.c', program);
      const long = ['一', '二', '三'].map((digit) => `${digit}-${'long'.repeat(25)}`).join('\\');
      const data = `C:\\${PLACE}\\${long}`;
      expect(data.length).toBeGreaterThan(260);
      const { code, stdout, stderr } = await kneescope(
        ...[
          'probe',
          '--method',
          'steady',
          '--mode',
          'quick',
          '--max',
          '1',
          '--budget',
          '120',
          '--lang',
          'en',
          '--json',
        ],
        ...['--data', data, '--trace', `${data}\\trace.jsonl`, '--ready', 'log:ready'],
        ...['--', `C:\\${PLACE}\\演示 程序.exe`, '1'],
      );
      // 4: the box is so full from other work that a run on it cannot be trusted. That is a verdict too.
      expect([0, 4], stderr).toContain(code);
      expect(JSON.parse(stdout)).toMatchObject({ format: 'kneescope.verdict/1' });
      const trace = path.join(drive, data.slice(3).replaceAll('\\', '/'), 'trace.jsonl');
      const { events, samples } = parseTrace(readFileSync(trace, 'utf8'), trace);
      expect(events.map(({ event }) => event)).toEqual(
        expect.arrayContaining(['launch', 'ready', 'exit', 'end']),
      );
      expect(samples.filter(({ n, cpu }) => n === 1 && typeof cpu === 'number').length).toBeGreaterThan(5);
      const left = readdirSync('/proc').filter(
        (pid) => /^\d+$/u.test(pid) && commandLine(pid).includes('演示 程序.exe'),
      );
      expect(left).toEqual([]);
      const kept = await kneescope('runs', '--json', '--data', data);
      expect(JSON.parse(kept.stdout)).toMatchObject({ runs: [{}] });
    },
  );

  it('upgrades in place: same folder, one entry on PATH, what was measured is kept', async () => {
    mkdirSync(path.join(local, 'Kneescope'), { recursive: true });
    writeFileSync(path.join(local, 'Kneescope/kneescope.sqlite'), 'what was measured');
    const { code } = await run(installers[1]!, ['/S', '/currentuser']);
    expect(code).toBe(0);
    expect(await value('installed', 'DisplayVersion')).toBe(SECOND);
    expect(await value('environment', 'Path')).toBe(`${PATH_BEFORE};${WINDOWS_APP}\\bin`);
    // The folder that stood in for the archive belonged to the old version.
    expect(readFileSync(path.join(app, 'resources/app.asar')).length).toBeGreaterThan(1024);
    expect(readFileSync(path.join(local, 'Kneescope/kneescope.sqlite'), 'utf8')).toBe('what was measured');
  });

  it('goes without a trace but what was measured', async () => {
    expect((await uninstall()).code).toBe(0);
    expect(readdirSync(app)).toEqual([UNINSTALL]);
    expect(await value('environment', 'Path')).toBe(PATH_BEFORE);
    expect(await value('installed', 'DisplayVersion')).toBeNull();
    expect(await value('verb', 'AppliesTo')).toBeNull();
    expect(existsSync(path.join(local, 'kneescope-updater'))).toBe(false);
    expect(readFileSync(path.join(local, 'Kneescope/kneescope.sqlite'), 'utf8')).toBe('what was measured');
  });

  it('takes what was measured along where it is told to, and leaves a PATH of any length as it was', async () => {
    expect(LONG_PATH.length).toBeGreaterThan(1024);
    await setPath(LONG_PATH);
    expect((await run(installers[1]!, ['/S', '/currentuser', ...bare(`/D=${WINDOWS_APP}`)])).code).toBe(0);
    expect(await value('environment', 'Path')).toBe(`${LONG_PATH};${WINDOWS_APP}\\bin`);
    expect((await uninstall('--delete-app-data')).code).toBe(0);
    expect(existsSync(path.join(local, 'Kneescope'))).toBe(false);
    expect(await value('environment', 'Path')).toBe(LONG_PATH);
  });

  it('makes a PATH where there is none, and removes it again', async () => {
    await removePath();
    expect((await run(installers[1]!, ['/S', '/currentuser', ...bare(`/D=${WINDOWS_APP}`)])).code).toBe(0);
    expect(await value('environment', 'Path')).toBe(`${WINDOWS_APP}\\bin`);
    expect((await uninstall()).code).toBe(0);
    expect(await value('environment', 'Path')).toBeNull();
  });

  it('installs for all users, with the command line on the PATH of the machine', async () => {
    const key = 'HKLM\\SYSTEM\\CurrentControlSet\\Control\\Session Manager\\Environment';
    const before = await registryValue(folder, key, 'PATH');
    expect((await run(installers[1]!, ['/S', '/allusers', ...bare(`/D=${WINDOWS_APP}`)])).code).toBe(0);
    expect(await registryValue(folder, key, 'PATH')).toBe(`${before};${WINDOWS_APP}\\bin`);
    expect(await value('environment', 'Path')).toBeNull();
    const ended = await run(`${WINDOWS_APP}\\${UNINSTALL}`, [
      '/S',
      '/allusers',
      ...bare(`_?=${WINDOWS_APP}`),
    ]);
    expect(ended.code).toBe(0);
    expect(await registryValue(folder, key, 'PATH')).toBe(before);
  });
});

function commandLine(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    // It has ended meanwhile.
    return '';
  }
}
