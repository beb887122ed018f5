import { expect, it } from 'vitest';
import { accessibilityFaults } from '../../build/test/screens/accessibility.ts';
import { LOOK, asked, describeScreens } from '../../build/test/screens/describe-screens.ts';
import { layoutFaults } from '../../build/test/screens/layout-faults.ts';

describeScreens('the kept runs in a real browser', (opened) => {
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
});
