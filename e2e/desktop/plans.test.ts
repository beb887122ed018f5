import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { accessibilityFaults } from '../../build/test/screens/accessibility.ts';
import { describeWith } from '../../build/test/need.ts';
import { DesktopApp } from './desktop-app.ts';
import { LONG, POLL, WHERE, closeWindow, instances, picture, withApp } from './with-app.ts';

/** A plan that nobody here has seen: what it runs is said by its number. */
function sent(folder: string, name: string, number: number): string {
  const file = path.join(folder, `${name}.plan.json`);
  const plan = { format: 'kneescope.plan/1', executable: '/bin/sleep', arguments: [`{index}${number}`] };
  writeFileSync(file, JSON.stringify(plan));
  return file;
}

const strangerOn = (page: Page) => page.getByRole('dialog', { name: 'This plan is not yours yet' });

async function drop(page: Page, file: string): Promise<void> {
  const carrier = await page.evaluateHandle(() => {
    const input = document.createElement('input');
    input.type = 'file';
    document.body.append(input);
    return input;
  });
  await carrier.asElement().setInputFiles(file);
  await carrier.evaluate((input) => {
    const dropped = new DataTransfer();
    dropped.items.add(input.files![0]!);
    input.remove();
    document.body.dispatchEvent(new DragEvent('drop', { dataTransfer: dropped, bubbles: true }));
  });
}

async function typed(page: Page, file: string): Promise<void> {
  await page.getByRole('combobox', { name: 'Plan file' }).fill(file);
  await page.getByRole('button', { name: 'Open', exact: true }).click();
}

/** Every way by which a plan comes into a window that is open. */
const DOORS: readonly (readonly [string, (app: DesktopApp, page: Page, file: string) => Promise<unknown>])[] =
  [
    ['dropped', (_app, page, file) => drop(page, file)],
    ['typed', (_app, page, file) => typed(page, file)],
    [
      'chosen',
      async (app, page, file) => {
        await app.evaluate(({ dialog }, chosen) => {
          dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [chosen] });
        }, file);
        await page.getByRole('button', { name: 'Choose …' }).first().click();
      },
    ],
    [
      'by a second start',
      async (app, _page, file) => (await DesktopApp.start({ folder: app.folder, args: [file] })).ended(),
    ],
    [
      'by the system',
      (app, _page, file) =>
        app.evaluate(({ app: here }, opened) => {
          here.emit('open-file', { preventDefault: () => undefined }, opened);
        }, file),
    ],
  ];

describeWith(['chromium'], `plans in the desktop app in ${WHERE}`, () => {
  it(
    "shows what a stranger's plan would run, and asks, however it comes",
    { timeout: 2 * LONG },
    async () => {
      const folder = mkdtempSync(path.join(tmpdir(), 'kneescope desktop '));
      const files = { 'sent.plan.json': path.join(folder, 'sent.plan.json') };
      const first = await DesktopApp.start({ folder, files });
      try {
        const page = await first.page();
        await page.keyboard.press('1');
        const stranger = strangerOn(page);
        for (const [place, [door, enter]] of DOORS.entries()) {
          const number = (place + 1) * 100;
          const file = sent(folder, 'sent', number);
          await enter(first, page, file);
          await stranger.getByText(`/bin/sleep 1${number}`).waitFor();
          await stranger.getByText(file).waitFor();
          if (place === 0) {
            await picture(page, 'stranger');
            expect(await accessibilityFaults(page), door).toEqual([]);
          }
          await stranger.getByRole('button', { name: 'Leave it' }).click();
          expect(await page.getByLabel('Executable').inputValue(), door).toBe('');
          expect(await page.getByRole('button', { name: 'Start the probe' }).isDisabled(), door).toBe(true);
        }
        expect(instances(first)).toEqual([]);
        await closeWindow(first);
        await first.ended();
      } finally {
        await first.stop();
      }

      // By the first start; taken, it is known by its content, and listed.
      const file = sent(folder, 'taken', 700);
      const again = await DesktopApp.start({ folder, args: [file], files: { 'taken.plan.json': file } });
      try {
        const page = await again.page();
        const stranger = strangerOn(page);
        await stranger.getByText('/bin/sleep 1700').waitFor();
        await stranger.getByRole('button', { name: 'Take it' }).click();
        await page.getByText(`Opened ${file}`).waitFor();
        expect(await page.getByLabel('Executable').inputValue()).toBe('/bin/sleep');
        await page.getByRole('button', { name: 'New', exact: true }).click();
        await drop(page, file);
        await expect.poll(() => page.getByLabel('Executable').inputValue(), POLL).toBe('/bin/sleep');
        expect(await stranger.count()).toBe(0);
        await page.getByRole('button', { name: 'New', exact: true }).click();
        await page.getByLabel('Used last').selectOption(file);
        await page.getByText(`Opened ${file}`).waitFor();
        // Somebody has changed it since.
        sent(folder, 'taken', 800);
        await page.getByRole('button', { name: 'New', exact: true }).click();
        await page.getByLabel('Used last').selectOption(file);
        await stranger.getByText('/bin/sleep 1800').waitFor();
        await stranger.getByRole('button', { name: 'Leave it' }).click();
        expect(await page.getByLabel('Executable').inputValue()).toBe('');
      } finally {
        await again.remove();
      }
    },
  );

  it(
    'lists the plans that were used last, here and for the system, and none that was left',
    { timeout: LONG },
    async () => {
      await withApp(async (app) => {
        const page = await app.page();
        await app.evaluate(({ app: here }) => {
          const recent: string[] = [];
          Object.assign(here, { recent });
          here.addRecentDocument = (file) => {
            recent.push(file);
          };
        });
        const told = () => app.evaluate(({ app: here }) => (here as unknown as { recent: string[] }).recent);
        const stranger = strangerOn(page);
        await page.keyboard.press('1');
        const [left, taken] = [sent(app.folder, 'left', 1), sent(app.folder, 'taken', 2)];
        await typed(page, left);
        await stranger.getByRole('button', { name: 'Leave it' }).click();
        await typed(page, taken);
        await stranger.getByRole('button', { name: 'Take it' }).click();
        await page.getByText(`Opened ${taken}`).waitFor();
        const written = path.join(app.folder, 'written.plan.json');
        await page.getByRole('combobox', { name: 'Plan file' }).fill(written);
        await page.getByRole('button', { name: 'Save', exact: true }).click();
        await page.getByText(`Saved ${written}`).waitFor();
        const listed = page.getByLabel('Used last').locator('option');
        await expect
          .poll(async () => (await listed.allTextContents()).slice(1), POLL)
          .toEqual([written, taken]);
        expect(await told()).toEqual([taken, written]);
      });
    },
  );

  it('lets files be chosen in the dialogs of the system', { timeout: LONG }, async () => {
    await withApp(async (app) => {
      const page = await app.page();
      const file = path.join(app.folder, 'chosen.plan.json');
      await app.evaluate(({ dialog }, chosen) => {
        dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: chosen });
        dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [chosen] });
      }, file);
      await page.keyboard.press('1');
      await page.getByLabel('Executable').fill('/bin/sleep');
      await page.getByRole('button', { name: 'Save as …' }).click();
      await page.getByText(`Saved ${file}`).waitFor();
      await page.getByLabel('Executable').fill('/bin/false');
      await page.getByRole('button', { name: 'Choose …' }).first().click();
      await expect.poll(() => page.getByLabel('Executable').inputValue(), POLL).toBe('/bin/sleep');
    });
  });
});
