import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest';
import { openDisplay, type Display } from '../../../build/test/display.ts';
import { describeWith } from '../../../build/test/need.ts';
import { displays } from './displays.ts';

const PROGRAM = fileURLToPath(new URL('../../../build/test/stubs/x-program.ts', import.meta.url));
const WAIT = { timeout: 60_000, interval: 50 };
const LONG = { timeout: 200_000 };

describeWith(['xvfb'], 'the windows of a program', () => {
  let display: Display;
  const children: ChildProcess[] = [];
  const seen = displays();
  beforeAll(async () => {
    display = await openDisplay();
  });
  afterEach(async () => {
    for (const child of children.splice(0)) {
      const gone = once(child, 'exit');
      child.kill('SIGKILL');
      await gone;
    }
  });
  afterAll(async () => {
    seen.close();
    await display.close();
  });
  const environment = () => ({ ...process.env, DISPLAY: display.name, WAYLAND_DISPLAY: '' });
  const program = async () => {
    const child = spawn(process.execPath, [PROGRAM], {
      stdio: ['pipe', 'pipe', 'inherit'],
      env: environment(),
    });
    children.push(child);
    await once(child.stdout, 'data', { signal: AbortSignal.timeout(60_000) });
    return { pid: child.pid ?? 0, say: (word: string) => child.stdin.write(`${word}\n`) };
  };
  const watch = async () => {
    const found = await seen.watch(environment());
    if (!found) throw new Error('the display cannot be seen');
    return found;
  };

  it('are hidden, shown and gone; those of another are not its own', LONG, async () => {
    const windows = await watch();
    const [one, other] = [await program(), await program()];
    const look = (pid: number) => windows.look(new Set([pid]));
    await vi.waitFor(async () => {
      expect(await look(one.pid)).toMatchObject({ shown: 0, hidden: 1 });
    }, WAIT);
    one.say('show');
    await vi.waitFor(async () => {
      expect(await look(one.pid)).toMatchObject({ shown: 1, hidden: 0 });
    }, WAIT);
    expect(await look(other.pid)).toMatchObject({ shown: 0, hidden: 1 });
    one.say('hide');
    await vi.waitFor(async () => {
      expect(await look(one.pid)).toMatchObject({ shown: 0, hidden: 1 });
    }, WAIT);
    expect(await look(process.pid)).toEqual({ shown: 0, hidden: 0, hangs: null });
  });

  it('hang when they do not answer for five seconds, until they do', LONG, async () => {
    const windows = await watch();
    const { pid, say } = await program();
    say('show');
    const hangs = async (is: boolean) => {
      await vi.waitFor(async () => {
        expect((await windows.look(new Set([pid]))).hangs).toBe(is);
      }, WAIT);
    };
    await hangs(false);
    say('hang');
    await hangs(true);
    say('wake');
    await hangs(false);
  });

  it('cannot be seen where there is no display, or where programs draw on Wayland', async () => {
    expect(await seen.watch({ ...environment(), DISPLAY: '' })).toBeNull();
    expect(await seen.watch({ ...environment(), DISPLAY: ':4093' })).toBeNull();
    expect(await seen.watch({ ...environment(), WAYLAND_DISPLAY: 'wayland-0' })).toBeNull();
  });
});
