import { expect, it } from 'vitest';
import { accessibilityFaults } from '../../build/test/screens/accessibility.ts';
import { LOOK, RUN, SMALL, asked, describeScreens } from '../../build/test/screens/describe-screens.ts';
import { layoutFaults } from '../../build/test/screens/layout-faults.ts';
import { press } from '../../build/test/screens/press.ts';

describeScreens('Live in a real browser', (opened) => {
  it('is driven by keys alone', async () => {
    const { page } = await opened('manual', '#/live', LOOK);
    await press(page, 'L');
    await press(page, 'S');
    await press(page, 'C');
    expect(await asked(page, 'run.launch')).toEqual([{ run: RUN }]);
    expect(await asked(page, 'run.stop')).toEqual([{ run: RUN, instance: 3 }]);
    expect(await asked(page, 'run.confirm')).toEqual([{ run: RUN, instance: null }]);
    await press(page, 'E');
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
    await press(page, 'F8');
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
});
