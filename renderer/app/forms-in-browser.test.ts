import path from 'node:path';
import { expect, it } from 'vitest';
import { LOOK, PICTURES, POLL, asked, describeScreens } from '../../build/test/screens/describe-screens.ts';
import { layoutFaults } from '../../build/test/screens/layout-faults.ts';
import { messages } from '../../shared/locale/messages.ts';
import type { ReadingName } from '../../shared/model/capability.ts';
import { readingName } from '../ui/reading-name.ts';

describeScreens('what is asked in a real browser', (opened) => {
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
