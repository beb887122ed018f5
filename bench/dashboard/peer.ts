import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { shareOfACore, VIEW } from './browser-time.ts';

/** The leanest chart of curves there is; brought beside the dependencies, because nobody but the bench needs it. */
export const PEER = 'uPlot 1.6.32';
const FOLDER = path.resolve('.cache/bench');

/** The peer's bundle for a browser; fetched once from the registry. */
function peerFile(): string {
  const file = path.join(FOLDER, 'node_modules/uplot/dist/uPlot.iife.min.js');
  if (!existsSync(file)) {
    mkdirSync(FOLDER, { recursive: true });
    execFileSync(
      'npm',
      ['install', '--prefix', FOLDER, '--no-save', '--ignore-scripts', PEER.toLowerCase().replace(' ', '@')],
      {
        stdio: 'ignore',
      },
    );
  }
  return file;
}

/** What a page takes that draws the same curves with the peer and nothing else. @returns its share of one core, in percent */
export async function peerPage(browser: Browser, seconds: number): Promise<number> {
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
  const { page: share } = await shareOfACore(browser, seconds);
  return share;
}
