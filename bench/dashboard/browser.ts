import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Browser, Page } from 'playwright-core';
import { startBrowser } from '../../build/test/browser.ts';
import { keepRun } from './keep-run.ts';
import { longRun } from './long-run.ts';
import { peerFile, PEER } from './peer.ts';

/**
 * What the dashboard costs where it is looked at, in a real browser on the real engine: how soon eight hours of sixty instances are
 * drawn, zoomed and moved, and what the Live screen takes of a core while it is told of sixty instances once a second, beside a page that
 * draws the same curves with uPlot and nothing else. `npm run build` comes first.
 */
const HOURS = 8;
const INSTANCES = 60;
const RUN = 'benchrun';
const SECONDS = Number(process.argv[2] ?? 60);
const ROUNDS = 5;
/** Milliseconds after which the engine's finer answer is surely there. */
const SETTLES = 700;
const VIEW = { width: 1920, height: 1080 };

const folder = mkdtempSync(path.join(os.tmpdir(), 'kneescope-bench-'));
const row = (what: string, figure: string) => {
  console.log(`${what.padEnd(62)} ${figure}`);
};
const milliseconds = (values: readonly number[]) => {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share: number) => (sorted[Math.floor(share * (sorted.length - 1))] ?? 0).toFixed(0);
  return `${at(0.5)} ms (${at(0)} to ${at(1)})`;
};

async function serve(): Promise<{ url: URL; engine: ChildProcess }> {
  const engine = spawn(process.execPath, ['out/main/kneescope.js', 'serve', '--json', '--data', folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = (await once(createInterface({ input: engine.stdout }), 'line')) as [string];
  return { engine, url: new URL((JSON.parse(line) as { url: string }).url) };
}

/**
 * From what somebody does to the picture that shows it: from the event that the page got to the frame after the one in which its first
 * line was another. The page looks by itself: a question from here would wait for the very work that is measured.
 */
async function until(page: Page, act: () => Promise<void>): Promise<number> {
  await page.evaluate(() => {
    const shape = () => document.querySelector('.explorer .load-curve path')?.getAttribute('d');
    const before = shape();
    const drawn = new Promise<number>((resolve) => {
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
    Object.assign(window, { drawn });
  });
  await act();
  return page.evaluate(() => (window as unknown as { drawn: Promise<number> }).drawn);
}

/** Processor time of the pages while something is done, in milliseconds. */
async function pageTime(browser: Browser, act: () => Promise<void>): Promise<number> {
  const before = (await processorTime(browser)).get('renderer') ?? 0;
  await act();
  return 1000 * (((await processorTime(browser)).get('renderer') ?? 0) - before);
}

/** Until the page has nothing to do any more: what the engine answered has been drawn. */
async function still(page: Page): Promise<void> {
  await sleep(SETTLES);
  await page.evaluate(
    () =>
      new Promise((resolve) => {
        requestIdleCallback(resolve);
      }),
  );
}

async function opening(browser: Browser, url: URL): Promise<void> {
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
        }, RUN);
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
  await anew.goto(new URL(`#/result/${RUN}`, url.origin).href);
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

/** Processor time of all of a browser's processes so far, in seconds, by what they are. */
async function processorTime(browser: Browser): Promise<ReadonlyMap<string, number>> {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  await session.detach();
  const times = new Map<string, number>();
  for (const { type, cpuTime } of processInfo) times.set(type, (times.get(type) ?? 0) + cpuTime);
  return times;
}

async function shareOfACore(browser: Browser): Promise<{ page: number; all: number }> {
  const [before, began] = [await processorTime(browser), performance.now()];
  await sleep(SECONDS * 1000);
  const [after, seconds] = [await processorTime(browser), (performance.now() - began) / 1000];
  const share = (type: string) => (100 * ((after.get(type) ?? 0) - (before.get(type) ?? 0))) / seconds;
  return { page: share('renderer'), all: [...after.keys()].reduce((sum, type) => sum + share(type), 0) };
}

async function live(url: URL): Promise<number> {
  const browser = await startBrowser();
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
  const { page: share, all } = await shareOfACore(browser);
  row(
    `Live, ${INSTANCES} instances, 2 cards, 32 cores, once a second: the page`,
    `${share.toFixed(1)} % of a core`,
  );
  row('  with all of the browser (drawing in software, no GPU here)', `${all.toFixed(1)} %`);
  await page.keyboard.press('F8');
  await page.getByRole('button', { name: 'Open the result' }).waitFor();
  await browser.close();
  if (started === '') throw new Error('no run');
  return share;
}

async function peer(): Promise<number> {
  const browser = await startBrowser();
  const page = await browser.newPage({ viewport: VIEW });
  await page.setContent('<div id="place"></div>');
  await page.addScriptTag({ content: readFileSync(peerFile(), 'utf8') });
  await page.evaluate(() => {
    const uPlot = (
      window as unknown as {
        uPlot: new (
          options: object,
          data: number[][],
          place: Element | null,
        ) => { setData: (data: number[][]) => void };
      }
    ).uPlot;
    const LINES = 8;
    const KEPT = 1200;
    const wave = (t: number, phase: number) =>
      40 + 30 * Math.sin(t / 17 + phase) + ((t * 7919 + phase * 104_729) % 97) / 10;
    const times = Array.from({ length: KEPT }, (_, t) => t);
    const data = [times, ...Array.from({ length: LINES }, (_, line) => times.map((t) => wave(t, line)))];
    const series = [
      {},
      ...Array.from({ length: LINES }, (_, line) => ({
        stroke: `hsl(${line * 45} 60% 45%)`,
        label: `load ${line}`,
      })),
    ];
    const plot = new uPlot(
      { width: 1480, height: 480, series, scales: { x: { time: false } } },
      data,
      document.querySelector('#place'),
    );
    let t = KEPT;
    setInterval(() => {
      for (const [line, values] of data.entries()) {
        values.shift();
        values.push(line === 0 ? t : wave(t, line - 1));
      }
      t += 1;
      plot.setData(data);
    }, 1000);
  });
  const { page: share } = await shareOfACore(browser);
  await browser.close();
  return share;
}

try {
  console.log(
    `${os.cpus()[0]?.model ?? '?'} (${os.cpus().length} logical), Node ${process.versions.node}, load average ${os
      .loadavg()
      .map((value) => value.toFixed(1))
      .join(' ')}`,
  );
  keepRun(folder, longRun(RUN, HOURS, INSTANCES));
  const { url, engine } = await serve();
  // Listened to from now on: it may end before it is told to.
  const closed = once(engine, 'close');
  try {
    const browser = await startBrowser();
    row('Chromium', browser.version());
    await opening(browser, url);
    await browser.close();
    const ours = await live(url);
    const theirs = await peer();
    row(
      `${PEER}: eight curves of 1200 readings, once a second, nothing else`,
      `${theirs.toFixed(1)} % of a core`,
    );
    row('the Live screen by that', `${(ours / theirs).toFixed(1)} times`);
  } finally {
    engine.kill('SIGINT');
    await closed;
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
