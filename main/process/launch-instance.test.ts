import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { open as openFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDisplay } from '../../build/test/display.ts';
import { describeWith } from '../../build/test/need.ts';
import { isAlive, until } from '../../build/test/real-processes.ts';
import { completePlan, type PlanFile } from '../../shared/model/plan.ts';
import type { ProblemCode } from '../../shared/model/problem.ts';
import { systemClock } from '../os/clock.ts';
import { procFolder } from '../os/procfs/proc-folder.ts';
import type { Instance, InstanceEnd, InstanceEvent, InstanceSpec, Launcher } from './instance.ts';
import { linuxLauncher } from './linux-launcher.ts';
import { BYTES_PER_FILE, LINES_KEPT } from './output/output-log.ts';

const clock = systemClock();
const proc = procFolder();
const plan = (more: Partial<PlanFile>) =>
  completePlan({ format: 'kneescope.plan/1', executable: 'x', ...more });
const SIGNAL = plan({ stop: { ask: 'signal', graceSeconds: 60 } }).stop;
const FORCE = plan({ stop: { ask: 'none' } }).stop;
const SOON = plan({ ready: { by: 'seconds', seconds: 0 } }).ready as InstanceSpec['ready'];

let folder: string;
let logs: string;
let runs = 0;
let opened: Launcher[];
let launched: { instance: Instance; pids: number[] }[];
beforeEach(() => {
  folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'kneescope-launch-')));
  logs = path.join(folder, 'logs');
  launched = [];
  opened = [];
});
afterEach(async () => {
  await Promise.all(launched.map(({ instance }) => instance.stop()));
  await Promise.all(opened.map((launcher) => launcher.close()));
  for (const { pids } of launched) for (const pid of pids) expect(isAlive(pid)).toBe(false);
  rmSync(folder, { recursive: true, force: true });
});

function open(by = clock, groups = true) {
  runs += 1;
  const made = linuxLauncher({ run: runName(), folder, logFolder: logs, clock: by, groups });
  opened.push(made);
  return made;
}
const runName = () => `test-${process.pid}-${runs}`;

/** Launches with what a test does not care about filled in; whatever it launched is ended and looked for at the end. */
async function launch(spec: Partial<InstanceSpec>, by = open()) {
  const events: InstanceEvent[] = [];
  const end = Promise.withResolvers<InstanceEnd>();
  const instance = await by.launch(
    {
      instance: 1,
      executable: process.execPath,
      arguments: [],
      workingDirectory: folder,
      environment: {},
      ready: SOON,
      stop: FORCE,
      frames: null,
      ...spec,
    },
    (event) => {
      events.push(event);
      if (event.kind === 'ended') end.resolve(event.end);
    },
  );
  const pids = [instance.pid];
  launched.push({ instance, pids });
  /** Waits for a line; those that came before count. */
  const line = async (pattern: RegExp): Promise<RegExpExecArray> =>
    until(() =>
      instance
        .logLines(LINES_KEPT)
        .map((text) => pattern.exec(text))
        .find((found) => found !== null),
    );
  const codes = () => events.flatMap((event) => (event.kind === 'warning' ? [event.code] : []));
  return { instance, events, ended: end.promise, line, pids, codes, by };
}
const script = (source: string, ...more: string[]) => ({ arguments: ['-e', source, '--', ...more] });
const shell = (source: string) => ({ executable: '/bin/sh', arguments: ['-c', source] });
function file(name: string, content: string, mode = 0o755): string {
  const made = path.join(folder, name);
  mkdirSync(path.dirname(made), { recursive: true });
  writeFileSync(made, content);
  chmodSync(made, mode);
  return made;
}
const STAYS = 'setInterval(() => {}, 1000);';
const SAYS_READY = `${STAYS} console.log('up');`;

