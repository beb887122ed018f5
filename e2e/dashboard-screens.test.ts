import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Browser, Page, WebSocketRoute } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { noBrowser, startBrowser } from '../build/test/browser.ts';
import { accessibilityFaults } from '../build/test/screens/accessibility.ts';
import { layoutFaults } from '../build/test/screens/layout-faults.ts';
import { press } from '../build/test/screens/press.ts';
import { ROOT, processesWith } from './cli.ts';
import { Dashboard, simulated, type Complaints, type PageOptions } from './dashboard.ts';

/** Two cores that others share: what takes seconds elsewhere may take minutes here. */
const LONG = 600_000;
const POLL = { timeout: LONG / 4 };

type Opened = Page & Complaints;

const PICTURES = path.join(ROOT, 'out/pictures');

/** Keeps what a run of real processes looks like, to be looked at; where it is asked for (`npm run pictures`) in docs too. */
async function picture(page: Page, name: string): Promise<void> {
  mkdirSync(PICTURES, { recursive: true });
  await page.screenshot({ path: path.join(PICTURES, name) });
  if (process.env['KNEESCOPE_PICTURES'] === 'docs')
    copyFileSync(path.join(PICTURES, name), path.join(ROOT, 'docs/pictures', name));
}

describe.skipIf(noBrowser !== null)('the dashboard on the real engine', { timeout: LONG }, () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await startBrowser();
  });
  afterAll(async () => {
    await browser.close();
  });

  async function withDashboard(use: (dashboard: Dashboard) => Promise<void>): Promise<void> {
    const dashboard = await Dashboard.start();
    try {
      await use(dashboard);
    } finally {
      await dashboard.remove();
    }
  }
  async function open(dashboard: Dashboard, options: PageOptions = {}): Promise<Opened> {
    const page = await dashboard.page(browser, options);
    page.setDefaultTimeout(LONG / 2);
    await page.locator('.top-open').waitFor();
    return page;
  }
  async function whole(page: Opened): Promise<void> {
    expect(await layoutFaults(page)).toEqual([]);
    expect(await accessibilityFaults(page)).toEqual([]);
    expect(page.complaints).toEqual([]);
  }
  const go = async (page: Page, screen: string) => {
    await page.getByRole('navigation').getByRole('link', { name: screen }).click();
  };
  const planFile = (page: Page) => page.getByRole('combobox', { name: 'Plan file' });
  const tiles = (page: Page) => page.locator('.tile-ready, .tile-starting');

  it('takes real processes from a plan to a report', async () => {
    await withDashboard(async (dashboard) => {
      const page = await open(dashboard);
      await page.keyboard.press('1');
      await planFile(page).fill(path.join(ROOT, 'examples/demo.plan.json'));
      await page.getByRole('button', { name: 'Open', exact: true }).click();
      // Nobody at this box has seen it: it shows what it would run, and asks.
      await page.getByRole('dialog').getByText('--fps 30 --width 144').waitFor();
      await page.getByRole('button', { name: 'Take it' }).click();
      await page.getByText('--fps 30 --width 144').first().waitFor();
      await page.getByLabel('Cap').fill('2');
      // Beside other tests the readings may never be calm enough.
      await page.getByLabel('Ends after, min', { exact: true }).fill('1');
      await page.getByRole('button', { name: 'Start the probe' }).click();
      await tiles(page).first().click();
      const window = page.getByRole('dialog', { name: 'Instance 1' });
      await window.getByText(/fps=\d/u).waitFor();
      await page.keyboard.press('Escape');
      const name = dashboard.cli.folder;
      expect(processesWith(name).length).toBeGreaterThan(1);
      await whole(page);
      await page.getByRole('button', { name: 'Open the result' }).waitFor();
      await picture(page, 'real-live.en.png');
      await page.getByRole('button', { name: 'Open the result' }).click();
      await page.locator('.verdict-number').waitFor();
      await page.locator('.explorer svg').first().waitFor();
      await whole(page);
      await picture(page, 'real-result.en.png');
      const opening = page.context().waitForEvent('page');
      await page.getByRole('button', { name: /Open the report/u }).click();
      const report = await opening;
      await report.getByText('Capacity report').first().waitFor();
      expect(processesWith(name)).toEqual([dashboard.process.pid]);
      await page.context().close();
    });
  });

  it('lets a person drive, and decides from what was seen', async () => {
    await withDashboard(async (dashboard) => {
      const page = await open(dashboard);
      await page.keyboard.press('1');
      await page.getByRole('combobox', { name: 'Box' }).selectOption('simulated:gpu-bound');
      await page.getByLabel('Seed').fill('1');
      await page.getByLabel('Pace').selectOption('60');
      await page.getByRole('radio', { name: 'by hand' }).check();
      await page.getByRole('button', { name: 'Start the probe' }).click();
      await page.getByText('launch the first instance').waitFor();
      for (const n of [1, 2, 3]) {
        await press(page, 'L');
        await page.getByText(`${n} is known well: launch one more`).waitFor();
      }
      await press(page, 'S');
      await expect.poll(() => tiles(page).count(), POLL).toBe(2);
      await press(page, 'E');
      await page.getByRole('button', { name: 'End and decide' }).last().press('Enter');
      await page.getByRole('button', { name: 'Open the result' }).click();
      await page.getByRole('heading', { name: 'This box carries at least 3 copies.' }).waitFor();
      await whole(page);
      await page.context().close();
    });
  });

  it('comes and goes while the run goes on, in two windows', async () => {
    await withDashboard(async (dashboard) => {
      const client = await dashboard.client();
      await client.ask('run.start', simulated('never-reached', { method: 'manual' }, 10));
      const one = await open(dashboard);
      const two = await open(dashboard, { language: 'zh-CN', theme: 'dark' });
      await press(one, 'L');
      await press(one, 'L');
      await expect.poll(() => tiles(two).count(), POLL).toBe(2);
      await one.reload();
      await expect.poll(() => tiles(one).count(), POLL).toBe(2);

      // The second window's line can be cut from here on, and stays cut for as long as we say.
      const lines: WebSocketRoute[] = [];
      let cut = false;
      await two.routeWebSocket(/\/bridge$/u, async (line) => {
        if (cut) {
          await line.close();
          return;
        }
        line.connectToServer();
        lines.push(line);
      });
      await two.reload();
      await expect.poll(() => tiles(two).count(), POLL).toBe(2);
      cut = true;
      await lines.at(-1)?.close();
      await two.getByText('连接已断开').waitFor();
      await press(one, 'L');
      await expect.poll(() => tiles(one).count(), POLL).toBe(3);
      expect(await tiles(two).count()).toBe(2);
      cut = false;
      await expect.poll(() => tiles(two).count(), POLL).toBe(3);

      await press(two, 'F8');
      await one.getByRole('button', { name: 'Open the result' }).waitFor();
      await two.getByRole('button', { name: '打开结果' }).waitFor();
      await whole(one);
      await whole(two);
      await one.context().close();
      await two.context().close();
    });
  });

  it('says what is wrong with a plan before anything is launched', async () => {
    await withDashboard(async (dashboard) => {
      const page = await open(dashboard);
      await go(page, 'Plan');
      const start = page.getByRole('button', { name: 'Start the probe' });
      await page.getByLabel('Executable').fill('/nowhere/showroom');
      await page.getByText('There is no program /nowhere/showroom.').first().waitFor();
      expect(await start.isDisabled()).toBe(true);
      await page.getByLabel('Executable').fill('/bin/sleep');
      await page.getByLabel('Arguments, one a line').fill('{indx}');
      await page.getByText('which is none of {index} {port:BASE}').first().waitFor();
      await page.getByLabel('Arguments, one a line').fill('{index}00');
      await page.getByText('/bin/sleep 300').waitFor();
      await expect.poll(() => start.isEnabled(), POLL).toBe(true);
      await page.getByText('Cannot be measured on this box').waitFor();

      const file = path.join(dashboard.cli.folder, 'mine.plan.json');
      await planFile(page).fill(file);
      await page.getByRole('button', { name: 'Save', exact: true }).click();
      await page.getByText(`Saved ${file}`).waitFor();
      expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ arguments: ['{index}00'] });
      writeFileSync(file, '{ "format": "kneescope.plan/1", "executable": "x", "limits": { "cpu": 140 } }');
      await page.getByRole('button', { name: 'Open', exact: true }).click();
      await page.getByText('limits.cpu (line 1) is 140; it must be <= 100.').waitFor();
      await whole(page);
      await page.context().close();
    });
  });

  it('shows sixty instances whole, at both sizes, in both languages', async () => {
    await withDashboard(async (dashboard) => {
      const client = await dashboard.client();
      const { run } = await client.ask('run.start', simulated('many-gpus', { method: 'manual' }, 10, 11));
      for (let n = 1; n <= 60; n++) await client.ask('run.launch', { run });
      const looks = [
        { language: 'en', theme: 'dark', width: 1280, height: 800 },
        { language: 'zh-CN', theme: 'light', width: 1920, height: 1080 },
      ] as const;
      for (const look of looks) {
        const page = await open(dashboard, look);
        await expect.poll(() => tiles(page).count(), POLL).toBe(60);
        await page.locator('.explorer svg').first().waitFor();
        await whole(page);
        await page.context().close();
      }
      await client.ask('run.emergencyStop', { run });
    });
  });
});
