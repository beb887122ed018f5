import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { LARGE, LOOK, POLL, SMALL, describeScreens } from '../../build/test/screens/describe-screens.ts';
import { SECONDS } from '../../build/test/screens/next-second.ts';

describeScreens('the curves of Live in a real browser', (opened) => {
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
});
