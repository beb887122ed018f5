import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parse as parseCsv } from 'csv-parse/sync';
import { Window } from 'happy-dom';
import readExcelFile from 'read-excel-file/node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { describeWith } from '../../build/test/need.ts';
import { reportTexts } from '../../build/test/report-texts.ts';
import { sampleRun } from '../../build/test/sample-run.ts';
import { explainAudience } from '../../shared/explain/audience.ts';
import { sampleAudience } from '../../shared/planning/fixtures/sample-audience.ts';
import { chartsOf } from '../../renderer/charts/audience/audience-charts.ts';
import { LANGUAGES, type Language } from '../../shared/locale/language.ts';
import { messages } from '../../shared/locale/messages.ts';
import { REPORT_FORMATS, type ReportFormat } from '../../shared/model/report-formats.ts';
import { parseTrace } from '../../shared/model/trace-text.ts';
import { verdictSchema } from '../../shared/model/verdict.ts';
import { conclude } from '../../shared/probing/controller.ts';
import { replay, settingsFromMeta } from '../../shared/probing/recording.ts';
import { findBrowser } from './pdf/find-browser.ts';
import { printPdf } from './pdf/print-pdf.ts';
import { pictureFonts } from './pictures/fonts.ts';
import { writeReport, type ReportRun } from './write-report.ts';
import { workbook } from './xlsx/workbook.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'kneescope-exports-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** Texts of a run that a spreadsheet or a ticket would take for more than text. */
const HOSTILE = '=HYPERLINK("http://x","y")';
function hostileRun(): ReportRun {
  const { recording, verdict } = sampleRun({ levels: 4, missing: 0.2 });
  const { meta } = recording;
  return {
    recording: {
      ...recording,
      meta: {
        ...meta,
        program: { path: HOSTILE, fileVersion: '+1-2' },
        plan: { name: '@[x](javascript:1)|<b>' },
      },
      events: [
        ...recording.events,
        { type: 'event', t: 1, event: '-2+3', reason: 'a "b", c\nd', note: { deep: [1] } },
      ],
    },
    verdict,
    texts: reportTexts(verdict, 'en'),
  };
}

async function write(run: ReportRun, formats: readonly ReportFormat[], language: Language = 'en') {
  const place = mkdtempSync(path.join(folder, 'run-'));
  const files = await writeReport(run, { formats, language, folder: place });
  expect(readdirSync(place).toSorted()).toEqual(files.map((file) => path.basename(file)).toSorted());
  const named = (name: string) => path.join(place, name);
  return { files, named, text: (name: string) => readFileSync(named(name), 'utf8') };
}

describe('CSV', () => {
  it('comes back from another parser as it went in, empty where nothing was read', async () => {
    const run = hostileRun();
    const { named } = await write(run, ['csv']);
    const bytes = readFileSync(named('samples.csv'));
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    const rows = parseCsv<Record<string, string>>(bytes, { bom: true, columns: true });
    expect(rows).toHaveLength(run.recording.samples.length);
    for (const [place, { t, n, cpu, gpu }] of run.recording.samples.entries()) {
      const row = rows[place]!;
      expect([Number(row['t_s']), Number(row['n']), Number(row['cpu_percent'])]).toEqual([t, n, cpu]);
      expect(row['gpu0_percent'] === '' ? null : Number(row['gpu0_percent'])).toBe(gpu![0]);
    }
    expect(rows.some((row) => row['gpu0_percent'] === '')).toBe(true);
  });

  it('has the levels with their intervals, and each instance', async () => {
    const run = hostileRun();
    const { named } = await write(run, ['csv']);
    const read = (name: string) =>
      parseCsv<Record<string, string>>(readFileSync(named(name)), { bom: true, columns: true });
    const levels = read('levels.csv');
    expect(levels.map((row) => Number(row['n']))).toEqual([0, 1, 2, 3, 4]);
    expect(Number(levels[2]!['gpu0_low_percent'])).toBe(run.verdict.levels[1]!.gpu![0]!.low);
    const told = run.recording.samples.reduce((sum, { fps }) => sum + (fps?.length ?? 0), 0);
    expect(read('instances.csv')).toHaveLength(told);
    expect(read('resources.csv').map((row) => row['resource'])).toContain('vram');
  });

  it('has no cell that a spreadsheet would run, and keeps quotes and line ends', async () => {
    const { named } = await write(hostileRun(), ['csv']);
    const events = parseCsv<Record<string, string>>(readFileSync(named('events.csv')), {
      bom: true,
      columns: true,
    });
    expect(events.find(({ event }) => event === "'-2+3")).toMatchObject({
      reason: 'a "b", c\nd',
      more: '{"note":{"deep":[1]}}',
    });
  });
});

