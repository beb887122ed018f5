import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { noBrowser, startBrowser } from '../build/test/browser.ts';
import { isAlive } from '../build/test/real-processes.ts';
import { press } from '../build/test/screens/press.ts';
import { PLAN_FORMAT } from '../shared/model/plan.ts';
import { Dashboard, simulated } from './dashboard.ts';

/** Two cores that others share: what takes seconds elsewhere may take minutes here. */
const LONG = 600_000;
const POLL = { timeout: LONG / 4 };

describe.skipIf(noBrowser !== null)('what an operator tells a run on the screen', { timeout: LONG }, () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await startBrowser();
  });
  afterAll(async () => {
    await browser.close();
  });

  async function withPage(use: (dashboard: Dashboard, page: Page) => Promise<void>): Promise<void> {
    const dashboard = await Dashboard.start();
    try {
      const page = await dashboard.page(browser);
      page.setDefaultTimeout(LONG / 2);
      await page.locator('.top-open').waitFor();
      await use(dashboard, page);
      await page.context().close();
    } finally {
      await dashboard.remove();
    }
  }
  const ready = (page: Page) => page.locator('.tile-ready');
  const starting = (page: Page) => page.locator('.tile-starting');
  /** A tile is called by its number, its state and its pid. */
  const pidOf = async (page: Page, instance: number) => {
    const name = await page
      .getByRole('button', { name: new RegExp(`^Instance ${instance}, \\w+, pid \\d+`, 'u') })
      .locator('.unseen')
      .textContent();
    return Number(/pid (\d+)/u.exec(name ?? '')?.[1]);
  };

  it('launches real processes, says that they are in the heavy scene, stops one, and ends all', async () => {
    await withPage(async (dashboard, page) => {
      const client = await dashboard.client();
      await client.ask('run.start', {
        ...simulated('', { method: 'manual', cap: 5 }, null),
        box: 'local',
        seed: null,
        plan: {
          format: PLAN_FORMAT,
          name: 'By hand',
          executable: '/bin/sleep',
          arguments: ['3600'],
          ready: { by: 'manual', timeoutSeconds: 600 },
        },
      });
      await press(page, 'L');
      await expect.poll(() => starting(page).count(), POLL).toBe(1);
      await press(page, 'L');
      await expect.poll(() => starting(page).count(), POLL).toBe(2);
      const pids = [await pidOf(page, 1), await pidOf(page, 2)];
      expect(pids.map(isAlive)).toEqual([true, true]);
      // One by its own window, the others by the key.
      await page.getByRole('button', { name: /^Instance 1, /u }).click();
      await page.getByRole('button', { name: 'It is in the heavy scene' }).click();
      await expect.poll(() => ready(page).count(), POLL).toBe(1);
      await page.keyboard.press('Escape');
      await press(page, 'C');
      await expect.poll(() => ready(page).count(), POLL).toBe(2);
      await page.getByText('Instance 2 confirmed in the heavy scene').waitFor();

      await page.getByRole('button', { name: /^Instance 1, ready/u }).click();
      await page.getByRole('dialog').getByRole('button', { name: 'Stop this one' }).click();
      await expect.poll(() => pids.map(isAlive), POLL).toEqual([false, true]);
      await page.keyboard.press('Escape');
      await page.locator('.tile-ended').waitFor();

      await press(page, 'F8');
      await page.getByRole('button', { name: 'Open the result' }).waitFor();
      expect(pids.map(isAlive)).toEqual([false, false]);
    });
  });

  it('holds the probe where it is, and lets it go on', async () => {
    await withPage(async (dashboard, page) => {
      const client = await dashboard.client();
      const { run } = await client.ask('run.start', simulated('never-reached', undefined, 60));
      await expect.poll(() => ready(page).count(), POLL).toBeGreaterThan(0);
      await press(page, 'H');
      await page.getByText('Held by the operator').waitFor();
      await page.getByText(/^held at \d+$/u).waitFor();
      await page.getByText('as long as you take').waitFor();
      // Another window sees the same, and may let it go.
      const other = await dashboard.page(browser);
      await other.getByRole('button', { name: 'Go on', exact: true }).click();
      await page.getByText('Going on').waitFor();
      await page.getByRole('button', { name: 'Hold here' }).waitFor();
      await other.context().close();
      await client.ask('run.emergencyStop', { run });
    });
  });
});
