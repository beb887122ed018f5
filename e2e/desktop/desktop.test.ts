import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { accessibilityFaults } from '../../build/test/screens/accessibility.ts';
import { layoutFaults } from '../../build/test/screens/layout-faults.ts';
import { press } from '../../build/test/screens/press.ts';
import { describeWith } from '../../build/test/need.ts';
import { LANGUAGES } from '../../shared/locale/language.ts';
import { messages } from '../../shared/locale/messages.ts';
import { processesWith } from '../cli.ts';
import { DesktopApp } from './desktop-app.ts';
import { LONG, POLL, WHERE, closeWindow, instances, picture, startRun, withApp } from './with-app.ts';

/** What the next question is answered with, by the place of the button. @returns what was asked, when it is */
const answerQuestions = (app: DesktopApp, response: number) =>
  app.evaluate(({ dialog, app: here }, answer) => {
    const asked: unknown[] = [];
    Object.assign(here, { asked });
    dialog.showMessageBox = (...given: unknown[]) => {
      asked.push(given.at(-1));
      return Promise.resolve({ response: answer, checkboxChecked: false });
    };
  }, response);
const questions = (app: DesktopApp) =>
  app.evaluate(
    ({ app: here }) =>
      (here as unknown as { asked: { message: string; detail: string; buttons: string[] }[] }).asked,
  );
const isVisible = (app: DesktopApp) =>
  app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isVisible() ?? null);

