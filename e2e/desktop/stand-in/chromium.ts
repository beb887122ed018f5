import path from 'node:path';
import { chromium, type BrowserContext } from 'playwright-core';
import { CHROMIUM } from '../../../build/test/browser.ts';

let opened: Promise<BrowserContext> | null = null;

/** The browser whose pages are the windows; a test reaches the same pages over the port that is told to it. */
export function chromiumFor(folder: string, locale: string): Promise<BrowserContext> {
  opened ??= launch(folder, locale);
  return opened;
}

async function launch(folder: string, locale: string): Promise<BrowserContext> {
  const context = await chromium.launchPersistentContext(path.join(folder, 'chromium'), {
    executablePath: CHROMIUM,
    args: ['--no-sandbox', '--remote-debugging-port=0'],
    viewport: null,
    locale,
    reducedMotion: 'reduce',
  });
  return context;
}

export async function closeChromium(): Promise<void> {
  await (await opened?.catch(() => null))?.close();
}
