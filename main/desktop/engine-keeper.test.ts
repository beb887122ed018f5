import { spawn, type ChildProcess } from 'node:child_process';
import { EventEmitter, once } from 'node:events';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { EngineStart } from '../../shared/bridge/desk.ts';
import { EngineKeeper } from './engine-keeper.ts';

/** A real process that does nothing, as Electron would give it. */
interface Engine extends EventEmitter {
  readonly process: ChildProcess;
  readonly pid: number | undefined;
  readonly start: EngineStart;
}

/** Every engine that was started, the last at the end. */
const { engines, started } = vi.hoisted(() => ({
  engines: [] as Engine[],
  started: { next: Promise.withResolvers<Engine>() },
}));
vi.mock('electron', () => ({
  utilityProcess: {
    fork: (program: string, [start = '']: readonly string[]) => {
      const child = spawn(process.execPath, ['-e', program], { stdio: ['ignore', 'pipe', 'pipe'] });
      const engine = Object.assign(new EventEmitter(), {
        process: child,
        pid: child.pid,
        stdout: child.stdout,
        stderr: child.stderr,
        start: JSON.parse(start) as EngineStart,
      });
      // When its last words are read, too.
      child.once('close', () => engine.emit('exit'));
      engines.push(engine);
      started.next.resolve(engine);
      started.next = Promise.withResolvers();
      return engine;
    },
  },
}));

const LOOK_MS = 5000;
const SILENT_MS = 13 * LOOK_MS;
const IDLE = 'setInterval(() => {}, 1e9)';

let givenUp: PromiseWithResolvers<string>;
function keeperOf(program: string): EngineKeeper {
  return new EngineKeeper({
    program,
    start: { appFolder: '/app', dataFolder: null, folder: '/', locale: 'en' },
    onOrder: () => undefined,
    onGivenUp: (why) => {
      givenUp.resolve(why);
    },
  });
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'performance'] });
  givenUp = Promise.withResolvers();
});
afterEach(async () => {
  vi.useRealTimers();
  for (const { process: child } of engines.splice(0)) {
    child.removeAllListeners('close');
    if (child.exitCode !== null || child.signalCode !== null) continue;
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
  }
});

it('ends an engine that says nothing for a minute, and starts another that knows of the run', async () => {
  keeperOf(IDLE).start();
  const [hung] = engines;
  hung!.emit('message', { say: 'state', run: 'k7', line: 'it runs' });
  const gone = once(hung!.process, 'exit');
  const next = started.next.promise;
  vi.advanceTimersByTime(SILENT_MS);
  expect(await gone).toEqual([null, 'SIGKILL']);
  const other = await next;
  expect(other.pid).not.toBe(hung!.pid);
  expect(other.start.crashed).toEqual({ run: 'k7' });
});

it('leaves one alone that gives a sign of life now and then', async () => {
  keeperOf(IDLE).start();
  const [engine] = engines;
  for (let round = 0; round < 10; round += 1) {
    vi.advanceTimersByTime(SILENT_MS - LOOK_MS);
    engine!.emit('message', { say: 'beat' });
  }
  // What was killed would have ended before what is asked of it now.
  engine!.process.kill('SIGTERM');
  expect(await once(engine!.process, 'exit')).toEqual([null, 'SIGTERM']);
});

it('gives up on one that ends again and again, with its last words', async () => {
  keeperOf('console.error("there is no disk"); process.exit(1)').start();
  expect(await givenUp.promise).toContain('there is no disk');
  expect(engines).toHaveLength(4);
});

it('starts one again that ends now and then', async () => {
  const keeper = keeperOf(IDLE);
  keeper.start();
  for (let round = 0; round < 6; round += 1) {
    const next = started.next.promise;
    engines.at(-1)!.process.kill('SIGKILL');
    await next;
    vi.advanceTimersByTime(30_000);
    engines.at(-1)!.emit('message', { say: 'beat' });
  }
  expect(engines).toHaveLength(7);
});
