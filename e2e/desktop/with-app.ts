import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { ROOT, processesWith } from '../cli.ts';
import { DesktopApp, electronProgram, type LaunchOptions } from './desktop-app.ts';

/** Two cores that others share: what takes seconds elsewhere may take minutes here. */
export const LONG = 240_000;
export const POLL = { timeout: LONG / 4 };

export const WHERE = electronProgram === null ? "a stand-in for Electron's API" : 'Electron';

export async function withApp(
  use: (app: DesktopApp) => Promise<void>,
  options: LaunchOptions = {},
): Promise<void> {
  const app = await DesktopApp.start(options);
  try {
    await use(app);
  } finally {
    await app.remove();
  }
}

const PICTURES = path.join(ROOT, 'out/pictures');
export const picture = (page: Page, name: string) =>
  page.screenshot({ path: path.join(PICTURES, `desktop.${name}.png`) });

/** A probe by hand of a program that does nothing, with one instance alive. */
export async function startRun(page: Page): Promise<void> {
  await page.keyboard.press('1');
  await page.getByLabel('Executable').fill('/bin/sleep');
  await page.getByLabel('Arguments, one a line').fill('600');
  await page.getByLabel('Ready', { exact: true }).selectOption('seconds');
  await page.getByRole('radio', { name: 'by hand' }).check();
  await page.getByRole('button', { name: 'Start the probe' }).click();
  await page.getByText('launch the first instance').waitFor();
  await page.keyboard.press('l');
  await page.locator('.tile-starting, .tile-ready').first().waitFor();
}

/** Instances that run in this app's name. */
export const instances = (app: DesktopApp): number[] =>
  processesWith(app.folder).filter((pid) => {
    try {
      return readFileSync(`/proc/${pid}/cmdline`, 'utf8').startsWith('/bin/sleep');
    } catch {
      return false;
    }
  });

export const closeWindow = (app: DesktopApp) =>
  app.evaluate(({ BrowserWindow }) => {
    BrowserWindow.getAllWindows()[0]?.close();
  });