describe('what a machine reads of a run that cannot be trusted', () => {
  const { recording } = sampleRun({ levels: 9 });
  const settings = settingsFromMeta(recording.meta, { method: 'steady' });
  const verdict = conclude(replay(recording, settings), { by: 'interrupted' });
  const run: ReportRun = { recording, verdict, texts: reportTexts(verdict, 'en') };

  it.each(LANGUAGES)('holds the demands and no capacity, and the workbook why, in %s', async (language) => {
    const { text } = await write(run, ['csv', 'json'], language);
    const json = verdictSchema.parse(JSON.parse(text('verdict.json')));
    expect(json.resources.length).toBeGreaterThan(1);
    expect(json.resources.filter(({ capacity }) => capacity !== null)).toEqual([]);
    const rows = parseCsv<Record<string, string>>(text('resources.csv'), { bom: true, columns: true });
    expect(rows.map((row) => row['capacity'])).toEqual(json.resources.map(() => ''));
    expect(rows.map((row) => row['demand_mean_points'])).not.toContain('');
    const sheets = await readExcelFile(await workbook(recording, verdict, [], language));
    const { sheets: names } = messages(language).xlsx;
    const rowsOf = (name: string) => sheets.find(({ sheet }) => sheet === name)!.data;
    const [head, ...resources] = rowsOf(names.resources);
    expect(resources.map((row) => row[head!.indexOf('capacity')] ?? null)).toEqual(rows.map(() => null));
    expect(rowsOf(names.verdict).flat()).toContain(messages(language).verdict.invalid['interrupted']!());
  });
});

describe('a cell of CSV', () => {
  const STARTS = ['=', '+', '-', '@', '\t=', '\r=', '\n=', ' =', '＝', '＋', '－', '＠'];
  it.each(STARTS)('that begins with %j is text for a spreadsheet', async (start) => {
    const run = hostileRun();
    const event = `${start}cmd|' /C calc'!A0`;
    const events = [{ type: 'event' as const, t: 1, event, reason: event }];
    const { named } = await write({ ...run, recording: { ...run.recording, events } }, ['csv']);
    const [row] = parseCsv<Record<string, string>>(readFileSync(named('events.csv')), {
      bom: true,
      columns: true,
    });
    expect(row).toMatchObject({ event: `'${event}`, reason: `'${event}` });
  });
});

describe('JSON', () => {
  it('is the verdict and the trace, which read back as they were', async () => {
    const run = { ...sampleRun(), texts: reportTexts(sampleRun().verdict, 'en') };
    const { text } = await write(run, ['json']);
    expect(verdictSchema.parse(JSON.parse(text('verdict.json')))).toEqual(run.verdict);
    const { meta, samples, events } = parseTrace(text('trace.ndjson'), 'trace.ndjson');
    expect({ meta, samples, events }).toEqual({
      meta: run.recording.meta,
      samples: run.recording.samples,
      events: run.recording.events,
    });
  });
});

