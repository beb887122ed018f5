/**
 * A stand-in for Electron's API, as far as Kneescope's main process and preload use it: the built main runs in plain Node, and its
 * window is a page of a real Chromium, in which the built preload runs. Where Electron lets everything through unless it is
 * told otherwise (permissions, windows, navigation), so does this, so that a lock which is missing is seen.
 */
export { app } from './app.ts';
export { BrowserWindow } from './browser-window.ts';
export { MessageChannelMain } from './channels.ts';
export { utilityProcess } from './utility-process.ts';
export { ipcMain, protocol, session } from './session.ts';
export {
  dialog,
  Menu,
  nativeTheme,
  Notification,
  powerSaveBlocker,
  screen,
  shell,
  Tray,
} from './surroundings.ts';

import * as everything from './electron.ts';
import { answerTests } from './answer-tests.ts';

answerTests(everything);
