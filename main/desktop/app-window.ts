import path from 'node:path';
import { app, BrowserWindow, screen } from 'electron';
import { PAGE } from './page-address.ts';
import { SMALLEST, placeOn, readPlace, writePlace } from './window-place.ts';

/** A window that fails so often within so long would fail again. */
const MOST_CRASHES = 3;
const CRASHES_WITHIN_MS = 60_000;

export interface AppWindowOptions {
  readonly preload: string;
  readonly icon: string;
  /** Where its place is kept. */
  readonly placeFile: string;
  /** Whether it may close; where not, somebody is asked. */
  readonly mayClose: () => boolean;
  readonly onRefusedToClose: () => void;
}

/** Opens the app's one window. Whatever becomes of it, the engine goes on, and a page that is loaded anew finds the run again. */
export function openAppWindow(options: AppWindowOptions): BrowserWindow {
  const place = readPlace(options.placeFile);
  const window = new BrowserWindow({
    ...placeOn(
      place,
      screen.getAllDisplays().map(({ workArea }) => workArea),
    ),
    minWidth: SMALLEST.width,
    minHeight: SMALLEST.height,
    show: false,
    title: app.name,
    icon: options.icon,
    webPreferences: {
      preload: options.preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      devTools: !app.isPackaged,
    },
  });
  if (place?.maximized) window.maximize();
  window.once('ready-to-show', () => {
    window.show();
  });
  window.on('close', (event) => {
    writePlace(options.placeFile, { bounds: window.getNormalBounds(), maximized: window.isMaximized() });
    if (options.mayClose()) return;
    event.preventDefault();
    options.onRefusedToClose();
  });
  let crashes: number[] = [];
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    if (reason === 'clean-exit') return;
    const now = performance.now();
    crashes = [...crashes.filter((at) => now - at < CRASHES_WITHIN_MS), now];
    if (crashes.length <= MOST_CRASHES) window.webContents.reload();
  });
  void window.loadURL(PAGE);
  return window;
}

/** Brings it before whoever wants it. */
export function showWindow(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}

/** The plan that a command line names, absolute; null for none. */
export function planNamed(argv: readonly string[], folder: string): string | null {
  const named = argv.slice(1).findLast((word) => word.endsWith('.plan.json') && !word.startsWith('-'));
  return named === undefined ? null : path.resolve(folder, named);
}