describe('a program is launched', () => {
  it('with its arguments, environment and folder as they stand', async () => {
    const evil = [
      '',
      ' ',
      'two words',
      '"quoted" \'single\'',
      '$(id) `id` $HOME %PATH% && | > x',
      '\\back\\',
      '--',
      '-x=*?[a]',
      'new\nline\ttab',
      '渲染 编号 🎮',
      '{"a":{"b":1}}',
      'long '.repeat(20_000),
    ];
    const working = path.join(folder, '工作 folder');
    mkdirSync(working);
    const out = path.join(folder, 'seen.json');
    const source = `require('fs').writeFileSync(process.env.OUT, JSON.stringify(
      { args: process.argv.slice(1), env: process.env, cwd: process.cwd() }))`;
    const { ended } = await launch({
      instance: 12,
      ...script(source, ...evil),
      workingDirectory: working,
      environment: { OUT: out, EVIL: '$(id) "x" \n 编', EMPTY: '', KNEESCOPE_RUN: 'not yours' },
    });
    expect(await ended).toMatchObject({ reason: 'exited', code: 0, signal: null, stop: null });
    const seen = JSON.parse(readFileSync(out, 'utf8')) as {
      args: string[];
      env: NodeJS.ProcessEnv;
      cwd: string;
    };
    expect(seen.args).toEqual(evil);
    expect(seen.cwd).toBe(working);
    expect(seen.env).toMatchObject({
      EVIL: '$(id) "x" \n 编',
      EMPTY: '',
      PATH: process.env['PATH'],
      KNEESCOPE_RUN: `test-${process.pid}-${runs}`,
      KNEESCOPE_INSTANCE: '12',
    });
  });

  it('in the folder that it lies in, unless told otherwise', async () => {
    const executable = file('apps/show room/run.sh', '#!/bin/sh\npwd\n');
    const { ended, instance } = await launch({ executable, workingDirectory: null });
    await ended;
    expect(instance.logLines(1)).toEqual([path.dirname(executable)]);
  });

  it('as the leader of a process group of its own', async () => {
    const { instance } = await launch(script(STAYS));
    expect(proc.processStat(instance.pid)).toMatchObject({ group: instance.pid, parent: process.pid });
    expect(instance.processes()).toEqual([instance.pid]);
  });

  it('by its bare name, looked up on PATH', async () => {
    const blocked = file('first/tool', 'no run bit', 0o644);
    file('second/tool', '#!/bin/sh\necho found\n');
    mkdirSync(path.join(folder, 'zeroth/tool'), { recursive: true });
    const search = ['zeroth', 'first', 'second'].map((name) => path.join(folder, name)).join(':');
    const { ended, instance } = await launch({ executable: 'tool', environment: { PATH: search } });
    await ended;
    expect(instance.logLines(1)).toEqual(['found']);
    await expect(
      launch({ executable: 'tool', environment: { PATH: path.dirname(blocked) } }),
    ).rejects.toMatchObject({ code: 'executable.not-runnable', data: { path: blocked } });
  });

  it('and has a stdin to read from only if the plan stops it there', async () => {
    const source = `process.stdin.on('data', () => {}).on('end', () => { console.log('closed'); process.exit(0); })`;
    expect(await (await launch(script(source))).ended).toMatchObject({ code: 0, reason: 'exited' });
  });
});

