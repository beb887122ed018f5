import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, vi } from 'vitest';
import type { Language } from '../../../shared/locale/language.ts';
import { startBrowser } from '../browser.ts';
import { describeWith } from '../need.ts';
import { PLANNER_DRAFTS } from './planner-drafts.ts';
import { serveScreens, type ScreenServer } from './serve.ts';

export interface Look {
  readonly language: Language;
  readonly theme: 'light' | 'dark';
  readonly width: number;
  readonly height: number;
  /** What stands in the form of the audience's screen. */
  readonly draft?: keyof typeof PLANNER_DRAFTS;
}

/** Two cores that others share: what takes a moment elsewhere may take minutes here. */
const LONG = 240_000;
export const POLL = { timeout: 60_000 };

export const SMALL = { width: 1280, height: 800 };
export const LARGE = { width: 1920, height: 1080 };
export const LOOK: Look = { language: 'en', theme: 'light', ...SMALL };
/** The run of every scene that has one. */
export const RUN = '01JDA6Z4T8QXW3V5N2K7R9M0BC';
/** Where pictures of screens are left. */
export const PICTURES = path.join(import.meta.dirname, '../../../out/pictures');

/** A screen that is whole, and what the page has said on its console. */
interface Opened {
  readonly page: Page;
  readonly said: readonly string[];
}

/** Opens a scene at an address inside the dashboard, in a context of its own: the test closes it. */
type Open = (scene: string, hash: string, look: Look) => Promise<Opened>;

async function open(
  browser: Browser,
  server: ScreenServer,
  ...[scene, hash, look]: Parameters<Open>
): Promise<Opened> {
  const context = await browser.newContext({ viewport: look, reducedMotion: 'reduce' });
  const kept = { look, planner: PLANNER_DRAFTS[look.draft ?? 'blank'] };
  await context.addInitScript((all) => {
    for (const [name, value] of Object.entries(all))
      // Only the first time: a reload finds what the page itself has kept.
      localStorage[`kneescope.${name}`] ??= JSON.stringify(value);
  }, kept);
  const page = await context.newPage();
  page.setDefaultTimeout(LONG / 2);
  const said: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'warning' || message.type() === 'error') said.push(message.text());
  });
  page.on('pageerror', (error) => said.push(error.message));
  await page.goto(server.address(scene, hash));
  await page.locator('main h1').first().waitFor({ state: 'attached' });
  if (look.draft === 'worked' || look.draft === 'everything')
    await page.locator('.planner-chart svg').first().waitFor();
  // The charts know their room only after the first layout.
  await page.waitForFunction(
    () => document.querySelectorAll('.explorer').length === document.querySelectorAll('.explorer svg').length,
  );
  return { page, said };
}

/** `describe` for tests that look at screens: one browser and one server for all of them. */
export function describeScreens(name: string, tests: (opened: Open) => void): void {
  vi.setConfig({ testTimeout: LONG, hookTimeout: LONG });
  describeWith(['chromium', 'chinese-font'], name, () => {
    let server: ScreenServer;
    let browser: Browser;
    beforeAll(async () => {
      server = await serveScreens();
      browser = await startBrowser();
    });
    afterAll(async () => {
      await browser.close();
      await server.close();
    });
    tests((...asked) => open(browser, server, ...asked));
  });
}

/** With what the page has asked its engine for one thing. */
export function asked(page: Page, method: string): Promise<unknown[]> {
  return page.evaluate(
    (name) =>
      (window as unknown as { asked: { method: string; params: unknown }[] }).asked
        .filter((one) => one.method === name)
        .map(({ params }) => params),
    method,
  );
}
