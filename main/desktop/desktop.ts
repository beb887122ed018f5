/**
 * The desktop app's main process. It opens a window, starts the engine in a process of its own and joins the two by a port;
 * what they say to one another it does not hear.
 */
import path from 'node:path';
import {
  app,
  dialog,
  Menu,
  powerSaveBlocker,
  session,
  shell,
  type BrowserWindow,
  type MessageBoxOptions,
} from 'electron';
import type { DeskOrder, DeskWords } from '../../shared/bridge/desk.ts';
import { openAppWindow, planNamed, showWindow } from './app-window.ts';
import { chooseFile } from './choose-file.ts';
import { EngineKeeper } from './engine-keeper.ts';
import { giveLines } from './lines.ts';
import { lockContents, lockSession } from './lock.ts';
import { declarePages, servePages } from './pages.ts';
import { printPage } from './print-page.ts';
import { notify, TrayIcon } from './tray-icon.ts';

const OUT = path.dirname(import.meta.dirname);
const ICON = path.join(OUT, 'renderer', 'icon.png');

declarePages();
app.enableSandbox();
app.on('web-contents-created', (_event, contents) => {
  lockContents(contents);
});
if (app.requestSingleInstanceLock()) void app.whenReady().then(begin);
else app.quit();

function begin(): void {
  Menu.setApplicationMenu(null);
  lockSession(session.defaultSession);
  servePages(session.defaultSession, path.join(OUT, 'renderer'));

  let words: DeskWords | null = null;
  let line = app.name;
  let awake: number | null = null;
  /** Whether everything may end: nothing runs, or somebody wants it so. */
  let over = false;
  let asking = false;
  let window: BrowserWindow | null = null;

  const keeper = new EngineKeeper({
    program: path.join(import.meta.dirname, 'engine.js'),
    start: {
      appFolder: app.getPath('userData'),
      dataFolder: app.commandLine.getSwitchValue('data') || null,
      folder: process.cwd(),
      locale: app.getLocale(),
    },
    onOrder: (order) => {
      obey(order).catch(fail);
    },
    onGivenUp: fail,
  });
  const bringUp = () => {
    if (window) showWindow(window);
  };
  const tray = new TrayIcon(ICON, {
    onOpen: bringUp,
    onQuit: () => {
      app.quit();
    },
  });
  window = openAppWindow({
    preload: path.join(OUT, 'preload', 'preload.cjs'),
    icon: ICON,
    placeFile: path.join(app.getPath('userData'), 'window.json'),
    mayClose: () => over || keeper.run === null,
    onRefusedToClose: () => {
      askToEnd().catch(fail);
    },
  });
  window.on('closed', () => {
    window = null;
  });
  giveLines(
    () => window?.webContents ?? null,
    (port) => {
      keeper.tell({ say: 'line' }, [port]);
    },
  );
  keeper.start();
  openPlan(process.argv, process.cwd());

  app.on('second-instance', (_event, argv, folder) => {
    bringUp();
    openPlan(argv, folder);
  });
  app.on('open-file', (event, file) => {
    event.preventDefault();
    keeper.tell({ say: 'plan', file });
  });
  app.on('window-all-closed', () => {
    app.quit();
  });
  app.on('before-quit', (event) => {
    if (over) return;
    event.preventDefault();
    if (keeper.run === null) end();
    else askToEnd().catch(fail);
  });

  function openPlan(argv: readonly string[], folder: string): void {
    const file = planNamed(argv, folder);
    if (file !== null) keeper.tell({ say: 'plan', file });
  }

  function end(): void {
    keeper.end().then(() => {
      over = true;
      app.quit();
    }, fail);
  }

  async function askToEnd(): Promise<void> {
    if (asking || !words) return;
    asking = true;
    const { message, detail, background, end: yes, cancel } = words.ask;
    const answer = await ask({
      type: 'question',
      message,
      detail,
      buttons: [background, yes, cancel],
      defaultId: 0,
      cancelId: 2,
    });
    asking = false;
    if (answer === 0) window?.hide();
    if (answer === 1) end();
  }

  async function ask(options: MessageBoxOptions): Promise<number> {
    if (window) showWindow(window);
    const { response } = await (window
      ? dialog.showMessageBox(window, { noLink: true, ...options })
      : dialog.showMessageBox(options));
    return response;
  }

  async function obey(order: DeskOrder): Promise<void> {
    switch (order.say) {
      case 'ready':
      case 'words':
        ({ words } = order);
        tray.show(line, words);
        return;
      case 'state':
        ({ line } = order);
        stayAwake(order.run !== null);
        if (words) tray.show(line, words);
        return;
      case 'verdict':
        notify(order.title, order.body, bringUp);
        return;
      case 'choose': {
        const file = window && words ? await chooseFile(window, order.what, order.from, words) : null;
        keeper.tell({ say: 'chosen', id: order.id, file });
        return;
      }
      case 'show':
        await shell.openPath(order.file);
        return;
      case 'recent':
        app.addRecentDocument(order.file);
        return;
      case 'print':
        keeper.tell({
          say: 'printed',
          id: order.id,
          failed: await printPage(order.page, order.pdf).then(() => null, reasonOf),
        });
        return;
      case 'failed':
        await askAgain(order);
        return;
      case 'beat':
      case 'restart':
    }
  }

  /** The engine cannot begin, mostly for a data folder that is not there. */
  async function askAgain({
    text,
    words: said,
    usual,
  }: Extract<DeskOrder, { say: 'failed' }>): Promise<void> {
    const ways = [said.again, ...(usual ? [said.usualFolder] : []), said.quit];
    const answer =
      ways[await ask({ type: 'error', message: text, buttons: ways, cancelId: ways.length - 1 })];
    if (answer === said.quit) fail('');
    else keeper.start({ usual: answer === said.usualFolder });
  }

  function stayAwake(wanted: boolean): void {
    if (wanted === (awake !== null)) return;
    if (awake === null) awake = powerSaveBlocker.start('prevent-app-suspension');
    else {
      powerSaveBlocker.stop(awake);
      awake = null;
    }
  }
}

function reasonOf(why: unknown): string {
  return why instanceof Error ? why.message : String(why);
}

/** Nothing more can be done. */
function fail(why: unknown): void {
  const text = why instanceof Error ? (why.stack ?? why.message) : String(why);
  if (text !== '') dialog.showErrorBox(app.name, text);
  app.exit(1);
}