describe('bad input gets a clear answer and starts nothing', () => {
  async function refused(code: ProblemCode, spec: Partial<InstanceSpec>, data: object = {}) {
    await expect(launch(spec)).rejects.toMatchObject({ name: 'Problem', code, data });
    expect(launched).toEqual([]);
  }

  it('a missing executable, with the nearest name', async () => {
    file('Showroom.x86_64', '');
    await refused(
      'executable.missing',
      { executable: path.join(folder, 'Showrom.x86_64') },
      {
        path: path.join(folder, 'Showrom.x86_64'),
        nearest: path.join(folder, 'Showroom.x86_64'),
      },
    );
    await refused('executable.missing', { executable: '/nowhere/at/all' }, { nearest: null });
    await refused('executable.missing', { executable: 'sleeep' }, { path: 'sleeep', nearest: 'sleep' });
  });

  it('a folder', async () => {
    await refused('executable.folder', { executable: folder }, { path: folder });
  });

  it('a file without the run bit', async () => {
    const executable = file('data.pak', 'x', 0o644);
    await refused('executable.not-runnable', { executable }, { path: executable });
  });

  it('something that is no file', async () => {
    await refused('executable.not-runnable', { executable: '/dev/null' });
  });

  it('a script whose interpreter is not there', async () => {
    const executable = file('run.sh', '#!/nowhere/interpreter\n');
    await refused('executable.not-started', { executable }, { path: executable, reason: 'ENOENT' });
  });

  it('arguments that the kernel does not take', async () => {
    await refused('executable.not-started', { arguments: ['x'.repeat(4_000_000)] }, { reason: 'E2BIG' });
  });

  it('a working folder that is not there, or is a file', async () => {
    const missing = path.join(folder, 'gone');
    await refused('working-directory.missing', { workingDirectory: missing }, { path: missing });
    await refused('working-directory.missing', { workingDirectory: file('a file', '') });
  });

  it('a text that cannot be handed over', async () => {
    await refused('text.nul', { arguments: ['ok', 'a\0b'] }, { field: 'arguments[1]' });
    await refused('text.nul', { environment: { A: 'a\0b' } }, { field: 'environment.A' });
  });

  it('a port where somebody else listens already', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    await refused('port.taken', { ready: { by: 'port', port, timeoutSeconds: 5 } }, { port });
    server.close();
    await once(server, 'close');
  });
});

describe('a program ends', () => {
  it.each<[string, string, Partial<InstanceEnd>]>([
    ['at once with code 0', '', { reason: 'exited', code: 0, signal: null }],
    ['at once with another code', 'process.exit(3)', { reason: 'crash', code: 3, signal: null }],
    [
      'by a fault',
      "process.kill(process.pid, 'SIGSEGV')",
      { reason: 'crash', code: null, signal: 'SIGSEGV' },
    ],
    [
      'by a SIGKILL that is not ours',
      "process.kill(process.pid, 'SIGKILL')",
      { reason: 'crash', signal: 'SIGKILL' },
    ],
  ])('%s', async (_, source, expected) => {
    const { ended, instance, events } = await launch(script(source));
    expect(await ended).toMatchObject({ ...expected, stop: null });
    expect(instance.state).toBe('ended');
    expect(instance.end).toEqual(await ended);
    expect(events[0]?.kind).toBe('launched');
    expect(events.filter(({ kind }) => kind === 'ended')).toHaveLength(1);
  });

  it('by a fault, and leaves a dump', async () => {
    const { ended } = await launch(
      shell('mkdir -p Saved/Crashes/1; echo MDMP > Saved/Crashes/1/mini.dmp; kill -SEGV $$'),
    );
    expect((await ended).dump).toBe(path.join(folder, 'Saved/Crashes/1/mini.dmp'));
  });

  it('because it has asked somebody else to start the program', async () => {
    const launcher = file('Showroom.sh', '#!/bin/sh\necho up; while [ ! -e go ]; do sleep 0.05; done');
    const { ended, line, events } = await launch({ executable: launcher });
    await line(/^up$/u);
    // Nobody's but ours: in no instance.
    const service = spawn(launcher, ['--served'], { cwd: '/', stdio: 'ignore', detached: true });
    try {
      await until(() => readFileSync(`/proc/${service.pid ?? 0}/cmdline`, 'utf8').includes('--served'));
      writeFileSync(path.join(folder, 'go'), '');
      expect(await ended).toMatchObject({ reason: 'exited', code: 0 });
      expect(events.find(({ kind }) => kind === 'warning')).toMatchObject({
        code: 'started-elsewhere',
        data: { processes: [{ pid: service.pid, name: 'Showroom.sh' }] },
      });
      expect(isAlive(service.pid ?? 0)).toBe(true);
    } finally {
      const gone = once(service, 'exit');
      process.kill(-(service.pid ?? 0), 'SIGKILL');
      await gone;
    }
  });

  it('and its last words are there, also those without a line’s end', async () => {
    const { ended, instance } = await launch(
      script("console.log('one'); process.stderr.write('fatal: 显存')"),
    );
    await ended;
    expect(instance.logLines(10).toSorted()).toEqual(['fatal: 显存', 'one']);
    expect(readFileSync(path.join(logs, 'instance-1.log'), 'utf8').split('\n').sort()).toEqual([
      '',
      'fatal: 显存',
      'one',
    ]);
  });

  it('only with the last process that it started', async () => {
    const { instance, line, ended, pids, events } = await launch(
      shell('sleep 1000 & echo "rest $!"; exit 7'),
    );
    const rest = Number((await line(/rest (\d+)/u))[1]);
    pids.push(rest);
    await until(() => !isAlive(instance.pid));
    await until(() => instance.processes().join() === String(rest));
    expect(events.map(({ kind }) => kind)).not.toContain('ended');
    process.kill(rest, 'SIGKILL');
    expect(await ended).toMatchObject({ reason: 'crash', code: 7 });
  });

  it('although a zombie of it is never waited for', async () => {
    // `exec` makes the parent of the sleep a program that waits for nobody.
    const { instance, line, ended, pids } = await launch(
      shell('sleep 1000 & echo "child $!"; exec sleep 2000'),
    );
    const child = Number((await line(/child (\d+)/u))[1]);
    pids.push(child);
    process.kill(child, 'SIGKILL');
    await until(() => !isAlive(child));
    process.kill(instance.pid, 'SIGKILL');
    expect(await ended).toMatchObject({ signal: 'SIGKILL' });
  });

  it('and leaves no timer, no process and no pipe behind', async () => {
    let waiting = 0;
    const counting = {
      ...clock,
      wait: async (time: number, signal: AbortSignal) => {
        waiting += 1;
        const reached = await clock.wait(time, signal);
        waiting -= 1;
        return reached;
      },
    };
    const handles = () =>
      process.getActiveResourcesInfo().filter((name) => /Pipe|Process|TCP/u.test(name)).length;
    const before = handles();
    const by = open(counting);
    const ready = { by: 'log', pattern: 'never', timeoutSeconds: 5000 } as const;
    const { instance } = await launch({ ...script(SAYS_READY), ready, stop: SIGNAL }, by);
    // Beside it somebody may just be looking at an environment.
    await until(() => waiting === 1);
    expect(handles()).toBeGreaterThan(before);
    await instance.stop();
    await until(() => waiting === 0);
    // Node gives handles back a turn of its loop later; those of the test before too.
    await until(() => handles() <= before);
  });
});