describeWith(['unzip'], 'XLSX', () => {
  it.each(LANGUAGES)('opens in another library with every sheet and type, in %s', async (language) => {
    const run = hostileRun();
    const { named } = await write(run, ['xlsx'], language);
    const sheets = await readExcelFile(named('report.xlsx'));
    const { sheets: names } = messages(language).xlsx;
    expect(sheets.map(({ sheet }) => sheet)).toEqual([
      names.verdict,
      names.charts,
      names.levels,
      names.samples,
      names.events,
      names.resources,
    ]);
    const rowsOf = (name: string) => sheets.find(({ sheet }) => sheet === name)!.data;
    const verdict = new Map(rowsOf(names.verdict).map(([name, value]) => [name, value]));
    const { report } = messages(language);
    expect(verdict.get(report.levels.capacity)).toBe(run.verdict.capacity);
    expect(verdict.get(report.program.path)).toBe(HOSTILE);
    const [head, ...samples] = rowsOf(names.samples);
    expect(samples).toHaveLength(run.recording.samples.length);
    const gpu = head!.indexOf('gpu0_percent');
    expect(samples.map((row) => row[gpu] ?? null)).toEqual(run.recording.samples.map((one) => one.gpu![0]));
    expect(rowsOf(names.events).flat()).toContain('-2+3');
  });

  it('holds no formula, frozen headers, and the charts as pictures', async () => {
    const { named } = await write(hostileRun(), ['xlsx']);
    const list = execFileSync('unzip', ['-Z1', named('report.xlsx')], { encoding: 'utf8' }).split('\n');
    expect(list.filter((name) => /^xl\/media\/.*\.png$/u.test(name))).toHaveLength(3);
    const sheets = list.filter((name) => /^xl\/worksheets\/sheet\d+\.xml$/u.test(name));
    const markup = sheets.map((name) =>
      execFileSync('unzip', ['-p', named('report.xlsx'), name], { encoding: 'utf8', maxBuffer: 1 << 26 }),
    );
    expect(markup.filter((xml) => /<f[ >]/u.test(xml))).toEqual([]);
    expect(markup.filter((xml) => /<pane [^>]*ySplit="1"[^>]*state="frozen"/u.test(xml))).toHaveLength(5);
  });
});

describe('Markdown', () => {
  it.each(LANGUAGES)(
    'says the verdict in a ticket, and nothing in it is markup of others, in %s',
    async (language) => {
      const { text } = await write(hostileRun(), ['markdown'], language);
      const markdown = text('report.md');
      expect(markdown).toMatchSnapshot();
      expect(markdown).not.toMatch(/(?<!\\)\[x\]|(?<!\\)<b>/u);
      for (const row of markdown.split('\n').filter((line) => line.startsWith('|')))
        expect(row.replaceAll('\\|', '').match(/\|/gu)!.length).toBeGreaterThanOrEqual(4);
    },
  );
});