describeWith(['chromium'], `the desktop app in ${WHERE}`, () => {
  it('shows the dashboard in its language, and ends with its window', { timeout: LONG }, async () => {
    await withApp(
      async (app) => {
        const page = await app.page();
        await page.getByRole('link', { name: '计划' }).waitFor();
        expect(await layoutFaults(page)).toEqual([]);
        expect(await accessibilityFaults(page)).toEqual([]);
        const engine = await app.enginePid();
        expect(engine).toBeGreaterThan(0);
        await closeWindow(app);
        expect(await app.ended()).toBe(0);
        await expect.poll(() => processesWith(app.folder), POLL).toEqual([]);
      },
      { language: 'zh-CN' },
    );
  });

  it(
    'keeps the page to itself: no other place, window, frame, permission or script',
    { timeout: LONG },
    async () => {
      await withApp(async (app) => {
        const page = await app.page();
        const address = page.url();
        // Chromium asks nobody and shows a link as visited; main is asked by Electron.
        await page.evaluate(() => {
          window.location.href = 'https://example.com/';
        });
        await page.evaluate(() => {
          window.open('https://example.com/', '_blank');
        });
        await app.evaluate(() => undefined);
        expect(page.url()).toBe(address);
        await expect.poll(() => page.context().pages().length, POLL).toBe(1);
        const permitted = await page.evaluate(async () => {
          const names = ['notifications', 'geolocation', 'camera'] as PermissionName[];
          const states = await Promise.all(names.map((name) => navigator.permissions.query({ name })));
          return states.map(({ state }) => state);
        });
        expect(permitted).not.toContain('granted');
        const violated = await page.evaluate(async () => {
          const kept: string[] = [];
          document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) => {
            kept.push(effectiveDirective);
          });
          const script = document.createElement('script');
          script.textContent = 'window.broken = true;';
          const frame = document.createElement('iframe');
          frame.src = 'https://example.com/';
          const image = document.createElement('img');
          image.src = 'https://example.com/x.png';
          document.body.append(script, frame, image);
          await fetch('https://example.com/').catch(() => undefined);
          while (kept.length < 4) await new Promise((resolve) => setTimeout(resolve, 20));
          return { kept: kept.toSorted(), broken: 'broken' in window };
        });
        expect(violated).toEqual({
          kept: ['connect-src', 'frame-src', 'img-src', 'script-src-elem'],
          broken: false,
        });
        const world = await page.evaluate(() => ({
          node: typeof (globalThis as { require?: unknown }).require,
          process: typeof (globalThis as { process?: unknown }).process,
          door: Object.keys((globalThis as unknown as { kneescopeDoor: object }).kneescopeDoor),
        }));
        expect(world).toEqual({ node: 'undefined', process: 'undefined', door: ['open', 'pathOf'] });
      });
    },
  );

  it('answers no page but its own', { timeout: LONG }, async () => {
    await withApp(async (app) => {
      const page = await app.page();
      // A stranger with the very same preload, in a window beside ours.
      await app.evaluate(
        async ({ BrowserWindow }, preload) => {
          const stranger = new BrowserWindow({
            show: false,
            width: 400,
            height: 300,
            webPreferences: { preload },
          });
          await stranger.loadURL('data:text/html,<title>stranger</title>');
        },
        path.resolve(import.meta.dirname, '../../out/preload/preload.cjs'),
      );
      const find = async () => (await app.pages()).find((one) => one.url().startsWith('data:'));
      await expect.poll(find, POLL).toBeDefined();
      const stranger = (await find())!;
      interface Asking {
        readonly kneescopeDoor: {
          open: (listener: { opened: () => void; received: () => void; closed: () => void }) => unknown;
        };
      }
      const ask = () => {
        const state = { opened: false };
        Object.assign(window, { state });
        (window as unknown as Asking).kneescopeDoor.open({
          opened: () => {
            state.opened = true;
          },
          received: () => undefined,
          closed: () => undefined,
        });
      };
      const isOpen = (one: Page) =>
        one.evaluate(() => (window as unknown as { state: { opened: boolean } }).state.opened);
      await stranger.evaluate(ask);
      // What is asked later is answered later: when ours is open, the stranger's would be.
      await page.evaluate(ask);
      await expect.poll(() => isOpen(page), POLL).toBe(true);
      expect(await isOpen(stranger)).toBe(false);
    });
  });

  it(
    'asks before a window closes on a run: goes on in the background, or ends it',
    { timeout: LONG },
    async () => {
      await withApp(async (app) => {
        const page = await app.page();
        await startRun(page);
        expect(instances(app)).toHaveLength(1);
        await answerQuestions(app, 2);
        await closeWindow(app);
        await expect.poll(() => questions(app), POLL).toHaveLength(1);
        expect((await questions(app))[0]).toMatchObject({
          message: 'A run goes on. What shall become of it?',
          buttons: ['Go on in the background', 'End the run and quit', 'Cancel'],
        });
        expect(await isVisible(app)).toBe(true);
        await answerQuestions(app, 0);
        await closeWindow(app);
        await expect.poll(() => isVisible(app), POLL).toBe(false);
        expect(instances(app)).toHaveLength(1);

        // Starting it once more brings the window of the first back.
        const second = await DesktopApp.start({ folder: app.folder });
        expect(await second.ended()).toBe(0);
        await expect.poll(() => isVisible(app), POLL).toBe(true);
        expect(await page.locator('.tile-starting, .tile-ready').count()).toBe(1);

        await answerQuestions(app, 1);
        await closeWindow(app);
        expect(await app.ended()).toBe(0);
        expect(instances(app)).toEqual([]);
        await expect.poll(() => processesWith(app.folder), POLL).toEqual([]);
      });
    },
  );

  it('loses no run with its window', { timeout: LONG }, async () => {
    await withApp(async (app) => {
      const page = await app.page();
      await startRun(page);
      const [pid] = instances(app);
      const engine = await app.enginePid();
      await app.crashPage();
      const after = await app.page();
      await after.locator('.tile-starting, .tile-ready').first().waitFor();
      expect(instances(app)).toEqual([pid]);
      expect(await app.enginePid()).toBe(engine);
      await press(after, 'F8');
      await expect.poll(() => instances(app), POLL).toEqual([]);
    });
  });

  it(
    'tells of an engine that crashed, starts it again, and goes on with the run or plans it again',
    { timeout: 2 * LONG },
    async () => {
      await withApp(async (app) => {
        const page = await app.page();
        await startRun(page);
        const elapsed = page.locator('.progress dd').first();
        const seconds = async () => Number(/^0:(\d\d)$/u.exec((await elapsed.textContent()) ?? '')?.[1] ?? 0);
        await expect.poll(seconds, POLL).toBeGreaterThan(2);
        const notice = page.getByRole('alert').filter({ hasText: 'The engine ended unexpectedly' });
        const crash = async () => {
          const engine = (await app.enginePid())!;
          process.kill(engine, 'SIGKILL');
          await notice.getByText('The run of sleep ended with it').waitFor();
          await expect.poll(() => instances(app), POLL).toEqual([]);
          expect(await app.enginePid()).not.toBe(engine);
        };
        await crash();
        await picture(page, 'crashed');
        expect(await layoutFaults(page)).toEqual([]);
        expect(await accessibilityFaults(page)).toEqual([]);

        await notice.getByRole('button', { name: 'Go on with it' }).click();
        await notice.waitFor({ state: 'hidden' });
        // What was measured is there, and its time goes on.
        await expect.poll(seconds, POLL).toBeGreaterThan(2);
        await page
          .getByText('launch one more')
          .or(page.getByText('launch the first instance'))
          .first()
          .waitFor();
        await press(page, 'L');
        await expect.poll(() => instances(app), POLL).toHaveLength(1);
        await page.locator('.tile-starting, .tile-ready').first().waitFor();
        await picture(page, 'gone-on');

        await crash();
        await notice.getByRole('button', { name: 'Plan the same run again' }).click();
        await expect.poll(() => page.getByLabel('Executable').inputValue(), POLL).toBe('/bin/sleep');
        expect(await page.getByLabel('Arguments, one a line').inputValue()).toBe('600');
        await page.keyboard.press('3');
        await page
          .getByRole('button', { name: /sleep/u })
          .or(page.getByRole('link', { name: /sleep/u }))
          .first()
          .waitFor();
      });
    },
  );

  it('leaves nothing behind when main itself is killed', { timeout: LONG }, async () => {
    await withApp(async (app) => {
      const page = await app.page();
      await startRun(page);
      const engine = (await app.enginePid())!;
      expect(instances(app)).toHaveLength(1);
      app.process.kill('SIGKILL');
      await app.ended();
      await expect.poll(() => instances(app), POLL).toEqual([]);
      await expect.poll(() => processesWith(app.folder).includes(engine), POLL).toBe(false);
    });
  });

  it.each(LANGUAGES)(
    'says in the tray how it stands, keeps the box awake, and notifies the verdict, in %s',
    { timeout: LONG },
    async (language) => {
      await withApp(async (app) => {
        const page = await app.page();
        await app.evaluate(({ Tray, Notification, powerSaveBlocker, app: here }) => {
          const seen = { tips: [] as string[], notified: [] as string[], awake: 0 };
          Object.assign(here, { seen });
          Tray.prototype.setToolTip = (text) => {
            seen.tips.push(text);
          };
          Notification.prototype.show = function show(this: { title: string; body: string }) {
            seen.notified.push(`${this.title}: ${this.body}`);
          };
          powerSaveBlocker.start = () => {
            seen.awake += 1;
            return 77;
          };
          powerSaveBlocker.stop = (id) => {
            seen.awake -= id === 77 ? 1 : 0;
            return true;
          };
        });
        const seen = () =>
          app.evaluate(
            ({ app: here }) =>
              (here as unknown as { seen: { tips: string[]; notified: string[]; awake: number } }).seen,
          );
        await startRun(page);
        await page.getByRole('combobox', { name: 'Language' }).selectOption(language);
        const { desk, verdict } = messages(language);
        const told = [0, 1].map((atLeast) => desk.line.running({ name: 'sleep', n: 1, atLeast }));
        await expect.poll(async () => told.includes((await seen()).tips.at(-1) ?? ''), POLL).toBe(true);
        expect((await seen()).awake).toBe(1);
        await press(page, 'F8');
        await expect
          .poll(async () => (await seen()).notified, POLL)
          .toEqual([`sleep: ${verdict.headline.invalid()}`]);
        expect((await seen()).tips.at(-1)).toBe(desk.line.idle);
        expect((await seen()).awake).toBe(0);
      });
    },
  );

  it('remembers its place', { timeout: LONG }, async () => {
    const first = await DesktopApp.start();
    await first.page();
    await first.evaluate(({ BrowserWindow }) => {
      BrowserWindow.getAllWindows()[0]?.setBounds({ x: 40, y: 50, width: 1111, height: 777 });
    });
    await closeWindow(first);
    await first.ended();
    const second = await DesktopApp.start({ folder: first.folder });
    try {
      await second.page();
      expect(
        await second.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getNormalBounds()),
      ).toEqual({ x: 40, y: 50, width: 1111, height: 777 });
    } finally {
      await second.remove();
    }
  });

  it('keeps what is set, and begins new plans with it', { timeout: LONG }, async () => {
    await withApp(async (app) => {
      const page = await app.page();
      await page.keyboard.press('9');
      await page.getByRole('heading', { name: /^What Kneescope can measure on/u }).waitFor();
      await page.getByText('A tick costs').waitFor();
      await page.getByRole('radio', { name: 'thorough' }).check();
      await page.getByLabel('Cap').fill('12');
      await page.getByLabel('Remove runs older than, days').fill('30');
      await page.getByText('No run would go now.').waitFor();
      await page.getByRole('button', { name: 'Save', exact: true }).click();
      await page.getByText('Saved.').waitFor();
      expect(await layoutFaults(page)).toEqual([]);
      expect(await accessibilityFaults(page)).toEqual([]);
      await page.keyboard.press('1');
      await expect.poll(() => page.getByLabel('Cap').inputValue(), POLL).toBe('12');
      expect(await page.getByRole('radio', { name: 'thorough' }).isChecked()).toBe(true);
      await page.reload();
      await page.getByRole('link', { name: 'Settings' }).click();
      await expect.poll(() => page.getByLabel('Remove runs older than, days').inputValue(), POLL).toBe('30');
    });
  });

  it('moves its data to another folder, and back', { timeout: LONG }, async () => {
    await withApp(async (app) => {
      const page = await app.page();
      const other = path.join(app.folder, 'other runs');
      await app.evaluate(({ dialog }, chosen) => {
        dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [chosen] });
      }, other);
      await page.keyboard.press('9');
      await page.getByRole('button', { name: 'Choose another …' }).click();
      await page.getByText(other, { exact: true }).waitFor();
      // Ended on purpose, so that nobody is told of a crash.
      expect(await page.getByText('ended unexpectedly').count()).toBe(0);
      await page.getByRole('button', { name: 'Use the usual one' }).click();
      await page.getByText(path.join(app.folder, 'home'), { exact: false }).first().waitFor();
    });
  });

  it('asks what to do where the data folder cannot be used', { timeout: LONG }, async () => {
    await withApp(async (app) => {
      await app.page();
      await answerQuestions(app, 1);
      const blocked = path.join(app.folder, 'a file');
      writeFileSync(blocked, '');
      const dataFolder = path.join(blocked, 'data');
      writeFileSync(path.join(app.folder, 'data-folder.json'), JSON.stringify({ dataFolder }));
      const engine = (await app.enginePid())!;
      process.kill(engine, 'SIGKILL');
      await expect.poll(() => questions(app), POLL).toHaveLength(1);
      const [question] = await questions(app);
      expect(question).toMatchObject({ buttons: ['Try again', 'Use the usual data folder', 'Quit'] });
      expect(question!.message).toContain(dataFolder);
      await app.page();
    });
  });
});