describe('a program is stopped', () => {
  it('by asking: it gets its grace and is not forced', async () => {
    const source = `process.on('SIGTERM', () => { console.log('bye'); process.exit(5); }); ${SAYS_READY}`;
    const { instance, line, ended } = await launch({ ...script(source), stop: SIGNAL });
    await line(/up/u);
    const record = await instance.stop();
    expect(record).toMatchObject({ asked: true, forced: false });
    expect(await ended).toMatchObject({ reason: 'stopped', code: 5, stop: record });
    expect(instance.logLines(1)).toEqual(['bye']);
  });

  it('by force when it does not listen, after its grace', async () => {
    const source = `process.on('SIGTERM', () => console.log('no')); ${SAYS_READY}`;
    const { instance, line, ended } = await launch({
      ...script(source),
      stop: { ask: 'signal', graceSeconds: 0.2 },
    });
    await line(/up/u);
    const record = await instance.stop();
    expect(record).toMatchObject({ asked: true, forced: true });
    expect(record.ms).toBeGreaterThanOrEqual(200);
    expect(await ended).toMatchObject({ reason: 'stopped', signal: 'SIGKILL' });
    expect(instance.logLines(1)).toEqual(['no']);
  });

  it('by force in the middle of its grace, when nobody has any patience left', async () => {
    const source = `process.on('SIGTERM', () => console.log('no')); ${SAYS_READY}`;
    const { instance, line } = await launch({
      ...script(source),
      stop: { ask: 'signal', graceSeconds: 3600 },
    });
    await line(/up/u);
    const stopping = instance.stop();
    await line(/no/u);
    void instance.stop(true);
    expect(await stopping).toMatchObject({ asked: true, forced: true });
  });

  it('by a line on its stdin', async () => {
    const source = `process.stdin.on('data', (d) => { console.log('got ' + d); process.exit(0); }); console.log('up')`;
    const { instance, line, ended } = await launch({
      ...script(source),
      stop: { ask: 'stdin', line: 'quit 编', graceSeconds: 60 },
    });
    await line(/up/u);
    expect(await instance.stop()).toMatchObject({ asked: true, forced: false });
    expect(await ended).toMatchObject({ reason: 'stopped', code: 0 });
    expect(instance.logLines(5)).toContain('got quit 编');
  });

  it('without grace where there is nobody to ask on stdin any more', async () => {
    const { instance, line, pids } = await launch({
      ...shell('sleep 1000 & echo "rest $!"'),
      stop: { ask: 'stdin', line: 'quit', graceSeconds: 3600 },
    });
    const rest = Number((await line(/rest (\d+)/u))[1]);
    pids.push(rest);
    await until(() => !isAlive(instance.pid));
    await until(() => instance.processes().join() === String(rest));
    expect(await instance.stop()).toMatchObject({ asked: false, forced: true });
  });

  it('without asking where the plan says so', async () => {
    const { instance } = await launch({ ...script(STAYS), stop: { ask: 'none', graceSeconds: 3600 } });
    expect(await instance.stop()).toMatchObject({ asked: false, forced: true });
  });

  it('by SIGTERM where a window should be closed', async () => {
    const { instance } = await launch({
      executable: 'sleep',
      arguments: ['1000'],
      stop: { ask: 'close-window', graceSeconds: 60 },
    });
    expect(await instance.stop()).toMatchObject({ asked: true, forced: false });
    expect(instance.end).toMatchObject({ signal: 'SIGTERM', reason: 'stopped' });
  });

  it('although it was halted', async () => {
    const { instance } = await launch({
      executable: 'sleep',
      arguments: ['1000'],
      stop: { ask: 'signal', graceSeconds: 0.05 },
    });
    process.kill(instance.pid, 'SIGSTOP');
    // Two signals that wait together are taken in the order of their numbers, SIGTERM first.
    await until(() => /\) T /u.test(readFileSync(`/proc/${instance.pid}/stat`, 'utf8')));
    expect(await instance.stop()).toMatchObject({ forced: true });
  });

  it('twice with the same answer, and after its end with nothing to do', async () => {
    const { instance, events } = await launch({ ...script(STAYS), stop: FORCE });
    const [first, second] = await Promise.all([instance.stop(), instance.stop()]);
    expect(second).toBe(first);
    expect(await instance.stop()).toBe(first);
    expect(events.filter(({ kind }) => kind === 'ended')).toHaveLength(1);

    const over = await launch(script('process.exit(3)'));
    await over.ended;
    expect(await over.instance.stop()).toEqual({ asked: false, forced: false, ms: 0 });
    expect(over.instance.end).toMatchObject({ reason: 'crash', code: 3, stop: null });
  });
});

