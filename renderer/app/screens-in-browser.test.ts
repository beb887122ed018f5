import { copyFileSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { startBrowser } from '../../build/test/browser.ts';
import { describeWith } from '../../build/test/need.ts';
import { accessibilityFaults } from '../../build/test/screens/accessibility.ts';
import { layoutFaults } from '../../build/test/screens/layout-faults.ts';
import { SECONDS } from '../../build/test/screens/next-second.ts';
import { PLANNER_DRAFTS } from '../../build/test/screens/planner-drafts.ts';
import { serveScreens, type ScreenServer } from '../../build/test/screens/serve.ts';
import type { ReadingName } from '../../shared/model/capability.ts';
import { readingName } from '../ui/reading-name.ts';
import { explainWarning } from '../../shared/explain/verdict.ts';
import type { Language } from '../../shared/locale/language.ts';
import { messages } from '../../shared/locale/messages.ts';

interface Look {
  readonly language: Language;
  readonly theme: 'light' | 'dark';
  readonly width: number;
  readonly height: number;
  /** What stands in the form of the audience's screen. */
  readonly draft?: keyof typeof PLANNER_DRAFTS;
}

/** Two cores that others share: what takes a moment elsewhere may take minutes here. */
const LONG = 240_000;
const POLL = { timeout: 60_000 };

const SMALL = { width: 1280, height: 800 };
const LARGE = { width: 1920, height: 1080 };
const RUN = '01JDA6Z4T8QXW3V5N2K7R9M0BC';
const ROOT = path.join(import.meta.dirname, '../..');
const PICTURES = path.join(ROOT, 'out/pictures');
/** Those that stand in README and docs, by their names there: written where they are asked for (`npm run pictures`). */
const IN_DOCS: Readonly<Record<string, string>> = {
  'live.ramp.en.light.1280.png': 'live.en.png',
  'live.ramp.zh-CN.dark.1920.png': 'live.zh-CN.png',
  'plan.ramp.en.light.1280.png': 'plan.en.png',
  'result.ended.en.dark.1280.png': 'result.en.png',
  'runs.many.en.light.1280.png': 'history.en.png',
  'compare.many.en.light.1280.png': 'compare.en.png',
  'planner.worked.en.light.1280.png': 'planner.en.png',
  'planner.everything.zh-CN.dark.1920.png': 'planner.zh-CN.png',
};

/** Every screen in the states that matter; between them every language, theme and size. */
const SCREENS: readonly (readonly [string, string, Look])[] = [
  ['nothing', '#/live', { language: 'en', theme: 'light', ...SMALL }],
  ['baseline', '#/live', { language: 'zh-CN', theme: 'dark', ...SMALL }],
  ['ramp', '#/live', { language: 'en', theme: 'light', ...SMALL }],
  ['ramp', '#/live', { language: 'zh-CN', theme: 'dark', ...LARGE }],
  ['loading', '#/live', { language: 'zh-CN', theme: 'light', ...SMALL }],
  ['crash', '#/live', { language: 'en', theme: 'dark', ...SMALL }],
  ['manual', '#/live', { language: 'en', theme: 'light', ...SMALL }],
  ['manual', '#/live', { language: 'zh-CN', theme: 'dark', ...SMALL }],
  ['sixty', '#/live', { language: 'en', theme: 'dark', ...SMALL }],
  ['sixty', '#/live', { language: 'zh-CN', theme: 'light', ...LARGE }],
  ['ended', '#/live', { language: 'en', theme: 'light', ...LARGE }],
  ['ramp', '#/plan', { language: 'en', theme: 'light', ...SMALL }],
  ['manual', '#/plan', { language: 'zh-CN', theme: 'dark', ...SMALL }],
  ['nothing', '#/plan', { language: 'en', theme: 'dark', ...LARGE }],
  ['nothing', '#/plan', { language: 'zh-CN', theme: 'light', ...LARGE }],
  ['ended', `#/result/${RUN}`, { language: 'en', theme: 'dark', ...SMALL }],
  ['ended', `#/result/${RUN}`, { language: 'zh-CN', theme: 'light', ...SMALL }],
  ['cutOff', `#/result/${RUN}`, { language: 'en', theme: 'light', ...SMALL }],
  ['cutOff', `#/result/${RUN}`, { language: 'zh-CN', theme: 'dark', ...LARGE }],
  ['interrupted', '#/live', { language: 'en', theme: 'light', ...SMALL }],
  ['interrupted', `#/result/${RUN}`, { language: 'en', theme: 'light', ...SMALL }],
  ['interrupted', `#/result/${RUN}`, { language: 'zh-CN', theme: 'dark', ...SMALL }],
  ['oneCopy', '#/live', { language: 'zh-CN', theme: 'dark', ...SMALL }],
  ['oneCopy', '#/live', { language: 'en', theme: 'light', ...SMALL }],
  ['oneCopy', `#/result/${RUN}`, { language: 'zh-CN', theme: 'light', ...LARGE }],
  ['outOfTime', '#/live', { language: 'en', theme: 'light', ...SMALL }],
  ['outOfTime', '#/live', { language: 'zh-CN', theme: 'dark', ...SMALL }],
  ['outOfTime', `#/result/${RUN}`, { language: 'en', theme: 'dark', ...SMALL }],
  ['outOfTime', `#/result/${RUN}`, { language: 'zh-CN', theme: 'light', ...SMALL }],
  ['ended', '#/runs', { language: 'en', theme: 'light', ...SMALL }],
  ['ended', '#/settings', { language: 'en', theme: 'light', ...SMALL }],
  ['ended', '#/settings', { language: 'zh-CN', theme: 'dark', ...LARGE }],
  ['ramp', '#/settings', { language: 'zh-CN', theme: 'light', ...SMALL }],
  ['ended', '#/settings', { language: 'en', theme: 'dark', ...LARGE }],
  ['many', '#/runs', { language: 'en', theme: 'light', ...SMALL }],
  ['many', '#/runs', { language: 'zh-CN', theme: 'dark', ...LARGE }],
  ['many', '#/compare/a,b,c', { language: 'en', theme: 'light', ...SMALL }],
  ['many', '#/compare/a,b,c,d,e', { language: 'zh-CN', theme: 'dark', ...LARGE }],
  ['nothing', '#/runs', { language: 'zh-CN', theme: 'dark', ...SMALL }],
  ['nothing', '#/planner', { language: 'en', theme: 'light', ...SMALL, draft: 'blank' }],
  ['nothing', '#/planner', { language: 'en', theme: 'light', ...SMALL, draft: 'worked' }],
  ['nothing', '#/planner', { language: 'zh-CN', theme: 'light', ...SMALL, draft: 'nonsense' }],
  ['ended', '#/planner', { language: 'en', theme: 'dark', ...SMALL, draft: 'everything' }],
  ['ended', '#/planner', { language: 'zh-CN', theme: 'dark', ...LARGE, draft: 'everything' }],
];

vi.setConfig({ testTimeout: LONG, hookTimeout: LONG });

describeWith(['chromium', 'chinese-font'], 'the dashboard in a real browser', () => {
  let server: ScreenServer;
  let browser: Browser;
  beforeAll(async () => {
    mkdirSync(PICTURES, { recursive: true });
    server = await serveScreens();
    browser = await startBrowser();
  });
  afterAll(async () => {
    await browser.close();
    await server.close();
  });

  async function opened(scene: string, hash: string, look: Look): Promise<{ page: Page; said: string[] }> {
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
      () =>
        document.querySelectorAll('.explorer').length === document.querySelectorAll('.explorer svg').length,
    );
    return { page, said };
  }

  it.each(SCREENS)('shows %s at %s whole, apart and to everybody: %o', async (scene, hash, look) => {
    const { page, said } = await opened(scene, hash, look);
    const screen = hash.slice(2).split('/')[0] ?? '';
    const name = `${screen}.${look.draft ?? scene}.${look.language}.${look.theme}.${look.width}.png`;
    await page.screenshot({ path: path.join(PICTURES, name) });
    const inDocs = process.env['KNEESCOPE_PICTURES'] === 'docs' ? IN_DOCS[name] : undefined;
    if (inDocs !== undefined)
      copyFileSync(path.join(PICTURES, name), path.join(ROOT, 'docs/pictures', inDocs));
    expect(await layoutFaults(page)).toEqual([]);
    expect(await accessibilityFaults(page)).toEqual([]);
    expect(said).toEqual([]);
    await page.context().close();
  });

  const asked = (page: Page, method: string) =>
    page.evaluate(
      (name) =>
        (window as unknown as { asked: { method: string; params: unknown }[] }).asked
          .filter((one) => one.method === name)
          .map(({ params }) => params),
      method,
    );
  const LOOK: Look = { language: 'en', theme: 'light', ...SMALL };

  it('is driven by keys alone', async () => {
    const { page } = await opened('manual', '#/live', LOOK);
    await page.keyboard.press('l');
    await page.keyboard.press('s');
    await page.keyboard.press('c');
    expect(await asked(page, 'run.launch')).toEqual([{ run: RUN }]);
    expect(await asked(page, 'run.stop')).toEqual([{ run: RUN, instance: 3 }]);
    expect(await asked(page, 'run.confirm')).toEqual([{ run: RUN, instance: null }]);
    await page.keyboard.press('e');
    expect(await asked(page, 'run.end')).toEqual([]);
    await page.keyboard.press('Enter');
    expect(await asked(page, 'run.end')).toEqual([{ run: RUN }]);
    await page.keyboard.press('1');
    await page.getByLabel('Executable').fill('lll');
    expect(await asked(page, 'run.launch')).toHaveLength(1);
    await page.getByLabel('Executable').press('F8');
    expect(await asked(page, 'run.emergencyStop')).toEqual([{ run: RUN }]);
    await page.context().close();
  });

  it('lists its keys, and lets single letters be switched off', async () => {
    const { page } = await opened('ramp', '#/live', LOOK);
    await page.keyboard.press('?');
    const list = page.getByRole('dialog', { name: 'Keys' });
    await list.getByText('Emergency stop').waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await list.getByLabel('Single letters work as keys').uncheck();
    await page.keyboard.press('Escape');
    await list.waitFor({ state: 'detached' });
    await page.keyboard.press('h');
    expect(await asked(page, 'run.hold')).toEqual([]);
    await page.keyboard.press('F8');
    expect(await asked(page, 'run.emergencyStop')).toEqual([{ run: RUN }]);
    await page.context().close();
  });

  it('shows what an instance last said, and gives the focus back', async () => {
    const { page } = await opened('ramp', '#/live', LOOK);
    const tile = page.getByRole('button', { name: /^Instance 2, ready, pid/u });
    await tile.focus();
    await page.keyboard.press('Enter');
    const log = page.getByRole('dialog', { name: 'Instance 2' });
    await log.getByText('[39] frame fps=59.9').waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await log.waitFor({ state: 'detached' });
    expect(await tile.evaluate((element) => element === document.activeElement)).toBe(true);
    await page.context().close();
  });

  it('tells how hot every card is and how fast it runs, also where four have little room', async () => {
    const { page } = await opened('sixty', '#/live', LOOK);
    for (const [name, readings] of [
      ['Temperature', /^(?:\d+ · ){3}\d+ °C$/u],
      ['Clock', /^(?:\d+ · ){3}\d+ %$/u],
    ] as const) {
      const row = page.locator('.card-heat div').filter({ hasText: name });
      expect(await row.locator('dd').textContent()).toMatch(readings);
      const [shown, room] = [await row.boundingBox(), await page.locator('.live-box-cards').boundingBox()];
      expect(shown!.y + shown!.height).toBeLessThanOrEqual(room!.y + room!.height + 1);
    }
    await page.context().close();
  });

  it('keeps the name of a card on its line, however long it is', async () => {
    const { page } = await opened('ramp', '#/live', { language: 'en', theme: 'light', ...SMALL });
    const name = page.locator('.gpu-name span').first();
    await name.waitFor();
    await name.evaluate((element) => {
      element.textContent = 'GPU 0 · RTX PRO 6000 Blackwell Max-Q Workstation Edition';
    });
    const [words, strips] = await Promise.all([
      name.boundingBox(),
      page.locator('.gpu .gpu-strips').first().boundingBox(),
    ]);
    expect(words!.y + words!.height).toBeLessThanOrEqual(strips!.y + 1);
    expect((await layoutFaults(page)).filter((fault) => fault.startsWith('on one another'))).toEqual([]);
    await page.context().close();
  });

  it('zooms and moves the run by wheel, pointer and keys', async () => {
    const { page } = await opened('ramp', '#/live', LOOK);
    const explorer = page.locator('.explorer');
    const shown = () => explorer.locator('svg').first().innerHTML();
    const whole = await shown();
    await explorer.focus();
    await page.keyboard.press('+');
    await page.getByRole('radio', { name: 'Own part' }).waitFor();
    const closer = await shown();
    expect(closer).not.toBe(whole);
    await page.keyboard.press('ArrowLeft');
    await expect.poll(shown, POLL).not.toBe(closer);
    await page.keyboard.press('0');
    await expect.poll(shown, POLL).toBe(whole);
    await explorer.hover();
    await page.mouse.wheel(0, -400);
    await expect.poll(shown, POLL).not.toBe(whole);
    await page.context().close();
  });

  it('is moved by dragging, and stays where it is let go', async () => {
    const { page } = await opened('ramp', '#/live', LOOK);
    const explorer = page.locator('.explorer');
    const marks = () => explorer.locator('svg').first().innerHTML();
    await explorer.focus();
    for (let closer = 0; closer < 4; closer++) await page.keyboard.press('+');
    await page.getByRole('radio', { name: 'Own part' }).waitFor();
    const before = await marks();
    const { x, y, width, height } = (await explorer.boundingBox())!;
    const [middle, low] = [x + width / 2, y + height / 2];
    await page.mouse.move(middle, low);
    await page.mouse.down();
    await page.mouse.move(middle + width / 4, low, { steps: 5 });
    await expect.poll(marks, POLL).not.toBe(before);
    // What the pointer did last is on the screen two frames later.
    await page.evaluate(
      () =>
        new Promise((resolve) => {
          requestAnimationFrame(() => requestAnimationFrame(resolve));
        }),
    );
    const moved = await marks();
    await page.mouse.up();
    await page.mouse.move(middle - width / 4, low, { steps: 5 });
    expect(await marks()).toBe(moved);
    // Back by the same way it is where it was: a drag moves by what the pointer moves, no more.
    await page.mouse.move(middle + width / 4, low);
    await page.mouse.down();
    await page.mouse.move(middle, low, { steps: 5 });
    await page.mouse.up();
    await expect.poll(marks, POLL).toBe(before);
    await page.context().close();
  });

  it.each([
    ['ramp', { language: 'en', theme: 'light', ...SMALL }],
    ['crash', { language: 'zh-CN', theme: 'dark', ...SMALL }],
    ['sixty', { language: 'en', theme: 'light', ...LARGE }],
    ['manual', { language: 'zh-CN', theme: 'light', ...SMALL }],
  ] as const)('lets nothing move while values change: %s, %o', async (scene, look) => {
    const { page } = await opened(scene, '#/live', look);
    /** Where everything stands that is not a value itself: panels, commands, headings, strips, tiles. */
    const places = () =>
      page.evaluate(() =>
        Object.fromEntries(
          [
            ...document.querySelectorAll(
              '.panel, .hero, .hero p, .progress dt, .progress progress, .commands .button, h1, h2, .live-box svg, .strip-label, .tiles > li, .explorer svg, .live-n svg',
            ),
          ].map((element, place) => {
            const { x, y, width, height } = element.getBoundingClientRect();
            const name = `${element.tagName} ${element.textContent.slice(0, 12)}`;
            // Values change, and with them what an element is called: its place among the others does not.
            return [
              `${place} ${name.replaceAll(/\d+/gu, '#')}`,
              [x, y, width, height].map(Math.round).join(' '),
            ];
          }),
        ),
      );
    await page.evaluate(() => document.fonts.ready);
    const before = Object.values(await places());
    for (let step = 0; step < SECONDS; step++) {
      await page.evaluate((at) => {
        (window as unknown as { nextSecond: (step: number) => void }).nextSecond(at);
      }, step);
      // A look is shown at most four times a second; the time that has passed tells that this one is.
      await expect
        .poll(() => page.locator('.progress dd').first().textContent(), POLL)
        .toBe(['0:59', '1:00', '9:59', '10:00', '59:59', '10:00:00'][step]);
      const after = await places();
      expect(
        Object.entries(after).flatMap(([name, box], place) =>
          box === before[place] ? [] : [`${name}: ${before[place]} → ${box}`],
        ),
      ).toEqual([]);
    }
    await page.context().close();
  });

  it('tells one that hangs by its sign and a word, not by its colour alone', async () => {
    const { page } = await opened('crash', '#/live', LOOK);
    const signs = (state: string) =>
      page
        .locator(`.tile-${state} .sign path`)
        .evaluateAll((paths) => paths.map((path) => path.getAttribute('d') ?? ''));
    const hung = await signs('hung');
    expect(hung).toHaveLength(1);
    for (const state of ['ready', 'ended']) expect(await signs(state), state).not.toContain(hung[0]);
    const tile = page.locator('.tile-hung');
    expect(await tile.locator('.unseen').textContent()).toMatch(/^Instance 3, hangs/u);
    await tile.click();
    const window = page.getByRole('dialog', { name: 'Instance 3' });
    await window.getByText('hangs', { exact: true }).waitFor();
    // It can be stopped like any that runs.
    expect(await window.getByRole('button', { name: 'Stop this one' }).isEnabled()).toBe(true);
    await page.context().close();
  });

  it('keeps still for whoever asked for less motion', async () => {
    const moving = (page: Page) =>
      page.evaluate(() => document.getAnimations().filter(({ playState }) => playState === 'running').length);
    const { page } = await opened('crash', '#/live', LOOK);
    expect(await moving(page)).toBe(0);
    const slow = await page.evaluate(
      () =>
        [...document.querySelectorAll('*')].filter((element) =>
          ['', '::before', '::after'].some((part) => {
            const { transitionDuration, animationDuration } = getComputedStyle(element, part);
            return [transitionDuration, animationDuration]
              .join()
              .split(',')
              .some((time) => Number.parseFloat(time) > 0);
          }),
        ).length,
    );
    expect(slow).toBe(0);
    await page.emulateMedia({ reducedMotion: 'no-preference' });
    await page.context().close();
  });

  it('shows lost readings as a gap, and says why', async () => {
    const { page } = await opened('loading', '#/live', LOOK);
    await page.locator('.explorer').getByText('no readings for 25 s').waitFor();
    // No line goes across: between two parts of one load lies the gap and nothing else.
    const paths = await page.locator('.explorer .load-curve').first().locator('path').all();
    const shapes = (await Promise.all(paths.map((path) => path.getAttribute('d')))).join('');
    const parts = shapes
      .split('M')
      .slice(1)
      .map((part) => part.split('L'));
    const breaks = parts.slice(1).filter((part, place) => part[0] !== parts[place]?.at(-1));
    expect(breaks).toHaveLength(1);
    await page.context().close();
  });

  it.each([
    ['ramp', 'about 2 min'],
    ['crash', 'not known yet'],
    ['manual', 'as long as you take'],
    ['ended', '–'],
  ])('says of %s how long it may still take: %s', async (scene, left) => {
    const { page } = await opened(scene, '#/live', LOOK);
    expect(await page.locator('.progress dd').nth(1).textContent()).toBe(left);
    // A bar claims to know: it is there only where something is known.
    const known = await page.locator('.progress progress').getAttribute('value');
    expect(known === null).toBe(scene === 'crash' || scene === 'manual');
    await page.context().close();
  });

  it('says what cannot be read in words, shortly, and why behind it', async () => {
    const { page } = await opened('manual', '#/live', LOOK);
    const missing = page.locator('.not-read');
    const summary = missing.locator('summary');
    expect(await summary.textContent()).toBe('Not read: GPU load, VRAM, video encoder and 3 more');
    await summary.press('Enter');
    // All six for one reason, so it is said once.
    const rows = missing.getByRole('listitem');
    expect(await rows.count()).toBe(1);
    const told = await rows.first().textContent();
    for (const name of [
      'GPU load',
      'VRAM',
      'video encoder',
      'GPU clock',
      'GPU temperature',
      'VRAM per instance',
    ])
      expect(told).toContain(name);
    expect(told?.split('libnvidia-ml.so.1')).toHaveLength(2);
    await page.context().close();
  });

  it.each(['en', 'zh-CN'] as const)(
    'says before a run what cannot be measured, each reason once, in %s',
    async (language) => {
      const { page } = await opened('reasons', '#/plan', { ...LOOK, language });
      const words = messages(language);
      const check = page.getByRole('region', { name: words.plan.check.title });
      await page.getByLabel(words.plan.executable.label).fill('/apps/Showroom');
      const rows = check.locator('.unavailable').getByRole('listitem');
      await rows.first().waitFor();
      const told = await rows.allTextContents();
      const { unavailable, report } = words;
      const names = (...readings: ReadingName[]) =>
        report.list(readings.map((reading) => readingName(reading, words)));
      const library = unavailable['no-source']({ source: 'libnvidia-ml.so.1' });
      const right = unavailable['no-right']({ source: '/dev/dri/card0', group: 'video' });
      expect(told).toEqual([
        // The first source of each counts, as it is the one that would be asked first.
        `${names('temperature', 'powerWatts')} ${library}`,
        `${names('engines')} ${right}`,
        // Nobody is told what to do about what nobody asked for.
        `${names('fps')} ${unavailable['not-asked']()}`,
      ]);
      expect(await layoutFaults(page)).toEqual([]);
      await page.context().close();
    },
  );

  it('shows second opinions as such', async () => {
    const { page } = await opened('ended', `#/result/${RUN}`, LOOK);
    const opinions = page.getByRole('region', { name: 'Second opinions' });
    await opinions.getByText('They do not decide.').waitFor();
    await page.context().close();
  });

  it('says that it decides where that takes its time', async () => {
    const { page } = await opened('ended', `#/result/${RUN}`, LOOK);
    await page.evaluate(() => {
      (window as unknown as { holdBack: (method: string) => void }).holdBack('runs.decide');
    });
    await page.getByRole('slider', { name: 'GPU' }).press('ArrowLeft');
    await page.getByText('Deciding with these limits …').waitFor();
    expect(await page.locator('.result').getAttribute('aria-busy')).toBe('true');
    await page.evaluate(() => {
      (window as unknown as { holdBack: (method: string) => void }).holdBack('');
    });
    await page.getByText('With these limits: 5. As it was run: 7.').waitFor();
    expect(await page.getByText('Deciding with these limits …').count()).toBe(0);
    await page.context().close();
  });

  it('decides anew at once where a limit is moved', async () => {
    const { page } = await opened('ended', `#/result/${RUN}`, LOOK);
    await page.getByRole('slider', { name: 'GPU' }).press('ArrowLeft');
    await page.getByText('With these limits: 5. As it was run: 7.').waitFor();
    expect(await page.locator('.verdict-number').textContent()).toBe('5');
    await page.getByRole('button', { name: 'As it was run' }).click();
    await page.getByText('With these limits: 7, as it was run.').waitFor();
    await page.context().close();
  });

  it('shows the whole of a long question and answer, to the keyboard too', async () => {
    const { page } = await opened('ended', '#/planner', { ...LOOK, draft: 'everything' });
    for (const part of [
      'Bandwidth',
      'Waiting',
      'The day, played through',
      'Boxes',
      'Other hardware (prediction)',
    ])
      await page.getByRole('region', { name: part }).waitFor();
    expect(await page.locator('.planner-chart svg').count()).toBe(5);
    const scroll = (place: string) => page.locator(place).evaluate((element) => element.scrollTop);
    await page.locator('.planner-answer').focus();
    await page.keyboard.press('End');
    await expect.poll(() => scroll('.planner-answer')).toBeGreaterThan(1000);
    await page.getByLabel('Encoder', { exact: true }).focus();
    expect(await scroll('.planner-form')).toBeGreaterThan(300);
    expect(await layoutFaults(page)).toEqual([]);
    await page.screenshot({ path: path.join(PICTURES, 'planner.everything.end.en.png') });
    await page.context().close();
  });

  it('asks about an audience by keys alone, answers nonsense beside the field, and keeps what was typed', async () => {
    const { page } = await opened('ended', '#/live', LOOK);
    await page.keyboard.press('4');
    const bitrate = page.getByLabel('Bit rate, Mbit/s');
    await page.getByLabel('Streams', { exact: true }).focus();
    await page.keyboard.type('10');
    await page.keyboard.press('Tab');
    await page.keyboard.type('20');
    await page.keyboard.press('Tab');
    await page.keyboard.type('-8');
    await page.getByText('Too small: from 0.01 to 10,000.').waitFor();
    expect(await bitrate.getAttribute('aria-invalid')).toBe('true');
    expect(await asked(page, 'audience.answer')).toEqual([]);
    await page.keyboard.press('Control+a');
    await page.keyboard.type('8');
    await page.keyboard.press('Tab');
    await page.keyboard.type('200');
    await page
      .getByRole('heading', { name: 'The uplink limits: 200 Mbit/s carry 25 of the 30 viewers.' })
      .waitFor();
    await bitrate.fill('ten');
    await page.getByText('This is not a number.').waitFor();
    await page.getByText('What is shown answers what stood there before.').waitFor();
    expect(await page.getByRole('button', { name: 'Open the report' }).isDisabled()).toBe(true);
    await bitrate.fill('4');
    await page.getByRole('heading', { name: 'Neither the render box nor the uplink limits.' }).waitFor();
    await page.reload();
    await page.getByRole('heading', { name: 'Neither the render box nor the uplink limits.' }).waitFor();
    await page.context().close();
  });

  it('finds, scrolls and marks ten thousand runs, by keys too', async () => {
    const { page } = await opened('many', '#/runs', LOOK);
    await page.getByText('10,001 kept').waitFor();
    const rows = page.getByRole('table').getByRole('rowheader');
    // Only what is in sight is on the page.
    expect(await rows.count()).toBeLessThan(60);
    await page.locator('.history-table').focus();
    await page.keyboard.press('End');
    await page.getByRole('button', { name: 'Open the result of Hall 9999' }).waitFor();
    expect(await rows.count()).toBeLessThan(60);
    await page.getByLabel('Search').fill('hall 77 1.4');
    const found = page.getByText(/^[\d,]+ of 10,001 kept$/u);
    await found.waitFor();
    const words = await found.textContent();
    await page.getByLabel('Build', { exact: true }).selectOption('1.4.2.0');
    await page.getByLabel('Tag', { exact: true }).selectOption('hall');
    await page.getByLabel('From').fill('2024-01-01');
    await expect.poll(() => found.textContent()).not.toBe(words);
    expect(await rows.count()).toBeGreaterThan(0);
    await page.getByRole('button', { name: 'Show all' }).click();
    await page.getByText('10,001 kept', { exact: true }).waitFor();
    for (const name of ['Hall 1', 'Hall 2'])
      await page.getByRole('checkbox', { name: `Choose ${name}`, exact: true }).press('Space');
    await page.keyboard.press('c');
    await page.getByRole('heading', { name: 'Compare' }).waitFor();
    expect(await asked(page, 'runs.compare')).toHaveLength(1);
    await page.context().close();
  });

  it('names, pins, deletes and brings back', async () => {
    const { page } = await opened('many', '#/runs', LOOK);
    await page.getByRole('button', { name: 'Name, tags and note of Hall 1', exact: true }).click();
    const window = page.getByRole('dialog', { name: 'Name, tags and note' });
    await window.getByLabel('Name').fill('Hall one');
    await window.getByLabel('Tags').fill('a, b,, a');
    await window.getByLabel('Note').fill('looked at');
    expect(await accessibilityFaults(page)).toEqual([]);
    await window.getByRole('button', { name: 'Save' }).press('Enter');
    await window.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: /^Pin Hall 1:/u }).press('Enter');
    await page.getByRole('button', { name: 'Delete Hall 2', exact: true }).press('Enter');
    await page.getByText('Deleted 1 run; for a day it can be undone.').waitFor();
    expect(await layoutFaults(page)).toEqual([]);
    await page.keyboard.press('u');
    await page.getByText('10,001 kept').waitFor();
    const labels = await asked(page, 'runs.label');
    expect(labels).toMatchObject([
      { name: 'Hall one', tags: ['a', 'b'], note: 'looked at' },
      { pinned: true },
    ]);
    const [removed] = (await asked(page, 'runs.remove')) as { runs: string[] }[];
    expect(removed!.runs).toHaveLength(1);
    expect(await asked(page, 'runs.bringBack')).toEqual([removed]);
    await page.context().close();
  });

  it.each(['en', 'zh-CN'] as const)(
    'says why a run cannot be trusted, and claims nothing of it, in %s',
    async (language) => {
      const { verdict: words, result, report, live } = messages(language);
      const why = words.invalid['interrupted']!();
      const shown = await opened('interrupted', `#/result/${RUN}`, { ...LOOK, language });
      const main = shown.page.locator('main');
      await main.getByText(why).waitFor();
      const text = await main.innerText();
      expect(text.indexOf(why)).toBeLessThan(text.indexOf(result.goOn.text));
      expect(text).not.toContain(result.noWarnings);
      expect(text).not.toContain(result.opinions.title);
      expect(text).not.toContain(report.facts.framesNotMeasured);
      expect(text).not.toContain(report.facts.safe);
      expect(text).toContain(report.warnings.noneElse);
      expect(await main.locator('.verdict-number').innerText()).toBe('–');
      await shown.page.context().close();

      const { page } = await opened('oneCopy', '#/live', { ...LOOK, language });
      const hero = page.locator('.hero');
      await hero.getByText(words.invalid['single-instance']!()).waitFor();
      expect(await hero.innerText()).toContain(live.standing.invalid);
      expect(await hero.innerText()).not.toMatch(/\d/u);
      await page.context().close();
    },
  );

  it.each(['en', 'zh-CN'] as const)(
    'says that the time was up, what is known, and how to go on, in %s',
    async (language) => {
      const { verdict: words, result, live } = messages(language);
      const known = explainWarning(
        { code: 'budget', text: '', data: { seconds: 252, atLeast: 5 } },
        language,
      );
      const { page } = await opened('outOfTime', '#/live', { ...LOOK, language });
      await page.locator('.hero').getByText(known).waitFor();
      await page.locator('.hero-doing').getByText(live.standing.outOfTime).waitFor();
      await page.context().close();
      const shown = await opened('outOfTime', `#/result/${RUN}`, { ...LOOK, language });
      await shown.page
        .locator('.verdict')
        .getByText(words.outOfTime({ cap: 5 }))
        .waitFor();
      await shown.page.locator('.result-warnings').getByText(known).waitFor();
      await shown.page.getByRole('button', { name: result.goOn.button }).click();
      await expect.poll(() => asked(shown.page, 'run.resume'), POLL).toMatchObject([{ run: RUN }]);
      await shown.page.context().close();
    },
  );

  it('goes from a result to its audience', async () => {
    const { page } = await opened('ended', `#/result/${RUN}`, LOOK);
    await page.getByRole('button', { name: 'Audience …' }).press('Enter');
    await page.getByLabel('Bit rate, Mbit/s').fill('8');
    await page.getByText('7 streams at 8 Mbit/s need 56 Mbit/s.').first().waitFor();
    expect(await asked(page, 'audience.answer')).toMatchObject([{ question: { run: RUN, streams: null } }]);
    await page.context().close();
  });

  it('says what is wrong with a plan where it is wrong, and starts none that is', async () => {
    const { page } = await opened('nothing', '#/plan', LOOK);
    const start = page.getByRole('button', { name: 'Start the probe' });
    expect(await start.isDisabled()).toBe(true);
    await page.getByLabel('Executable').fill('/apps/missing');
    await page.getByText('There is no program /apps/missing. Did you mean Showroom.exe?').waitFor();
    expect(await page.getByLabel('Executable').getAttribute('aria-invalid')).toBe('true');
    expect(await start.isDisabled()).toBe(true);
    await page.getByLabel('Executable').fill('/apps/Showroom');
    await page.getByLabel('Arguments, one a line').fill('-RenderOffScreen\n-Port={port:8888}\n');
    await page.getByText('/apps/Showroom -RenderOffScreen -Port=8890').waitFor();
    await start.click();
    await expect
      .poll(() => asked(page, 'run.start'), POLL)
      .toMatchObject([
        {
          box: 'local',
          plan: { executable: '/apps/Showroom', arguments: ['-RenderOffScreen', '-Port={port:8888}'] },
        },
      ]);
    await page.context().close();
  });

  it('can say everything that a plan can', async () => {
    const { page } = await opened('nothing', '#/plan', LOOK);
    const fill = (label: string, text: string) => page.getByLabel(label, { exact: true }).fill(text);
    const choose = (label: string, value: string) =>
      page.getByLabel(label, { exact: true }).selectOption(value);
    await choose('From a template', 'unreal-pixel-streaming');
    await page.getByText('Each instance needs its signalling server').waitFor();
    expect(await page.getByLabel('Arguments, one a line').inputValue()).toContain(
      '-PixelStreamingPort={port:8888}',
    );
    await fill('Name', 'Hall');
    await fill('Executable', '/apps/Showroom');
    await fill('Arguments, one a line', '-a');
    await fill('Working folder', '/apps');
    await fill('Environment, NAME=value a line', 'SLOT={index}\nEMPTY=');
    await page.getByLabel('A folder of its own for each instance').check();
    await fill('Folder to copy', '/apps');
    await fill('Copies go into', '/copies');
    await fill('Only linked, one a line', '*.pak');
    await fill('Tags, name=value a line', 'build=1.4.2');
    await choose('Ready', 'log');
    await fill('Regular expression in its output', 'up');
    await fill('At the latest after, s', '90');
    await choose('Frame rates', 'output');
    await fill('Regular expression with one group', 'fps=([0-9]+)');
    await fill('Frame rate to keep', '30');
    await choose('Asked to end by', 'stdin');
    await fill('The line', 'bye');
    await fill('Ended by force after, s', '3');
    await choose('When all end', 'newest-first');
    await page.getByRole('radio', { name: 'all see all' }).check();
    for (const name of ['CPU', 'GPU', 'VRAM', 'RAM', 'Encoder', 'Frame floor'])
      await page.getByRole('slider', { name, exact: true }).fill('77');
    await page.getByRole('radio', { name: 'one by one' }).check();
    await page.getByRole('radio', { name: 'quick' }).check();
    await fill('Cap', '9');
    await fill('Tick, s', '2');
    await fill('Ends after, min', '2');
    await page.getByLabel('not guarded').nth(1).check();
    await fill('Free disk to leave, MiB', '5');
    await fill('Free VRAM to leave, MiB', '6');
    await fill('GPU no hotter than, °C', '80');
    await page.getByRole('button', { name: 'Start the probe' }).click();
    await expect.poll(async () => (await asked(page, 'run.start')).length).toBe(1);
    const [start] = (await asked(page, 'run.start')) as { plan: unknown }[];
    expect(start?.plan).toEqual({
      format: 'kneescope.plan/1',
      name: 'Hall',
      executable: '/apps/Showroom',
      arguments: ['-a'],
      workingDirectory: '/apps',
      environment: { SLOT: '{index}', EMPTY: '' },
      copies: { source: '/apps', into: '/copies', link: ['*.pak'] },
      tags: { build: '1.4.2' },
      ready: { by: 'log', pattern: 'up', timeoutSeconds: 90 },
      frames: { from: 'output', pattern: 'fps=([0-9]+)' },
      fpsTarget: 30,
      stop: { ask: 'stdin', line: 'bye', graceSeconds: 3, order: 'newest-first' },
      gpus: { spread: 'none' },
      limits: { cpu: 77, gpu: 77, vram: 77, ram: 77, encoder: 77, fpsFloor: 77 },
      method: 'steady',
      mode: 'quick',
      cap: 9,
      tick: 2,
      guards: { budgetSeconds: 120, freeRamMiB: null, freeDiskMiB: 5, freeVramMiB: 6, gpuCelsius: 80 },
    });
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Download' }).click();
    const file = await download;
    expect(file.suggestedFilename()).toBe('Hall.plan.json');
    await page.context().close();
  });
});
