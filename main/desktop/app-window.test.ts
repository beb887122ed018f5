import type { EventEmitter } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { openAppWindow, planNamed } from './app-window.ts';

interface Opened {
  readonly options: Record<string, unknown>;
  readonly webContents: EventEmitter & { reloads: number };
}
const { opened, screens } = vi.hoisted(() => ({
  opened: [] as Opened[],
  screens: { all: [] as { workArea: object }[] },
}));
vi.mock('electron', async () => {
  const { EventEmitter: Emitter } = await import('node:events');
  class Window extends Emitter {
    readonly webContents = Object.assign(new Emitter(), {
      reloads: 0,
      reload() {
        this.reloads += 1;
      },
    });
    constructor(options: Record<string, unknown>) {
      super();
      opened.push({ options, webContents: this.webContents });
    }
    loadURL() {
      return Promise.resolve();
    }
    maximize() {
      return;
    }
  }
  return {
    app: { name: 'Kneescope', isPackaged: true },
    BrowserWindow: Window,
    screen: { getAllDisplays: () => screens.all },
  };
});

const SCREEN = { workArea: { x: 0, y: 0, width: 1920, height: 1040 } };
const SECOND = { workArea: { x: 1920, y: 0, width: 1280, height: 984 } };

let folder: string;
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['performance'] });
  folder = mkdtempSync(path.join(tmpdir(), 'kneescope window '));
  screens.all = [SCREEN];
});
afterEach(() => {
  vi.useRealTimers();
  rmSync(folder, { recursive: true });
});

function open(): Opened {
  openAppWindow({
    preload: '/preload.cjs',
    icon: '/icon.png',
    placeFile: path.join(folder, 'window.json'),
    mayClose: () => true,
    onRefusedToClose: () => undefined,
  });
  return opened.at(-1)!;
}
const crash = ({ webContents }: Opened, reason = 'crashed') =>
  webContents.emit('render-process-gone', {}, { reason });

it('loads a page anew that crashes, but not one that crashes again and again', () => {
  const window = open();
  for (let time = 0; time < 10; time += 1) crash(window);
  expect(window.webContents.reloads).toBe(3);
});

it('loads a page anew that crashes now and then, however often', () => {
  const window = open();
  for (let time = 0; time < 10; time += 1) {
    crash(window);
    vi.advanceTimersByTime(30_000);
  }
  expect(window.webContents.reloads).toBe(10);
});

it('leaves one alone that ended of itself', () => {
  const window = open();
  crash(window, 'clean-exit');
  expect(window.webContents.reloads).toBe(0);
});

it('opens on the second screen where it was, and at its usual place when that screen is gone', () => {
  const bounds = { x: 2000, y: 40, width: 1100, height: 800 };
  writeFileSync(path.join(folder, 'window.json'), JSON.stringify({ bounds, maximized: false }));
  screens.all = [SCREEN, SECOND];
  expect(open().options).toMatchObject(bounds);
  screens.all = [SCREEN];
  const { options } = open();
  expect(options).not.toHaveProperty('x');
  expect(options).toMatchObject({ width: 1280, height: 860 });
});

it('is locked', () => {
  expect(open().options['webPreferences']).toEqual({
    preload: '/preload.cjs',
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    webSecurity: true,
    devTools: false,
  });
});

it.each([
  [['kneescope', 'a.plan.json'], '/work/a.plan.json'],
  [['kneescope', '--data=/x', '/plans/a.plan.json'], '/plans/a.plan.json'],
  [['kneescope', '--inspect=a.plan.json'], null],
  [['a.plan.json'], null],
  [['kneescope', 'a.json'], null],
])('takes of the command line %j the plan %j', (argv, plan) => {
  expect(planNamed(argv, '/work')).toBe(plan);
});