describe('everything it started is stopped with it', () => {
  const cases = {
    'its children': 'sleep 1000 & echo "pid $!"; sleep 2000 & echo "pid $!"; wait',
    'one in a session of its own': 'setsid sleep 1000 & echo "pid $!"; wait',
    'one that forked twice and left group, session and parent':
      'setsid sh -c \'(sleep 1000 & echo "pid $!"; exec sleep 2000 & echo "pid $!") & \' ; exec sleep 3000',
    'what a launcher that has exited left behind':
      '(setsid sh -c \'echo "pid $$"; exec sleep 1000\' &) ; exit 0',
    'one that ignores SIGTERM':
      'trap "" TERM; sh -c \'trap "" TERM; echo "pid $$"; while :; do sleep 1000; done\'',
  };

  it.each(Object.entries(cases))('%s', async (_, source) => {
    const { instance, line, pids } = await launch({
      ...shell(source),
      stop: { ask: 'signal', graceSeconds: 0.1 },
    });
    await line(/pid (\d+)/u);
    const many = (source.match(/echo "pid/gu) ?? []).length;
    const told = await until(() => {
      const lines = instance.logLines(50).flatMap((text) => /^pid (\d+)$/u.exec(text)?.[1] ?? []);
      return lines.length === many && lines.map(Number);
    });
    pids.push(...told);
    for (const pid of told) expect(isAlive(pid)).toBe(true);
    await instance.stop();
    for (const pid of pids) expect(isAlive(pid)).toBe(false);
    expect(instance.processes()).toEqual([]);
  });

  it('and nothing of another instance', async () => {
    const by = open();
    const one = await launch({ ...shell('setsid sleep 1000 & wait'), instance: 1 }, by);
    const two = await launch({ ...shell('setsid sleep 1000 & echo "pid $!"; wait'), instance: 2 }, by);
    const other = Number((await two.line(/pid (\d+)/u))[1]);
    two.pids.push(other);
    await by.refresh();
    await one.instance.stop();
    expect(isAlive(two.instance.pid) && isAlive(other)).toBe(true);
    expect(two.instance.processes().toSorted()).toEqual([two.instance.pid, other].toSorted());
  });
});

describe.each([
  ['with control groups, where there are any', true],
  ['without', false],
])('one that left group and parent and wiped its environment, %s', (_, groups) => {
  it('belongs to its instance, keeps it alive and is stopped with it', async () => {
    const pidFile = path.join(folder, 'pid');
    const escape = `setsid sh -c 'echo $$ > ${pidFile}; exec sleep 1000' & until [ -s ${pidFile} ]; do sleep 0.01; done`;
    const by = open(clock, groups);
    const other = await launch({ ...script(STAYS), instance: 1 }, by);
    const { instance, pids } = await launch(
      { instance: 2, executable: '/usr/bin/env', arguments: ['-i', '/bin/sh', '-c', escape] },
      by,
    );
    const escaped = await until(() => Number(readFileSync(pidFile, 'utf8')));
    pids.push(escaped);
    await until(() => !isAlive(instance.pid));
    // The list is as it was last looked at: the one that was launched may still be in it.
    await until(() => instance.processes().join() === String(escaped));
    expect(other.instance.processes()).toEqual([other.instance.pid]);
    expect(instance.end).toBeNull();
    expect(await instance.stop()).toMatchObject({ forced: true });
  });
});

describe('what a program writes', () => {
  it('may be a flood: it is bounded, and neither it nor its neighbours wait for us', async () => {
    const by = open();
    const flood = await launch({ executable: 'yes', arguments: ['编译着色器'], instance: 1 }, by);
    const quiet = await launch({ ...script(SAYS_READY), instance: 2 }, by);
    await quiet.line(/up/u);
    // The note is in the file; in memory the flood itself has pushed it out at once.
    const dropped = await until(() =>
      /^\[… (\d+) B …\]$/mu.exec(readFileSync(path.join(logs, 'instance-1.log'), 'utf8')),
    );
    expect(Number(dropped[1])).toBeGreaterThan(0);
    await flood.instance.stop();
    expect(flood.instance.logLines(1_000_000).length).toBeLessThanOrEqual(LINES_KEPT);
    for (const name of readdirSync(logs))
      expect(statSync(path.join(logs, name)).size).toBeLessThanOrEqual(BYTES_PER_FILE);
  });

  it('can be listened to, line by line', async () => {
    const heard: string[] = [];
    const { instance, ended } = await launch({
      ...script("process.stdin.on('data', () => { console.log('a\\r\\nb'); process.exit(0); })"),
      stop: { ask: 'stdin', line: 'go', graceSeconds: 60 },
    });
    instance.onLine((line) => heard.push(line));
    const stop = instance.onLine(() => heard.push('never'));
    stop();
    await instance.stop();
    await ended;
    expect(heard).toEqual(['a', 'b']);
  });

  it('tells its frame rate', async () => {
    const { instance, line } = await launch({
      ...script(`console.log('fps=59.9 编'); console.log('end'); ${STAYS}`),
      frames: { pattern: 'fps=([0-9.]+)', goodFor: 3600 },
    });
    await line(/end/u);
    expect(instance.fps()).toBe(59.9);
  });
});

describe('a program is ready', () => {
  it('by a line of its output', async () => {
    const { events, instance } = await launch({
      ...script(SAYS_READY),
      ready: { by: 'log', pattern: '^u.$', timeoutSeconds: 60 },
    });
    await until(() => events.some(({ kind }) => kind === 'ready'));
    expect(instance.state).toBe('ready');
    expect(events.map(({ kind }) => kind)).toEqual(['launched', 'ready']);
  });

  it('by its port', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    server.close();
    await once(server, 'close');
    const { events } = await launch({
      ...script(`require('net').createServer().listen(${port}, '127.0.0.1')`),
      ready: { by: 'port', port, timeoutSeconds: 60 },
    });
    await until(() => events.some(({ kind }) => kind === 'ready'));
  });

  it('by the word of a person, and by nobody’s word if the plan does not wait for it', async () => {
    const { instance, events } = await launch({
      ...script(STAYS),
      ready: { by: 'manual', timeoutSeconds: 60 },
    });
    instance.confirm();
    await until(() => instance.state === 'ready');
    const other = await launch({ ...script(STAYS), ready: { by: 'load', timeoutSeconds: 60 } });
    other.instance.confirm();
    expect(events.at(-1)?.kind).toBe('ready');
    expect(other.instance.state).toBe('starting');
  });

  it('not after the time-out: it lives on, and what was seen is told', async () => {
    const { events, instance, line } = await launch({
      ...script(`console.log('loading'); ${STAYS}`),
      ready: { by: 'log', pattern: 'never', timeoutSeconds: 0.3 },
    });
    await line(/loading/u);
    const warning = await until(() => events.find(({ kind }) => kind === 'warning'));
    expect(warning).toMatchObject({ code: 'ready-timeout', data: { by: 'log', seconds: 0.3 } });
    expect(isAlive(instance.pid)).toBe(true);
    expect(instance.state).toBe('starting');
    expect(events.some(({ kind }) => kind === 'ready')).toBe(false);
  });

  it('by its load where the plan waits for a window, and there is no display', async () => {
    const { instance, codes } = await launch({
      ...script(STAYS),
      environment: { DISPLAY: '' },
      ready: { by: 'window', timeoutSeconds: 60 },
    });
    expect(codes()).toEqual(['ready-window-unavailable']);
    for (let at = 0; at <= 10; at++) instance.observe({ at, cpu: 1, ramMiB: 50, fps: null });
    await until(() => instance.state === 'ready');
  });
});

describeWith(['xvfb'], 'a program with a window', () => {
  it('is ready once it shows one, of whatever process of its', { timeout: 90_000 }, async () => {
    const display = await openDisplay();
    try {
      const program = fileURLToPath(new URL('../../build/test/stubs/x-program.ts', import.meta.url));
      // Told to show it a moment after it is up, by a shell that stands between.
      const show = `(read -r _; echo show; cat) < ${path.join(folder, 'told')} | "${process.execPath}" "${program}"`;
      execFileSync('mkfifo', [path.join(folder, 'told')]);
      const { instance, events, line } = await launch({
        ...shell(show),
        environment: { DISPLAY: display.name, WAYLAND_DISPLAY: '' },
        ready: { by: 'window', timeoutSeconds: 600 },
      });
      await line(/^up$/u);
      expect(instance.state).toBe('starting');
      const tell = await openFile(path.join(folder, 'told'), 'w');
      await tell.write('go\n');
      await until(() => instance.state === 'ready');
      expect(events.map(({ kind }) => kind)).toEqual(['launched', 'ready']);
      await tell.close();
      await instance.stop();
    } finally {
      await display.close();
    }
  });
});
