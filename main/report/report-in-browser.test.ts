import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { noBrowser, startBrowser } from '../../build/test/browser.ts';
import { reportTexts } from '../../build/test/report-texts.ts';
import { sampleRun } from '../../build/test/sample-run.ts';
import { buildRecording } from '../../build/test/two-builds.ts';
import { LANGUAGES } from '../../shared/locale/language.ts';
import { compareRuns } from '../../shared/probing/compare/compare-runs.ts';
import { concludeRecording } from '../../shared/probing/recording.ts';
import { writeComparison } from './comparison/write-comparison.ts';
import { writeReport } from './write-report.ts';

/** CSS pixels: a wide screen, a sheet of A4 as a window, and what A4 leaves between its margins. */
const SCREEN = 1280;
const A4 = 794;
const A4_BETWEEN_MARGINS = 680;

const RUNS = {
  typical: sampleRun(),
  'four cards': sampleRun({ levels: 12, gpus: 4 }),
  'sixty levels': sampleRun({ levels: 60, demand: 0.13 }),
};

describe.skipIf(noBrowser !== null)(`a report in a real browser${noBrowser ? `: ${noBrowser}` : ''}`, () => {
  let folder: string;
  let browser: Browser;
  beforeAll(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'kneescope-report-'));
    browser = await startBrowser();
  });
  afterAll(async () => {
    await browser.close();
    rmSync(folder, { recursive: true, force: true });
  });

  /** What sticks out: the page itself, a table's frame, or a text of a picture, each named. */
  const sticksOut = (page: Page) =>
    page.evaluate(() => {
      const wide = [document.documentElement, ...document.querySelectorAll('.wide, p, dd, h1')]
        .filter((element) => element.scrollWidth > element.clientWidth + 1)
        .map((element) => `${element.tagName} ${element.textContent.slice(0, 40)}`);
      const cut = [...document.querySelectorAll('svg')].flatMap((svg) => {
        const frame = svg.getBoundingClientRect();
        return [...svg.querySelectorAll('text')]
          .filter((text) => {
            const box = text.getBoundingClientRect();
            return box.left < frame.left - 1 || box.right > frame.right + 1 || box.bottom > frame.bottom + 1;
          })
          .map((text) => `svg ${text.textContent}`);
      });
      return [...wide, ...cut];
    });

  /** Pairs of texts in one picture that stand on one another. */
  const collisions = (page: Page) =>
    page.evaluate(() =>
      [...document.querySelectorAll('svg')].flatMap((svg) => {
        const texts = [...svg.querySelectorAll('text')].map((text) => ({
          text: text.textContent,
          box: text.getBoundingClientRect(),
        }));
        return texts.flatMap((one, place) =>
          texts
            .slice(place + 1)
            .filter(
              (other) =>
                Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left) > 1 &&
                Math.min(one.box.bottom, other.box.bottom) - Math.max(one.box.top, other.box.top) > 4,
            )
            .map((other) => `${one.text} | ${other.text}`),
        );
      }),
    );

  describe.each(LANGUAGES)('in %s', (language) => {
    it.each(Object.entries(RUNS))('is quiet, whole and within its page: %s', async (name, run) => {
      const [file] = await writeReport(
        { ...run, texts: reportTexts(run.verdict, language) },
        { formats: ['html'], language, folder: path.join(folder, `${name} ${language}`) },
      );
      const context = await browser.newContext({ offline: true });
      const page = await context.newPage();
      const said: string[] = [];
      const asked: string[] = [];
      page.on('console', (message) => said.push(message.text()));
      page.on('pageerror', (error) => said.push(error.message));
      page.on('request', (request) => asked.push(request.url()));
      const address = pathToFileURL(file!).href;
      await page.goto(address);
      for (const width of [SCREEN, A4]) {
        await page.setViewportSize({ width, height: 900 });
        expect(await sticksOut(page)).toEqual([]);
        expect(await collisions(page)).toEqual([]);
      }
      await page.emulateMedia({ media: 'print' });
      await page.setViewportSize({ width: A4_BETWEEN_MARGINS, height: 900 });
      expect(await sticksOut(page)).toEqual([]);
      expect(said).toEqual([]);
      expect(asked).toEqual([address]);
      await context.close();
    });
  });

  /** What a build that was probed once is compared by. */
  const probed = (seed: number, gpu: number, meta: object) => {
    const verdict = concludeRecording(buildRecording({ seed, gpu }));
    return { verdict, side: { meta: { type: 'meta' as const, box: 'local', ...meta }, verdicts: [verdict] } };
  };
  const host = (cores: number, cards: number) => ({
    name: `render-${cores}`,
    cores,
    ramMiB: 65_536,
    gpus: Array.from({ length: cards }, () => ({ name: 'NVIDIA GeForce RTX 4080', vramMiB: 16_376 })),
  });
  const plan = { name: 'Showroom, heavy scene', executable: 'D:/apps/Showroom/Showroom-Win64-Shipping.exe' };
  const PAIRS = {
    worse: [probed(1, 11, { plan, host: host(16, 1) }), probed(2, 14, { plan, host: host(16, 1) })],
    'on another box': [
      probed(1, 11, { plan, host: host(16, 1), limits: { gpu: 85 } }),
      probed(2, 9, { plan, host: host(32, 4), limits: { gpu: 60, fpsFloor: 90 } }),
    ],
  } as const;

  it.each(
    LANGUAGES.flatMap((language) => Object.entries(PAIRS).map(([name, pair]) => ({ language, name, pair }))),
  )(
    'shows one build beside another whole and within its page: $name, $language',
    async ({ language, name, pair: [base, candidate] }) => {
      const comparison = compareRuns(base.side, candidate.side);
      const file = await writeComparison(
        { comparison, base: base.verdict, candidate: candidate.verdict },
        path.join(folder, `${name} ${language}`),
        language,
      );
      const page = await browser.newPage();
      await page.goto(pathToFileURL(file).href);
      for (const width of [SCREEN, A4]) {
        await page.setViewportSize({ width, height: 900 });
        expect(await sticksOut(page)).toEqual([]);
        expect(await collisions(page)).toEqual([]);
      }
      const broken = await page.evaluate(() =>
        [...document.querySelectorAll('.sides tbody th')]
          .filter((head) => {
            const range = document.createRange();
            range.selectNodeContents(head);
            return new Set([...range.getClientRects()].map(({ top }) => Math.round(top))).size > 1;
          })
          .map((head) => head.textContent),
      );
      expect(broken).toEqual([]);
      // A field's name is for programs.
      expect(await page.locator('main').textContent()).not.toMatch(/host\.|limits\.|ramMiB/u);
      await page.close();
    },
  );

  it('is light, dark on a screen that prefers it, and light on paper all the same', async () => {
    const run = RUNS.typical;
    const texts = reportTexts(run.verdict, 'en');
    const [file] = await writeReport({ ...run, texts }, { formats: ['html'], language: 'en', folder });
    const page = await browser.newPage();
    await page.goto(pathToFileURL(file!).href);
    const look = () =>
      page.evaluate(() => ({
        paper: getComputedStyle(document.documentElement).backgroundColor,
        line: getComputedStyle(document.querySelector('svg path[stroke^="var(--cpu"]')!).stroke,
      }));
    const light = { paper: 'rgb(255, 255, 255)', line: 'rgb(10, 92, 168)' };
    expect(await look()).toEqual(light);
    await page.emulateMedia({ colorScheme: 'dark' });
    expect(await look()).toEqual({ paper: 'rgb(20, 23, 26)', line: 'rgb(74, 144, 226)' });
    await page.emulateMedia({ colorScheme: 'dark', media: 'print' });
    expect(await look()).toEqual(light);
    await page.close();
  });
});
