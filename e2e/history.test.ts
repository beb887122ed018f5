import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { noBrowser, startBrowser } from '../build/test/browser.ts';
import { sampleRun } from '../build/test/sample-run.ts';
import { manyRuns } from '../build/test/screens/kept-runs.ts';
import { accessibilityFaults } from '../build/test/screens/accessibility.ts';
import { layoutFaults } from '../build/test/screens/layout-faults.ts';
import { openDatabase } from '../main/store/database.ts';
import { Store } from '../main/store/store.ts';
import type { Comparison } from '../shared/model/comparison.ts';
import type { RunsDocument } from '../shared/model/runs.ts';
import { Cli, ROOT } from './cli.ts';
import { Dashboard, type Complaints, type PageOptions } from './dashboard.ts';

/** Two cores that others share: what takes seconds elsewhere may take minutes here. */
const LONG = 240_000;
const SCRIPTED = `"${process.execPath}" "${path.join(ROOT, 'examples/driver/scripted-box.js')}" --noise 0.3`;
const FIXTURES = path.join(ROOT, 'main/imports/fixtures');

type Opened = Page & Complaints;

describe.skipIf(noBrowser !== null)('the history on the real engine', { timeout: LONG }, () => {
  let browser: Browser;
  let dashboard: Dashboard;
  let cli: Cli;
  beforeAll(async () => {
    cli = new Cli();
    for (const demand of [11, 11.1, 16])
      await cli.run(
        ...['probe', '--box', `driver:${SCRIPTED} --demand ${demand}`, '--method', 'steady'],
        ...['--tag', `demand-${demand}`],
      );
    dashboard = await Dashboard.start([], { TMPDIR: cli.folder }, cli);
    browser = await startBrowser();
  }, LONG);
  afterAll(async () => {
    await browser.close();
    await dashboard.remove();
  });

  async function open(at: Dashboard, options: PageOptions = {}): Promise<Opened> {
    const page = await at.page(browser, options);
    page.setDefaultTimeout(LONG / 2);
    await page.locator('.top-open').waitFor();
    await page.keyboard.press('3');
    return page;
  }
  async function whole(page: Opened): Promise<void> {
    expect(await layoutFaults(page)).toEqual([]);
    expect(await accessibilityFaults(page)).toEqual([]);
    expect(page.complaints).toEqual([]);
  }
  const kept = async () => (await cli.json<RunsDocument>('runs')).runs;
  const runWith = async (tag: string) => (await kept()).find(({ tags }) => tags.includes(tag))!;
  const handOver = (page: Page, files: readonly string[]) =>
    page.locator('input[type=file]').setInputFiles([...files]);

  it('names and pins a run, deletes one and brings it back, and the command line sees the same', async () => {
    const page = await open(dashboard);
    await page.getByText('3 kept', { exact: true }).waitFor();
    await page.getByLabel('Search').fill('demand-16');
    await page.getByText('1 of 3 kept').waitFor();
    await page.getByRole('button', { name: /^Name, tags and note of/u }).click();
    const window = page.getByRole('dialog');
    await window.getByLabel('Name').fill('The heavy one');
    await window.getByLabel('Note').fill('wants more of the GPU');
    await window.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('button', { name: 'Open the result of The heavy one' }).waitFor();
    await page.getByRole('button', { name: /^Pin The heavy one/u }).click();
    await page.locator('[aria-pressed=true]').waitFor();
    expect(await runWith('demand-16')).toMatchObject({
      name: 'The heavy one',
      note: 'wants more of the GPU',
      pinned: true,
    });
    await page.getByRole('button', { name: 'Delete The heavy one' }).click();
    await page.getByText('Deleted 1 run; for a day it can be undone.').waitFor();
    expect(await kept()).toHaveLength(2);
    // Whoever leaves and comes back can still undo it.
    await page.keyboard.press('1');
    await page.keyboard.press('3');
    await page.getByText('Deleted 1 run; for a day it can be undone.').waitFor();
    await page.keyboard.press('u');
    await page.getByText('3 kept', { exact: true }).waitFor();
    expect((await runWith('demand-16')).name).toBe('The heavy one');
    await whole(page);
    await page.context().close();
  });

  it('compares three runs on the same n, as the command line does', async () => {
    const page = await open(dashboard);
    const choices = page.getByRole('checkbox', { name: /^Choose/u });
    await choices.nth(2).waitFor();
    for (const choice of await choices.all()) await choice.check();
    await page.getByRole('button', { name: 'Compare 3' }).click();
    const [first, second, third] = await Promise.all(['demand-11', 'demand-11.1', 'demand-16'].map(runWith));
    const of = (candidate: string) => cli.json<Comparison>('compare', first!.run, candidate);
    const [same, worse] = [await of(second!.run), await of(third!.run)];
    expect(worse.result).toBe('worse');
    await page.locator('.compare-side').nth(2).locator('.compare-result').waitFor();
    const sides = page.locator('.compare-side');
    expect(await sides.nth(1).getAttribute('class')).toContain(`compare-${same.result}`);
    expect(await sides.nth(2).getAttribute('class')).toContain('compare-worse');
    expect(await sides.nth(2).innerText()).toContain(
      `Worse: the box carries ${third!.capacity} copies, it was ${first!.capacity}.`,
    );
    await page.locator('.compare-chart svg').waitFor();
    await page.getByRole('radio', { name: 'CPU' }).check();
    await page.getByRole('heading', { name: 'CPU over instances' }).waitFor();
    await whole(page);
    await page.reload();
    await sides.nth(2).getByText('Worse:').waitFor();
    await page.context().close();
  });

  it('takes in a run of ours and another program’s file, each once, and leaves no file behind', async () => {
    const page = await open(dashboard, { language: 'zh-CN' });
    await page.getByText('共 3 次测试').waitFor();
    const { run } = await runWith('demand-11');
    const file = path.join(cli.folder, 'moved.kneescope-run');
    await cli.run('export', run, file);
    await handOver(page, [file]);
    await page.getByText('1 次测试原本就在这里。').waitFor();
    await cli.run('delete', run);
    await handOver(page, [file]);
    await page.getByText('已导入 1 次测试。').waitFor();
    expect((await kept()).map((one) => one.run)).toContain(run);

    // As a browser hands it over when it is dropped.
    const text = readFileSync(path.join(FIXTURES, 'nvidia-query.csv'), 'utf8');
    const transfer = await page.evaluateHandle((content) => {
      const data = new DataTransfer();
      data.items.add(new File([content], 'nvidia-query.csv'));
      return data;
    }, text);
    await page.dispatchEvent('.history-import', 'dragover', { dataTransfer: transfer });
    await page.locator('.history-over').waitFor();
    await page.dispatchEvent('.history-import', 'drop', { dataTransfer: transfer });
    await page.getByRole('button', { name: '打开 nvidia-query.csv 的结果' }).waitFor();
    expect(await kept()).toHaveLength(4);
    await handOver(page, [path.join(FIXTURES, 'nvidia-query.csv')]);
    await page.getByText('1 次测试原本就在这里。').waitFor();

    const wrong = path.join(cli.folder, 'letter.txt');
    writeFileSync(wrong, 'Dear Sir,\n');
    await handOver(page, [wrong]);
    await page.getByRole('alert').getByText('letter.txt').waitFor();
    expect(readdirSync(cli.folder).filter((name) => name.startsWith('kneescope-import-'))).toEqual([]);
    expect(page.complaints).toEqual([]);
    await page.context().close();
  });

  it('holds ten thousand runs: they are found, scrolled and opened', async () => {
    const many = new Cli();
    const { recording, verdict } = sampleRun({ levels: 2 });
    const opened = openDatabase(path.join(many.data, 'kneescope'));
    const store = new Store(opened);
    // In one go: made durable one by one they would take half a minute.
    opened.database.transaction(() => {
      for (const { run, startedAt, name, tags } of manyRuns(10_000)) {
        const meta = { ...recording.meta, run, startedAt, plan: { name } };
        store.add({
          run: run.toLowerCase(),
          meta,
          tags,
          samples: [],
          events: [],
          verdict: { ...verdict, run },
        });
      }
    })();
    store.close();
    const large = await Dashboard.start([], {}, many);
    try {
      const page = await open(large);
      await page.getByText('10,000 kept', { exact: true }).waitFor();
      await page.getByLabel('Search').fill('hall 9876');
      await page.getByRole('button', { name: 'Open the result of Hall 9876' }).click();
      await page.getByRole('heading', { name: 'Hall 9876' }).waitFor();
      await page.keyboard.press('3');
      await page.locator('.history-table').focus();
      await page.keyboard.press('End');
      await page.getByRole('button', { name: 'Open the result of Hall 9999' }).waitFor();
      expect(await page.getByRole('rowheader').count()).toBeLessThan(60);
      await page.context().close();
    } finally {
      await large.remove();
    }
  });
});
