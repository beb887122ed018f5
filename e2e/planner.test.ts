import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { noBrowser, startBrowser } from '../build/test/browser.ts';
import { accessibilityFaults } from '../build/test/screens/accessibility.ts';
import { layoutFaults } from '../build/test/screens/layout-faults.ts';
import { audienceSchema, type Audience } from '../shared/model/audience.ts';
import type { RunsDocument } from '../shared/model/runs.ts';
import { Cli, ROOT } from './cli.ts';
import { Dashboard, type Complaints, type PageOptions } from './dashboard.ts';

/** Two cores that others share: what takes seconds elsewhere may take minutes here. */
const LONG = 240_000;
const SCRIPTED = `"${process.execPath}" "${path.join(ROOT, 'examples/driver/scripted-box.js')}" --noise 0.3`;

type Opened = Page & Complaints;

describe.skipIf(noBrowser !== null)('the audience on the real engine', { timeout: LONG }, () => {
  let browser: Browser;
  let dashboard: Dashboard;
  let cli: Cli;
  beforeAll(async () => {
    cli = new Cli();
    // Two boxes that were really measured through the driver protocol: on the second the program needs half the GPU.
    for (const [demand, cpuDemand] of [
      [11, 4],
      [5.5, 2],
    ])
      await cli.run(
        ...['probe', '--box', `driver:${SCRIPTED} --demand ${demand} --cpuDemand ${cpuDemand}`],
        ...['--method', 'steady', '--tag', `demand-${demand}`],
      );
    dashboard = await Dashboard.start([], {}, cli);
    browser = await startBrowser();
  }, LONG);
  afterAll(async () => {
    await browser.close();
    await dashboard.remove();
  });

  async function open(options: PageOptions = {}): Promise<Opened> {
    const page = await dashboard.page(browser, options);
    page.setDefaultTimeout(LONG / 2);
    await page.locator('.top-open').waitFor();
    await page.keyboard.press('4');
    return page;
  }
  async function whole(page: Opened): Promise<void> {
    expect(await layoutFaults(page)).toEqual([]);
    expect(await accessibilityFaults(page)).toEqual([]);
    expect(page.complaints).toEqual([]);
  }
  const fill = async (page: Page, fields: Record<string, string>) => {
    for (const [label, text] of Object.entries(fields))
      await page.getByLabel(label, { exact: true }).fill(text);
  };
  const saved = async (page: Page): Promise<Audience> => {
    await page.getByText('Up to date').waitFor();
    const coming = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Save as JSON' }).click();
    const file = await (await coming).path();
    return audienceSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  };
  const kept = async () => (await cli.json<RunsDocument>('runs')).runs;
  const runWith = async (tag: string) => (await kept()).find(({ tags }) => tags.includes(tag))!;

  it('answers typed numbers, refuses nonsense in words, and writes the page', async () => {
    const page = await open();
    await fill(page, { Streams: '10', Spectators: '20', 'Bit rate, Mbit/s': '8', 'Uplink, Mbit/s': '1e9' });
    await page.getByText('Too big: from 0 to 10,000,000.').waitFor();
    await fill(page, { 'Uplink, Mbit/s': '200' });
    await page.getByRole('radio', { name: 'let in who fits' }).check();
    await page.getByText('Viewer 26 is told').waitFor();
    await whole(page);
    // The very document that the command line prints.
    const told = [
      '--streams',
      '10',
      '--bitrate',
      '8',
      '--spectators',
      '20',
      '--uplink',
      '200',
      '--policy',
      'admit',
    ];
    expect(await saved(page)).toEqual(await cli.json<Audience>('audience', ...told));
    const opening = page.context().waitForEvent('page');
    await page.getByRole('button', { name: 'Open the report' }).click();
    const report = await opening;
    await report.getByText('The uplink limits: 200 Mbit/s carry 25 of the 30 viewers.').waitFor();
    await page.context().close();
  });

  it('starts from a kept run, plays the day through, chooses boxes, and stands in the report of the run', async () => {
    const page = await open();
    const { run, capacity } = await runWith('demand-11');
    await page.getByLabel('Start from').selectOption(run);
    await page.getByRole('radio', { name: 'hour by hour' }).check();
    const hours = Array.from({ length: 24 }, (_, hour) => (hour === 20 ? 22 : 6));
    await page.getByLabel('00:00', { exact: true }).evaluate((field, text) => {
      const data = new DataTransfer();
      data.setData('text', text);
      field.dispatchEvent(
        new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
      );
    }, hours.join('\t'));
    await fill(page, { Minutes: '20', 'Patience, min': '5', 'Price of this box an hour': '2.5' });
    await page.getByRole('button', { name: 'Add a box' }).click();
    const large = page.getByRole('group', { name: 'Other boxes that can be had' });
    await large.getByLabel('Name').fill('large');
    await large.getByLabel('Carries').fill('16');
    await large.getByLabel('How many').fill('2');
    await large.getByLabel('Price an hour').fill('4');
    await page.getByRole('heading', { name: 'The day, played through' }).waitFor();
    await page.getByText('per stream-hour with every place taken').waitFor();
    await whole(page);
    const told = ['--run', run, '--arrivals', hours.join(','), '--session', '20', '--patience', '5'];
    const boxes = ['--price', '2.5', '--other-box', 'large=16*2@4'];
    const answer = await saved(page);
    expect(answer).toEqual(await cli.json<Audience>('audience', ...told, ...boxes));
    expect(answer.waiting!.places).toBe(capacity);
    expect(answer.simulation!.result!.hours[20]!.gaveUp).toBeGreaterThan(0);
    const opening = page.context().waitForEvent('page');
    await page.keyboard.press('Escape');
    await page.locator('.planner-answer').focus();
    await page.keyboard.press('r');
    const report = await opening;
    await report.getByText('Capacity report').first().waitFor();
    await report.getByText('per stream-hour with every place taken').waitFor();
    await page.context().close();
  });

  it('predicts other hardware, calibrated by two measured boxes, as the command line does', async () => {
    const page = await open({ language: 'zh-CN', theme: 'dark', width: 1920, height: 1080 });
    const [first, second] = [await runWith('demand-11'), await runWith('demand-5.5')];
    await page.getByLabel('依据').selectOption(first.run);
    await fill(page, { 显卡数: '1', 核心数: '8', 本机再增加: '4' });
    await page.getByLabel('由第二次测试得出速度').selectOption(second.run);
    await page.getByText('由两台实测主机得出').first().waitFor();
    await page.getByText('预测，并非实测').first().waitFor();
    await whole(page);
    const told = ['--hardware', 'gpus=1,cores=8', '--calibrate', second.run];
    const document = await cli.json<Audience>('audience', '--run', first.run, ...told);
    const { otherBox } = document;
    expect(otherBox!.gpuSpeed.source).toBe('calibrated');
    // Half the demand: twice as fast. And the second box is what was really measured.
    expect(otherBox!.gpuSpeed.low).toBeLessThanOrEqual(2);
    expect(otherBox!.gpuSpeed.high).toBeGreaterThanOrEqual(2);
    expect(otherBox!.coreSpeed.low).toBeLessThanOrEqual(2);
    expect(otherBox!.coreSpeed.high).toBeGreaterThanOrEqual(2);
    expect(otherBox!.low).toBeLessThanOrEqual(second.capacity!);
    expect(otherBox!.high).toBeGreaterThanOrEqual(second.capacity!);
    const figure = page.locator('.planner-figures .planner-prediction b');
    expect(await figure.textContent()).toBe(String(otherBox!.capacity));
    await page.context().close();
  });

  it('stays where it is while much is computed, and lets that be cancelled', async () => {
    const page = await open();
    await fill(page, { 'The box carries': '1', 'Players who come in an hour': '1000000', Minutes: '11' });
    const add = page.getByRole('button', { name: 'Add a box' });
    for (let kind = 1; kind <= 12; kind++) await add.click();
    const rows = page.getByRole('group', { name: 'Other boxes that can be had' });
    for (let kind = 0; kind < 12; kind++) {
      await rows.getByLabel('Name').nth(kind).fill(`kind ${kind}`);
      await rows
        .getByLabel('Carries')
        .nth(kind)
        .fill(String(1 + (kind % 5)));
    }
    await page.getByRole('button', { name: 'Cancel' }).click();
    await page.getByText('It was not computed to the end.').waitFor();
    await page.getByRole('button', { name: 'Compute again' }).click();
    await page.getByText('Computing …').waitFor();
    // Something newer ends what is being computed by itself.
    await fill(page, { 'Players who come in an hour': '2' });
    await page.getByText('Up to date').waitFor();
    await whole(page);
    await page.context().close();
  });
});
