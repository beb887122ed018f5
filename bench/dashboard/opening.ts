import { setTimeout as sleep } from 'node:timers/promises';
import type { Browser, Page } from 'playwright-core';
import { pageTime, VIEW } from './browser-time.ts';
import { milliseconds, row } from './rows.ts';

const ROUNDS = 5;
/** Milliseconds after which the engine's finer answer is surely there. */
const SETTLES = 700;
/** Milliseconds after which an idle moment is taken for granted. */
const IDLE_WITHIN = 2000;
/** Milliseconds after which nothing will be drawn any more. */
const PATIENCE = 30_000;

/**
 * From what somebody does to the picture that shows it: from the event that the page got to the frame after the one in which its first
 * line was another. The page looks by itself: a question from here would wait for the very work that is measured.
 */
async function until(page: Page, act: () => Promise<void>): Promise<number> {
  await page.evaluate((patience) => {
    const shape = () => document.querySelector('.explorer .load-curve path')?.getAttribute('d');
    const before = shape();
    const drawn = new Promise<number>((resolve, reject) => {
      // A page waits for a frame that never comes as long as it is let.
      setTimeout(() => {
        reject(new Error(`nothing was drawn anew within ${patience / 1000} s`));
      }, patience);
      const began = new Promise<number>((begin) => {
        for (const name of ['wheel', 'keydown'])
          window.addEventListener(
            name,
            (event) => {
              begin(event.timeStamp);
            },
            { capture: true, once: true },
          );
      });
      const look = () => {
        if (shape() === before) requestAnimationFrame(look);
        else
          requestAnimationFrame(() => {
            const drawnAt = performance.now();
            void began.then((start) => {
              resolve(drawnAt - start);
            });
          });
      };
      requestAnimationFrame(look);
    });
    // Whoever asks for it hears of it; until then it is nobody's fault.
    drawn.catch(() => undefined);
    Object.assign(window, { drawn });
  }, PATIENCE);
  await act();
  return page.evaluate(() => (window as unknown as { drawn: Promise<number> }).drawn);
}

/**
 * Until the page has nothing to do any more: what the engine answered has been drawn. A page that does nothing may wait for
 * its idle moment without end (seen on a loaded box: no processor time at all, and no callback), unless it is given a time.
 */
async function still(page: Page): Promise<void> {
  await sleep(SETTLES);
  await page.evaluate(
    (timeout) =>
      new Promise((resolve) => {
        requestIdleCallback(resolve, { timeout });
      }),
    IDLE_WITHIN,
  );
}

/** How soon a kept run is drawn, zoomed and moved. */
export async function opening(browser: Browser, url: URL, kept: string): Promise<void> {
  const page = await browser.newPage({ viewport: VIEW });
  await page.goto(url.href);
  const result = page.locator('.explorer .load-curve path').first();
  const took: number[] = [];
  const cost: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    await page.evaluate(() => {
      location.hash = '#/runs';
    });
    await page.locator('.history-table, table').first().waitFor();
    await still(page);
    cost.push(
      await pageTime(browser, async () => {
        const began = performance.now();
        await page.evaluate((run) => {
          location.hash = `#/result/${run}`;
        }, kept);
        await result.waitFor();
        took.push(performance.now() - began);
        await still(page);
      }),
    );
  }
  row(
    'opened from the list: verdict and all eight hours drawn, first',
    `${(took[0] ?? 0).toFixed(0)} ms; ${(cost[0] ?? 0).toFixed(0)} ms of CPU in the page`,
  );
  row('opened from the list again', `${milliseconds(took.slice(1))}; CPU ${milliseconds(cost.slice(1))}`);
  const anew = await page.context().browser()!.newPage({ viewport: VIEW });
  // The first address brings the cookie, as it does for whoever reloads.
  await anew.goto(url.href);
  const began = performance.now();
  await anew.goto(new URL(`#/result/${kept}`, url.origin).href);
  await anew.locator('.explorer .load-curve path').first().waitFor();
  row('a new page, from its address to the drawn run', `${(performance.now() - began).toFixed(0)} ms`);
  await anew.close();

  const explorer = page.locator('.explorer');
  await explorer.scrollIntoViewIfNeeded();
  await explorer.hover();
  await explorer.focus();
  const several = async (what: string, act: (round: number) => Promise<void>) => {
    const [walls, costs]: number[][] = [[], []];
    for (let round = 0; round < 2 * ROUNDS; round++) {
      await still(page);
      costs?.push(
        await pageTime(browser, async () => {
          walls?.push(await until(page, () => act(round)));
          await still(page);
        }),
      );
    }
    row(
      what,
      `${milliseconds(walls ?? [])}; CPU until it is as fine as it gets ${milliseconds(costs ?? [])}`,
    );
  };
  await several('zoomed by the wheel, to the first picture', (round) =>
    page.mouse.wheel(0, round < ROUNDS ? -300 : 300),
  );
  await page.keyboard.press('+');
  await page.keyboard.press('+');
  await several('moved by a key, to the first picture', (round) =>
    page.keyboard.press(round % 2 === 0 ? 'ArrowRight' : 'ArrowLeft'),
  );
  await page.close();
}
