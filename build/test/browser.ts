import { existsSync } from 'node:fs';
import { chromium, type Browser } from 'playwright-core';

export const CHROMIUM = '/usr/bin/chromium';

/**
 * Why tests in a real browser cannot run here; null where they can. On CI they must, so there it is null too and they
 * fail instead.
 */
export const noBrowser: string | null =
  existsSync(CHROMIUM) || process.env['CI'] === 'true' ? null : `${CHROMIUM} is missing`;

/** @param more of the browser's own command line */
export function startBrowser(more: readonly string[] = []): Promise<Browser> {
  return chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox', ...more] });
}
