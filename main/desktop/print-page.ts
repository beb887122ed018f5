import { writeFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import { BrowserWindow, session, type Session } from 'electron';
import { lockSession } from './lock.ts';

/** So long a page may take, on a slow box under load. */
const MOST_MS = 120_000;

/** The pages that are being printed: all that can be loaded there. */
const printing = new Set<string>();
let apart: Session | null = null;

/** A session of its own, in memory, that reaches nothing but the pages themselves: no network, no file beside them. */
function sessionApart(): Session {
  if (apart) return apart;
  apart = session.fromPartition('print');
  lockSession(apart);
  apart.webRequest.onBeforeRequest(({ url }, answer) => {
    answer({ cancel: !printing.has(url) });
  });
  return apart;
}

/**
 * Prints a page of ours into a file, in a window that nobody sees, without scripts and without a preload.
 * @param page the file of a page that needs nothing beside itself
 * @throws Error where it cannot be loaded, printed or written, or takes too long
 */
export async function printPage(page: string, pdf: string): Promise<void> {
  const address = pathToFileURL(page).href;
  const window = new BrowserWindow({
    show: false,
    webPreferences: {
      session: sessionApart(),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      javascript: false,
      devTools: false,
    },
  });
  const print = async () => {
    await window.loadURL(address);
    await writeFile(
      pdf,
      await window.webContents.printToPDF({ preferCSSPageSize: true, printBackground: true }),
    );
  };
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => {
    late.reject(new Error('it took too long'));
  }, MOST_MS);
  printing.add(address);
  try {
    await Promise.race([print(), late.promise]);
  } finally {
    clearTimeout(timer);
    printing.delete(address);
    if (!window.isDestroyed()) window.destroy();
  }
}
