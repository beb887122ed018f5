import path from 'node:path';
import type { Browser } from 'playwright-core';
import { shareOfACore, VIEW } from './browser-time.ts';
import { row } from './rows.ts';

const INSTANCES = 60;

/**
 * What the Live screen takes while it is told of many instances once a second.
 * @returns the page's share of one core, in percent
 */
export async function liveScreen(browser: Browser, url: URL, seconds: number): Promise<number> {
  const page = await browser.newPage({ viewport: VIEW });
  await page.goto(new URL(`#/plan`, url.href).href);
  await page.goto(url.href);
  const started = await page.evaluate(
    async ({ driver, instances }) => {
      // A bridge of its own, as any face has; the cookie of this page opens it.
      const socket = new WebSocket(`ws://${location.host}/bridge`);
      await new Promise((resolve) => {
        socket.onopen = resolve;
      });
      let last = 0;
      const ask = (method: string, params: unknown) =>
        new Promise<{ run?: string }>((resolve, reject) => {
          const id = ++last;
          const listener = (event: MessageEvent<string>) => {
            const reply = JSON.parse(event.data) as {
              id?: number;
              result?: { run?: string };
              problem?: unknown;
            };
            if (reply.id !== id) return;
            socket.removeEventListener('message', listener);
            if (reply.result) resolve(reply.result);
            else reject(new Error(JSON.stringify(reply.problem)));
          };
          socket.addEventListener('message', listener);
          socket.send(JSON.stringify({ id, method, params }));
        });
      const settings = { method: 'manual', cap: 80 };
      const { run = '' } = await ask('run.start', {
        ...{ box: `driver:${driver}`, plan: null, folder: null, settings, seed: null, pace: null, tags: [] },
      });
      for (let n = 0; n < instances; n++) await ask('run.launch', { run });
      socket.close();
      return run;
    },
    {
      driver: `"${process.execPath}" "${path.resolve('bench/dashboard/live-box.js')}"`,
      instances: INSTANCES,
    },
  );
  await page.evaluate(() => {
    location.hash = '#/live';
  });
  await page
    .locator('.tile-ready')
    .nth(INSTANCES - 1)
    .waitFor();
  const { page: share, all } = await shareOfACore(browser, seconds);
  row(
    `Live, ${INSTANCES} instances, 2 cards, 32 cores, once a second: the page`,
    `${share.toFixed(1)} % of a core`,
  );
  row('  with all of the browser (drawing in software, no GPU here)', `${all.toFixed(1)} %`);
  await page.keyboard.press('F8');
  await page.getByRole('button', { name: 'Open the result' }).waitFor();
  if (started === '') throw new Error('no run');
  return share;
}