describe('SVG and PNG', () => {
  it('are each chart by itself, with its own colours and paper', async () => {
    const run = { ...sampleRun(), texts: reportTexts(sampleRun().verdict, 'en') };
    const { files, text } = await write(run, ['svg']);
    expect(files).toHaveLength(3);
    const svg = text('load-over-n.svg');
    expect(svg).not.toContain('var(');
    expect(svg).toContain('fill="#ffffff"');
    const { DOMParser } = new Window();
    const parsed = new DOMParser().parseFromString(svg, 'image/svg+xml');
    expect(parsed.querySelector('parsererror')).toBeNull();
    expect(parsed.documentElement.tagName).toBe('svg');
  });

  it.each(LANGUAGES)('have pixels where something is drawn, and letters, in %s', async (language) => {
    const run = { ...sampleRun(), texts: reportTexts(sampleRun().verdict, 'en') };
    const { named } = await write(run, ['png'], language);
    const png = readFileSync(named('load-over-time.png'));
    expect([...png.subarray(0, 8)]).toEqual([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([1600, 720]);
    // Without letters it is less than half of this.
    expect(png.length).toBeGreaterThan(40_000);
  });

  it('says which fonts were looked for where there is none', () => {
    expect(() => pictureFonts('zh-CN', () => false)).toThrow(
      expect.objectContaining({ code: 'font.missing' }) as Error,
    );
    expect(pictureFonts('en', (file) => file.includes('NotoSansCJK')).family).toBe('Noto Sans CJK SC');
  });
});

describeWith(['chromium', 'poppler'], 'PDF', () => {
  it.each(LANGUAGES)(
    'has the section about an audience, its pictures and its hours, in %s',
    async (language) => {
      const audience = sampleAudience();
      const explained = explainAudience(audience, language);
      const texts = reportTexts(sampleRun().verdict, language);
      const { named } = await write(
        { ...sampleRun(), texts, audience: { audience, explained } },
        ['pdf'],
        language,
      );
      const printed = execFileSync('pdftotext', [named('report.pdf'), '-'], { encoding: 'utf8' });
      // A PDF holds digits and letters of different fonts apart, so where a line mixes them they may come in another order.
      const words = (text: string) => text.replaceAll(/[\s\d.,]/gu, '');
      const { report } = messages(language);
      const said = [
        ...(Object.values(explained) as string[][]).flat(),
        report.audience.heading,
        ...chartsOf(audience).map((name) => report.audience.captions[name]),
      ];
      expect(said.length).toBeGreaterThan(15);
      for (const sentence of said) expect(words(printed)).toContain(words(sentence));
      for (const hour of ['00:00', '23:00']) expect(printed).toContain(hour);
    },
  );

  it.each(LANGUAGES)('is the page on A4, with its words and pictures, in %s', async (language) => {
    const run = { ...sampleRun(), texts: reportTexts(sampleRun().verdict, language) };
    const { named } = await write(run, ['pdf'], language);
    const file = named('report.pdf');
    const info = execFileSync('pdfinfo', [file], { encoding: 'utf8' });
    expect(info).toMatch(/Page size: +59[45]\.?\d* x 84[12]\.?\d* pts \(A4\)/u);
    const pages = Number(/Pages: +(\d+)/u.exec(info)![1]);
    expect(pages).toBeGreaterThan(2);
    const words = execFileSync('pdftotext', [file, '-'], { encoding: 'utf8' }).replaceAll(/\s/gu, '');
    expect(words).toContain(run.texts.headline.replaceAll(/\s/gu, ''));
    expect(words).toContain(run.recording.meta.program!.sha256!);
    execFileSync('pdftoppm', ['-r', '40', '-gray', file, file]);
    const pictures = readdirSync(path.dirname(file)).filter((name) => name.endsWith('.pgm'));
    expect(pictures).toHaveLength(pages);
    for (const name of pictures) {
      const grey = readFileSync(path.join(path.dirname(file), name)).subarray(15);
      const ink = grey.reduce((count, value) => count + Number(value < 128), 0);
      // No page is empty, and none is black.
      expect(ink / grey.length).toBeGreaterThan(0.001);
      expect(ink / grey.length).toBeLessThan(0.3);
    }
  });

  it('offers HTML where there is no browser or it does not print', async () => {
    await expect(printPdf('<p>', null)).rejects.toMatchObject({ code: 'pdf.no-browser' });
    await expect(printPdf('<p>', '/bin/false')).rejects.toMatchObject({ code: 'pdf.failed' });
  });
});

describe('findBrowser', () => {
  const only = (there: string) => (file: string) => file === there;
  it.each([
    ['win32', { 'PROGRAMFILES(X86)': 'C:\\P86' }, 'C:\\P86\\Microsoft\\Edge\\Application\\msedge.exe'],
    ['win32', { LOCALAPPDATA: 'C:\\me' }, 'C:\\me\\Google\\Chrome\\Application\\chrome.exe'],
    ['linux', { PATH: '/opt/x:/usr/bin' }, '/usr/bin/microsoft-edge'],
    ['darwin', { PATH: '' }, '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'],
  ] as const)('finds one on %s (%#)', (platform, environment, there) => {
    expect(findBrowser({ platform, environment, isProgram: only(there) })).toBe(there);
    expect(findBrowser({ platform, environment, isProgram: () => false })).toBeNull();
  });
});

it('writes every format that is named, and nothing is left half written', async () => {
  const run = { ...sampleRun({ levels: 2 }), texts: reportTexts(sampleRun().verdict, 'en') };
  const place = mkdtempSync(path.join(folder, 'all-'));
  const printPage = () => Promise.resolve(new Uint8Array([37, 80, 68, 70]));
  const files = await writeReport(run, { formats: REPORT_FORMATS, language: 'en', folder: place, printPage });
  expect(files.every((file) => existsSync(file))).toBe(true);
  expect(readdirSync(place)).toHaveLength(files.length);
});
