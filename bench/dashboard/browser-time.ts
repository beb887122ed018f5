import { setTimeout as sleep } from 'node:timers/promises';
import type { Browser } from 'playwright-core';
import { startBrowser } from '../../build/test/browser.ts';

const PATIENCE_MS = 300_000;
export const VIEW = { width: 1920, height: 1080 };

/** A browser for as long as something is done with it: one that is left open keeps its bench from ending. */
export async function withBrowser<T>(use: (browser: Browser) => Promise<T>): Promise<T> {
  const browser = await startBrowser();
  try {
    return await Promise.race([use(browser), tooLong()]);
  } finally {
    await browser.close();
  }
}

/** A page that answers nothing any more is waited for without end by whoever asks it. */
async function tooLong(): Promise<never> {
  await sleep(PATIENCE_MS, undefined, { ref: false });
  throw new Error(`the browser was not done within ${PATIENCE_MS / 60_000} min`);
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

/** Processor time of the pages while something is done, in milliseconds. */
export async function pageTime(browser: Browser, act: () => Promise<void>): Promise<number> {
  const before = (await processorTime(browser)).get('renderer') ?? 0;
  await act();
  return 1000 * (((await processorTime(browser)).get('renderer') ?? 0) - before);
}

/** What a browser takes of one core for so long, in percent: its pages, and all of it. */
export async function shareOfACore(
  browser: Browser,
  seconds: number,
): Promise<{ page: number; all: number }> {
  const [before, began] = [await processorTime(browser), performance.now()];
  await sleep(seconds * 1000);
  const [after, passed] = [await processorTime(browser), (performance.now() - began) / 1000];
  const share = (type: string) => (100 * ((after.get(type) ?? 0) - (before.get(type) ?? 0))) / passed;
  return { page: share('renderer'), all: [...after.keys()].reduce((sum, type) => sum + share(type), 0) };
}
