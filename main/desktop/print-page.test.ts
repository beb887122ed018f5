import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { printPage } from './print-page.ts';

type Listener = (details: { url: string }, answer: (way: { cancel: boolean }) => void) => void;

/** What of Electron is used, and what was asked of it. */
const electron = vi.hoisted(() => ({
  options: [] as { show: boolean; webPreferences: Record<string, unknown> }[],
  open: 0,
  before: null as Listener | null,
  denied: [] as string[],
  loaded: (_address: string): Promise<void> => Promise.resolve(),
  print: (): Promise<Buffer> => Promise.resolve(Buffer.from('%PDF-')),
}));
vi.mock('electron', () => {
  const partition = {
    setPermissionRequestHandler: (
      ask: (contents: null, name: string, answer: (ok: boolean) => void) => void,
    ) => {
      ask(null, 'geolocation', (ok) => {
        if (!ok) electron.denied.push('geolocation');
      });
    },
    setPermissionCheckHandler: () => undefined,
    setDevicePermissionHandler: () => undefined,
    on: () => undefined,
    webRequest: {
      onBeforeRequest: (listener: Listener) => {
        electron.before = listener;
      },
    },
  };
  class BrowserWindow {
    readonly webContents = { printToPDF: () => electron.print() };
    #destroyed = false;
    constructor(options: (typeof electron.options)[number]) {
      electron.options.push(options);
      electron.open += 1;
    }
    loadURL(address: string) {
      return electron.loaded(address);
    }
    isDestroyed() {
      return this.#destroyed;
    }
    destroy() {
      this.#destroyed = true;
      electron.open -= 1;
    }
  }
  return {
    BrowserWindow,
    session: { fromPartition: (name: string) => (name.startsWith('persist:') ? null : partition) },
  };
});

/** Whether the session of the window lets an address be loaded. */
function lets(url: string): boolean {
  let cancelled = true;
  electron.before?.({ url }, ({ cancel }) => (cancelled = cancel));
  return !cancelled;
}

let folder: string;
let page: string;
let pdf: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'kneescope print '));
  page = path.join(folder, 'report.html');
  pdf = path.join(folder, 'report.pdf');
  electron.loaded = () => Promise.resolve();
  electron.print = () => Promise.resolve(Buffer.from('%PDF-'));
});
afterEach(() => {
  expect(electron.open).toBe(0);
  vi.useRealTimers();
  rmSync(folder, { recursive: true });
});

it('prints in a hidden window that runs nothing, and reaches nothing but the page while it prints', async () => {
  const address = pathToFileURL(page).href;
  const seen: boolean[] = [];
  electron.loaded = (asked) => {
    const others = ['https://example.com/', 'file:///etc/passwd', 'data:text/html,x', `${address}x`];
    seen.push(asked === address, lets(address), ...others.map(lets));
    return Promise.resolve();
  };
  await printPage(page, pdf);
  expect(readFileSync(pdf, 'utf8')).toBe('%PDF-');
  expect(seen).toEqual([true, true, false, false, false, false]);
  expect(lets(address)).toBe(false);
  expect(electron.denied).toEqual(['geolocation']);
  expect(electron.options.at(-1)).toMatchObject({
    show: false,
    webPreferences: {
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      javascript: false,
      devTools: false,
    },
  });
  expect(electron.options.at(-1)?.webPreferences).not.toHaveProperty('preload');
});

it.each([
  ['is not loaded', () => (electron.loaded = () => Promise.reject(new Error('ERR_FAILED')))],
  ['is not printed', () => (electron.print = () => Promise.reject(new Error('ERR_FAILED')))],
])('says so where the page %s, and leaves no window', async (_what, fail) => {
  fail();
  await expect(printPage(page, pdf)).rejects.toThrow('ERR_FAILED');
  expect(existsSync(pdf)).toBe(false);
});

it('gives up on a page that is never loaded', async () => {
  vi.useFakeTimers();
  electron.loaded = () => Promise.withResolvers<undefined>().promise;
  const given = expect(printPage(page, pdf)).rejects.toThrow('took too long');
  await vi.advanceTimersByTimeAsync(120_000);
  await given;
});
