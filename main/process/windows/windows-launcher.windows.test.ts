import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import {
  describeOnWindows,
  restartWine,
  windowsPrograms,
  type WindowsPrograms,
} from '../../../build/test/wine.ts';
import type { InstanceEnd, InstanceSpec } from '../instance.ts';

/** What the program in fixtures/launch.ts prints at the end. */
interface Told {
  readonly lines: readonly string[];
  readonly end: InstanceEnd;
  readonly kinds: readonly string[];
  readonly by: readonly string[];
  readonly warnings: readonly string[];
}
interface Before {
  readonly state: string;
  readonly processes: number;
  readonly lines: readonly string[];
}

interface Display {
  readonly server: ChildProcess;
  readonly name: string;
}

/** A screen that nobody sees: without one no program can open a window. */
async function startDisplay(): Promise<Display> {
  const server = spawn('Xvfb', ['-displayfd', '1', '-screen', '0', '800x600x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const [number] = (await once(server.stdout, 'data')) as [Buffer];
  return { server, name: `:${number.toString().trim()}` };
}

/** On Wine the whole tree of Linux hangs under Z:. */
const windowsPath = (file: string) =>
  process.platform === 'win32' ? file : `Z:${file.replaceAll('/', '\\')}`;

describeOnWindows('an instance on Windows', () => {
  let programs: WindowsPrograms;
  let victims = 0;
  let display: Display | null = null;

  beforeAll(async () => {
    programs = await windowsPrograms({ launch: 'main/process/windows/fixtures/launch.ts' });
    const source = path.join(import.meta.dirname, 'fixtures', 'victim.c');
    const target = path.join(programs.folder, 'victim.exe');
    const flags = ['-municode', '-O1', '-o', target, source, '-luser32', '-lshell32'];
    execFileSync('x86_64-w64-mingw32-gcc', flags, { stdio: 'inherit' });
    if (process.platform === 'win32') return;
    restartWine();
    display = await startDisplay();
    // Else Wine's debugger shows a window at a crash, and the program waits for somebody to close that.
    const key = 'HKEY_CURRENT_USER\\Software\\Wine\\WineDbg';
    const value = ['/v', 'ShowCrashDialog', '/t', 'REG_DWORD', '/d', '0', '/f'];
    await programs.startExe('reg', { args: ['add', key, ...value] }).ended;
    restartWine();
  });
  afterAll(() => {
    restartWine();
    display?.server.kill();
    programs.remove();
  });

  /** A copy with a name of its own, by which its processes are told from all others. */
  function victim(folder = programs.folder): string {
    victims += 1;
    const file = path.join(folder, `victim-${process.pid}-${victims}.exe`);
    copyFileSync(path.join(programs.folder, 'victim.exe'), file);
    return file;
  }
  /** Processes of this system that run it: not asked of the launcher that is under test. */
  function living(file: string): number {
    const name = path.basename(file);
    if (process.platform === 'win32') {
      const list = execFileSync('tasklist', ['/fi', `imagename eq ${name}`, '/fo', 'csv', '/nh'], {
        encoding: 'utf8',
      });
      return list.split(name).length - 1;
    }
    return readdirSync('/proc')
      .filter((pid) => /^\d+$/u.test(pid))
      .filter((pid) => {
        try {
          return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0')[0]?.endsWith(name);
        } catch {
          return false;
        }
      }).length;
  }
  function options(scenario: unknown) {
    const file = path.join(programs.folder, `scenario-${victims}.json`);
    writeFileSync(file, JSON.stringify(scenario));
    const environment = { LC_ALL: 'C.UTF-8', ...(display && { DISPLAY: display.name }) };
    return { args: [file], environment, timeoutMs: 40_000 };
  }
  const gone = (file: string) =>
    vi.waitFor(
      () => {
        expect(living(file)).toBe(0);
      },
      { timeout: 20_000, interval: 50 },
    );

  async function live(file: string, args: readonly string[], more: Partial<InstanceSpec> = {}, rest = {}) {
    const spec = { executable: windowsPath(file), arguments: args, ...more };
    const scenario = { specs: [spec], then: 'await-end', ...rest };
    const { stdout, stderr } = await programs.run('launch', options(scenario));
    // Wine says on the terminal what Windows would show in a window.
    expect(stderr.replace(/^wine: Unhandled.*$/mu, '').trim()).toBe('');
    const told = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as unknown);
    expect(living(file)).toBe(0);
    return told;
  }
  const ended = async (...parameters: Parameters<typeof live>) => (await live(...parameters)).at(-1) as Told;

  it('gets its arguments, environment and folder as they stand', async () => {
    const args = [
      'plain',
      '',
      ' ',
      'two words',
      '"quoted" \'single\'',
      'C:\\dir with space\\',
      '\\\\server\\share\\"x"',
      '%PATH% ^& | > <',
      '-URL=http://a/?b=c&d',
      '{"a":{"b":1}}',
      '渲染 编号 🎮',
      'x'.repeat(8000),
    ];
    const folder = path.join(programs.folder, '工作 folder');
    mkdirSync(folder);
    const file = victim(folder);
    const { lines, end } = await ended(file, ['echo', ...args], { environment: { 编号: '七 "7"=7' } });
    expect(lines).toEqual([
      ...args.map((text) => text.slice(0, 4096) + (text.length > 4096 ? '…' : '')),
      '七 "7"=7',
      windowsPath(folder),
    ]);
    expect(end).toMatchObject({ reason: 'exited', code: 0, signal: null, stop: null });
  });

  it.each([
    [0, 'exited'],
    [3, 'crash'],
    [0xc0000135, 'crash'],
    [0xc0000017, 'out-of-memory'],
    [0xffffffff, 'crash'],
  ])('ends with code %d: %s', async (code, reason) => {
    const { end } = await ended(victim(), ['exit', String(code)]);
    expect(end).toMatchObject({ code, reason });
  });

  it('ends with the status of its exception when it crashes', async () => {
    const { end } = await ended(victim(), ['crash']);
    expect(end).toMatchObject({ code: 0xc0000005, reason: 'crash' });
  });

  it('lives as long as what a launcher started and left, and is ended with it', async () => {
    const file = victim();
    const [before, after] = (await live(
      file,
      ['launcher'],
      {},
      { line: 'started', processes: 1, then: 'stop' },
    )) as [Before, Told];
    expect(before.processes).toBe(1);
    expect(after.end).toMatchObject({ reason: 'stopped', code: 0, stop: { asked: false, forced: true } });
    expect(after.warnings).toEqual([]);
  });

  it.each([
    ['tries to break away', 'breakaway', 'kept', 2],
    ['detaches itself or opens a console of its own', 'family', 'up', 3],
  ])('holds what %s', async (_, mode, line, processes) => {
    const rest = { line, processes, then: 'stop' };
    const [before, after] = (await live(victim(), [mode], {}, rest)) as [Before, Told];
    expect(before.processes).toBe(processes);
    expect(after.end).toMatchObject({ reason: 'stopped', stop: { forced: true } });
  });

  it('is asked by its window, and ends by itself', async () => {
    const stop = { ask: 'close-window', graceSeconds: 8 } as const;
    const { end, lines } = await ended(victim(), ['window'], { stop }, { line: 'shown', then: 'stop' });
    expect(lines).toEqual(['shown', 'asked to close']);
    expect(end).toMatchObject({ reason: 'stopped', code: 4, stop: { asked: true, forced: false } });
  });

  it('is forced when its window ignores the wish', async () => {
    const stop = { ask: 'close-window', graceSeconds: 0.5 } as const;
    const { end, lines } = await ended(victim(), ['stubborn'], { stop }, { line: 'shown', then: 'stop' });
    expect(lines).toEqual(['shown', 'asked to close']);
    expect(end).toMatchObject({ reason: 'stopped', stop: { asked: true, forced: true } });
  });

  // Wine 8 refuses GenerateConsoleCtrlEvent for a console that nobody sees.
  it.runIf(process.platform === 'win32')('is asked on its console', async () => {
    const stop = { ask: 'signal', graceSeconds: 60 } as const;
    const { end, lines } = await ended(victim(), ['console'], { stop }, { line: 'up', then: 'stop' });
    expect(lines).toEqual(['up', 'break']);
    expect(end).toMatchObject({ code: 5, stop: { asked: true, forced: false } });
  });

  it('is asked by a line on its stdin', async () => {
    const stop = { ask: 'stdin', line: 'quit 退出', graceSeconds: 60 } as const;
    const { end, lines } = await ended(victim(), ['line'], { stop }, { line: 'up', then: 'stop' });
    expect(lines).toEqual(['up', 'got quit 退出']);
    expect(end).toMatchObject({ code: 6, stop: { asked: true, forced: false } });
  });

  it('is ready when its window is shown, and not by a hidden one', async () => {
    const ready = { by: 'window', timeoutSeconds: 60 } as const;
    const shown = (await live(victim(), ['window'], { ready }, { event: 'ready', then: 'stop' })) as [
      Before,
      Told,
    ];
    expect(shown[0].state).toBe('ready');
    const hidden = await ended(
      victim(),
      ['hidden'],
      { ready: { ...ready, timeoutSeconds: 0.5 } },
      { event: 'warning', then: 'stop' },
    );
    expect(hidden.warnings).toEqual(['ready-timeout']);
    expect(hidden.kinds).not.toContain('ready');
  });

  it('hangs when its window does not look at its messages any more', async () => {
    const { by, kinds, lines } = await ended(victim(), ['sleepy'], {}, { event: 'hung', then: 'stop' });
    expect(lines).toEqual(['shown', 'asleep']);
    expect(by).toEqual(['window']);
    expect(kinds).toEqual(['launched', 'ready', 'hung', 'ended']);
  });

  it('leaves a dump where it crashes', async () => {
    const dump = windowsPath(path.join(programs.folder, 'mini.dmp'));
    const { end } = await ended(victim(), ['dump', dump]);
    expect(end).toMatchObject({ code: 0xc0000005, reason: 'crash', dump });
  });

  it('warns where a service has started the program', async () => {
    const file = victim();
    const go = path.join(programs.folder, 'go');
    const spec = { executable: windowsPath(file), arguments: ['wait', windowsPath(go)] };
    const engine = programs.start('launch', options({ specs: [spec], line: 'up', then: 'await-end' }));
    await vi.waitFor(
      () => {
        expect(engine.printed()).toContain('"up"');
      },
      { timeout: 60_000, interval: 50 },
    );
    // Nobody's but ours: in no job of the engine.
    const service = programs.startExe(file, { args: ['stay'] });
    await vi.waitFor(
      () => {
        expect(living(file)).toBe(2);
      },
      { timeout: 60_000, interval: 50 },
    );
    writeFileSync(go, '');
    await engine.ended;
    expect(JSON.parse(engine.printed().trim().split('\n').at(-1) ?? '')).toMatchObject({
      end: { reason: 'exited' },
      warnings: ['started-elsewhere'],
    });
    process.kill(service.pid, 'SIGKILL');
    await service.ended;
    await gone(file);
  });

  it('is not there when it could not be started, and it is said why', async () => {
    const broken = path.join(programs.folder, 'broken.exe');
    writeFileSync(broken, 'no program');
    expect(await live(broken, [])).toMatchObject([
      { failed: 'Problem', code: 'executable.not-started', data: { reason: 'ENOEXEC' } },
    ]);
    const script = path.join(programs.folder, 'start.bat');
    writeFileSync(script, 'exit');
    expect(await live(script, [])).toMatchObject([{ code: 'executable.script' }]);
    expect(await live(victim(), ['x'.repeat(40_000)])).toMatchObject([{ data: { reason: 'E2BIG' } }]);
  });

  it('floods its output and is stopped all the same', async () => {
    const { end } = await ended(
      victim(),
      ['flood'],
      {},
      { line: 'a line that is written again and again', then: 'stop' },
    );
    expect(end).toMatchObject({ reason: 'stopped', stop: { forced: true } });
  });

  it('ends with the engine, whatever it started, when that is killed without a word', async () => {
    const files = [victim(), victim(), victim()];
    const modes = ['family', 'breakaway', 'launcher'];
    const specs = files.map((file, i) => ({ executable: windowsPath(file), arguments: [modes[i] ?? ''] }));
    const engine = programs.start('launch', options({ specs, processes: 3, then: 'stay' }));
    await vi.waitFor(
      () => {
        expect(engine.printed()).toContain('"processes":3');
        expect(files.map(living).every((count) => count > 0)).toBe(true);
      },
      { timeout: 30_000, interval: 50 },
    );
    process.kill(engine.pid, 'SIGKILL');
    await engine.ended;
    for (const file of files) await gone(file);
  });
});
