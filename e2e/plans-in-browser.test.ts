import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { noBrowser, startBrowser } from '../build/test/browser.ts';
import { accessibilityFaults } from '../build/test/screens/accessibility.ts';
import { LANGUAGES } from '../shared/locale/language.ts';
import { messages } from '../shared/locale/messages.ts';
import { processesWith } from './cli.ts';
import { Dashboard } from './dashboard.ts';

const LONG = 240_000;

/** Lets a file fall on the page, as a browser has it: its text and name, without a path. */
const drop = (page: Page, name: string, text: string) =>
  page.evaluate(
    ([called, content]) => {
      const dropped = new DataTransfer();
      dropped.items.add(new File([content!], called!, { type: 'application/json' }));
      document.body.dispatchEvent(new DragEvent('drop', { dataTransfer: dropped, bubbles: true }));
    },
    [name, text],
  );

describe.skipIf(noBrowser !== null)('plans in a browser', { timeout: LONG }, () => {
  let browser: Browser;
  let dashboard: Dashboard;
  beforeAll(async () => {
    [browser, dashboard] = await Promise.all([startBrowser(), Dashboard.start()]);
  });
  afterAll(async () => {
    await browser.close();
    await dashboard.remove();
  });

  it.each(LANGUAGES)(
    "shows what a stranger's plan would run, and asks, however it comes: %s",
    async (language) => {
      const { plan: words } = messages(language);
      const page = await dashboard.page(browser, { language });
      page.setDefaultTimeout(LONG / 3);
      await page.locator('.top-open').waitFor();
      await page.keyboard.press('1');
      const executable = page.getByLabel(words.executable.label);
      const stranger = page.getByRole('dialog', { name: words.stranger.title });
      /** What it does is told by the language and its number, so that none is known. */
      const text = (number: number) =>
        JSON.stringify({
          format: 'kneescope.plan/1',
          executable: '/bin/sleep',
          arguments: [`${number}`],
          environment: { LD_PRELOAD: `/tmp/${language}.so` },
        });
      const file = path.join(dashboard.cli.folder, 'sent.plan.json');
      const input = page.locator('input[type=file]').first();
      const upload = (number: number) =>
        input.setInputFiles({
          name: 'sent.plan.json',
          mimeType: 'application/json',
          buffer: Buffer.from(text(number)),
        });
      const doors = [
        () => upload(1),
        () => drop(page, 'sent.plan.json', text(2)),
        async () => {
          writeFileSync(file, text(3));
          await page.getByRole('combobox', { name: words.file.label }).fill(file);
          await page.getByRole('button', { name: words.file.open, exact: true }).click();
        },
      ];
      for (const [place, enter] of doors.entries()) {
        await enter();
        await stranger.getByText(`/bin/sleep ${place + 1}`).waitFor();
        // What is put around it is as good as a program of its own.
        await stranger.getByText(`/tmp/${language}.so`).waitFor();
        if (place === 0) {
          expect(await accessibilityFaults(page)).toEqual([]);
        }
        await stranger.getByRole('button', { name: words.stranger.refuse }).click();
        expect(await executable.inputValue()).toBe('');
      }
      expect(processesWith(dashboard.cli.folder)).toEqual([dashboard.process.pid]);

      // Taken, it is known; and what was sent home comes back as it was.
      await upload(1);
      await stranger.getByRole('button', { name: words.stranger.accept, exact: true }).click();
      await page.getByText(words.file.opened('sent.plan.json')).waitFor();
      expect(await executable.inputValue()).toBe('/bin/sleep');
      const downloading = page.waitForEvent('download');
      await page.getByRole('button', { name: words.file.download }).click();
      const downloaded = await (await downloading).path();
      await page.getByRole('button', { name: words.file.fresh, exact: true }).click();
      expect(await executable.inputValue()).toBe('');
      await input.setInputFiles(downloaded);
      await expect.poll(() => executable.inputValue(), { timeout: LONG / 4 }).toBe('/bin/sleep');
      expect(await stranger.count()).toBe(0);
      expect(page.complaints).toEqual([]);
      await page.context().close();
    },
  );

  it('speaks the language and wears the colours that Settings say, and after a reload too', async () => {
    const page = await dashboard.page(browser, { language: 'en', theme: 'light' });
    page.setDefaultTimeout(LONG / 3);
    await page.locator('.top-open').waitFor();
    await page.keyboard.press('9');
    await page.getByRole('radio', { name: '简体中文' }).check();
    const { app } = messages('zh-CN');
    await page.getByRole('link', { name: app.screen.plan }).waitFor();
    await page.getByRole('radio', { name: app.themes.dark }).check();
    const look = () =>
      page.evaluate(() => [document.documentElement.lang, document.documentElement.dataset['theme']]);
    expect(await look()).toEqual(['zh-CN', 'dark']);
    await page.reload();
    await page.getByRole('link', { name: app.screen.plan }).waitFor();
    expect(await look()).toEqual(['zh-CN', 'dark']);
    await page.context().close();
  });
});
