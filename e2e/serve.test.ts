import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Browser } from 'playwright-core';
import { noBrowser, startBrowser } from '../build/test/browser.ts';
import { Dashboard } from './dashboard.ts';

describe.skipIf(noBrowser !== null)('the dashboard in a browser', () => {
  let browser: Browser;
  let dashboard: Dashboard;
  beforeAll(async () => {
    [browser, dashboard] = await Promise.all([startBrowser(), Dashboard.start()]);
  });
  afterAll(async () => {
    await Promise.all([browser.close(), dashboard.remove()]);
  });

  it('opens with the address that was printed, and again without the token in it', async () => {
    const page = await dashboard.page(browser);
    await page.waitForSelector('html[data-connection=open]');
    expect(page.url()).toBe(`${dashboard.url.origin}/`);
    await page.reload();
    await page.waitForSelector('html[data-connection=open]');
    expect(page.complaints).toEqual([]);
    await page.context().close();
  });

  it('opens for nobody who has no token', async () => {
    const context = await browser.newContext();
    const page = await context.newPage();
    const answer = await page.goto(dashboard.url.origin);
    expect(answer?.status()).toBe(403);
    await context.close();
  });
});
