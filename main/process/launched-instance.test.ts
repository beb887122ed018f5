import { EventEmitter } from 'node:events';
import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { fakeClock } from '../os/fake-clock.ts';
import type { InstanceEvent, InstanceSpec } from './instance.ts';
import { LaunchedInstance } from './launched-instance.ts';
import { signalWays } from './stop/stop-ways.ts';
import type { Member } from './processes/process-finder.ts';

/** Beyond what the kernel gives out: signals to it reach nobody. */
const NOBODY = 2 ** 22 + 7;
const member = (pid: number, zombie = false): Member => ({
  pid,
  name: 'render',
  startTicks: 1,
  group: NOBODY,
  zombie,
});

/** An instance whose process and whose relatives are the test's word. */
function launched(
  stop: InstanceSpec['stop'] = { ask: 'none', graceSeconds: 0 },
  stdout: PassThrough | null = null,
) {
  const clock = fakeClock();
  const child = Object.assign(new EventEmitter(), {
    pid: NOBODY,
    exitCode: null,
    signalCode: null,
    stdin: null,
    stdout,
    stderr: null,
  });
  const box = { members: [member(NOBODY)] as Member[], undecided: false };
  const events: InstanceEvent[] = [];
  const spec: InstanceSpec = {
    instance: 1,
    executable: 'x',
    arguments: [],
    workingDirectory: null,
    environment: {},
    ready: { by: 'manual', timeoutSeconds: 1e6 },
    stop,
    frames: null,
  };
  const context = {
    clock,
    finder: {
      follow: () => undefined,
      forget: () => undefined,
      find: () => Promise.resolve(),
      undecided: () => box.undecided,
      look: () => null,
      outsiders: () => [],
      members: () => box.members,
    },
    memoryKills: { mark: () => undefined, recent: () => false },
    logFolder: '/nowhere',
    endGroup: () => undefined,
    forgetGroup: () => undefined,
    ways: signalWays,
    windows: null,
    cores: 4,
    findDump: () => Promise.resolve(null),
  };
  const instance = new LaunchedInstance(
    child,
    spec,
    { file: 'x', folder: '/', environment: {} },
    context,
    (event) => {
      events.push(event);
    },
  );
  const exit = (code: number) => {
    box.members = box.members.filter(({ pid }) => pid !== NOBODY);
    child.emit('exit', code, null);
  };
  return { clock, box, events, instance, exit, kinds: () => events.map(({ kind }) => kind) };
}

describe('the end of an instance', () => {
  it('is not told while a process that may be one of ours is in the middle of exec', async () => {
    const { clock, box, instance, exit } = launched();
    box.undecided = true;
    exit(0);
    await clock.pass(0.5);
    expect(instance.end).toBeNull();
    [box.undecided, box.members] = [false, [member(NOBODY + 1)]];
    await clock.pass(3600);
    expect(instance.state).toBe('starting');
    box.members = [member(NOBODY + 1, true)];
    await clock.pass(1);
    expect(instance.end).toMatchObject({ reason: 'exited', code: 0 });
  });

  it('does not wait for ever where somebody is always in the middle of exec', async () => {
    const { clock, box, instance, exit, kinds } = launched();
    box.undecided = true;
    exit(3);
    await clock.pass(5);
    expect(instance.end).toMatchObject({ reason: 'crash', code: 3 });
    expect(kinds()).toEqual(['launched', 'ended']);
    expect(clock.waiting).toBe(0);
  });

  it('comes in bounded time although the kernel does not let go, and says what is left', async () => {
    const { clock, instance, events } = launched({ ask: 'signal', graceSeconds: 10 });
    const record = instance.stop();
    expect(instance.state).toBe('stopping');
    await clock.pass(16);
    const { ms, ...what } = await record;
    expect(what).toEqual({ asked: false, forced: false });
    expect(ms).toBeGreaterThanOrEqual(5000);
    expect(ms).toBeLessThanOrEqual(5200);
    expect(events).toMatchObject([
      { kind: 'launched' },
      { kind: 'warning', code: 'processes-left', data: { processes: [{ pid: NOBODY, name: 'render' }] } },
      { kind: 'ended', end: { reason: 'stopped', code: null, signal: null } },
    ]);
    expect(clock.waiting).toBe(0);
  });

  it('is told with a warning where somebody still holds its output', async () => {
    const { clock, instance, exit, events } = launched(undefined, new PassThrough());
    exit(0);
    await clock.pass(1);
    expect(instance.end).toMatchObject({ reason: 'exited' });
    expect(events).toMatchObject([
      { kind: 'launched' },
      { kind: 'warning', code: 'output-held-open' },
      { kind: 'ended' },
    ]);
    expect(clock.waiting).toBe(0);
  });

  it('is noticed within its grace also where only the rest is left', async () => {
    const { clock, box, instance, exit } = launched({ ask: 'signal', graceSeconds: 100 });
    box.members.push(member(NOBODY + 1));
    exit(0);
    await clock.pass(50);
    const record = instance.stop();
    await clock.pass(1);
    box.members = [];
    await clock.pass(1);
    await record;
    expect(instance.end).toMatchObject({ reason: 'stopped', code: 0 });
  });
});
