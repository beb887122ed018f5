import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Window } from 'happy-dom';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { reportTexts } from '../../build/test/report-texts.ts';
import { sampleRun } from '../../build/test/sample-run.ts';
import { untrusted } from '../../build/test/untrusted.ts';
import { explainVerdict } from '../../shared/explain/verdict.ts';
import { LANGUAGES, type Language } from '../../shared/locale/language.ts';
import { messages } from '../../shared/locale/messages.ts';
import { printable } from '../../shared/model/printable.ts';
import type { Recording } from '../../shared/model/trace-text.ts';
import type { Verdict } from '../../shared/model/verdict.ts';
import { verdictFromReport } from './verdict-in-report.ts';
import { writeReport } from './write-report.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'kneescope-report-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** The page that the built worker and all else make of a run, as text and as a document. */
async function report(run: { recording: Recording; verdict: Verdict }, language: Language = 'en') {
  const place = mkdtempSync(path.join(folder, 'run-'));
  const texts = reportTexts(run.verdict, language);
  const [file] = await writeReport({ ...run, texts }, { formats: ['html'], language, folder: place });
  const text = readFileSync(file!, 'utf8');
  const { document } = new Window({ url: 'about:blank' });
  document.write(text);
  const words = (selector: string) =>
    [...document.querySelectorAll(selector)].map(({ textContent }) =>
      textContent.trim().replaceAll(/\s+/gu, ' '),
    );
  return { text, document, words };
}

/** The cells of a table, row by row, as what stands in them. */
function rowsOf(document: Awaited<ReturnType<typeof report>>['document'], selector: string): string[][] {
  return [...document.querySelectorAll(`${selector} tbody tr`)].map((row) =>
    [...row.children].map((cell) =>
      [...cell.childNodes]
        .map(({ textContent }) => textContent.trim())
        .filter((text) => text !== '')
        .join('|'),
    ),
  );
}

const one = (value: number) => value.toFixed(1);
const range = ({ low, high }: { low: number | null; high: number | null }) => `${one(low!)} – ${one(high!)}`;

describe('writeReport', () => {
  it('makes the folder and says what it wrote', async () => {
    const place = path.join(folder, 'deep', 'er');
    const run = sampleRun({ levels: 1 });
    const texts = reportTexts(run.verdict, 'en');
    const written = await writeReport(
      { ...run, texts },
      { formats: ['html'], language: 'en', folder: place },
    );
    expect(written).toEqual([path.join(place, 'report.html')]);
    expect(readdirSync(place)).toEqual(['report.html']);
  });

  it('says which file it could not write', async () => {
    const taken = path.join(folder, 'taken');
    writeFileSync(taken, '');
    const run = sampleRun({ levels: 1 });
    const written = writeReport(
      { ...run, texts: reportTexts(run.verdict, 'en') },
      { formats: ['html'], language: 'en', folder: taken },
    );
    await expect(written).rejects.toMatchObject({
      code: 'file.unwritable',
      data: { file: path.join(taken, 'report.html') },
    });
  });
});

describe.each(LANGUAGES)('a report in %s', (language) => {
  const run = sampleRun();
  const texts = messages(language).report;
  let page: Awaited<ReturnType<typeof report>>;
  beforeAll(async () => {
    page = await report(run, language);
  });

  it('needs nothing but itself', () => {
    expect(page.text).toMatch(
      /<meta http-equiv="Content-Security-Policy" content="default-src &#39;none&#39;; style-src &#39;unsafe-inline&#39;; img-src data:" ?\/?>/u,
    );
    expect(page.text.replaceAll('xmlns="http://www.w3.org/2000/svg"', '')).not.toMatch(
      /https?:|\bsrc=|@import|<link|<iframe/u,
    );
    expect(page.text.match(/\bhref="(?!#)/gu)).toBeNull();
    expect([...page.document.querySelectorAll('script')].map((script) => script.type)).toEqual([
      'application/json',
    ]);
    for (const element of page.document.querySelectorAll('*'))
      expect(element.getAttributeNames().filter((name) => name.startsWith('on'))).toEqual([]);
    expect([...page.text.matchAll(/url\(([^)]*)\)/gu)].every(([, target]) => target?.startsWith('#'))).toBe(
      true,
    );
  });

  it('says its language, its program and its verdict first', () => {
    expect(page.document.documentElement.getAttribute('lang')).toBe(language);
    expect(page.words('h1')).toEqual(['Showroom, heavy scene']);
    expect(page.words('.number')[0]).toMatch(/^7\b/u);
    expect(page.words('.headline')).toEqual([reportTexts(run.verdict, language).headline]);
  });

  it('has its sections in the order of the questions', () => {
    expect(page.words('h2')).toEqual(
      [
        texts.facts,
        texts.warnings,
        texts.loadOverN,
        texts.loadOverTime,
        texts.frames,
        texts.levels,
        texts.resources,
        texts.box,
        texts.program,
        texts.plan,
        texts.method,
      ].map(({ heading }) => heading),
    );
    expect(page.document.querySelectorAll('figure svg')).toHaveLength(3);
  });

  it('has every level with the verdict’s own figures', () => {
    const { baseline, levels } = run.verdict;
    const rows = rowsOf(page.document, 'table.levels');
    expect(rows[0]).toEqual([
      `0|${texts.levels.baseline}`,
      '12',
      '',
      '',
      '',
      ...[
        baseline!.cpu!,
        baseline!.ram!,
        baseline!.gpu![0]!,
        baseline!.vram![0]!,
        baseline!.encoder![0]!,
      ].map((interval) => `${one(interval.mean)}|${range(interval)}`),
    ]);
    expect(rows.slice(1).map(([n]) => Number.parseInt(n!, 10))).toEqual(levels.map(({ n }) => n));
    for (const [place, level] of levels.entries()) {
      const loads = [level.cpu!, level.ram!, level.gpu![0]!, level.vram![0]!, level.encoder![0]!];
      const cells = rows[place + 1]!;
      expect(cells.slice(1, 5)).toEqual([
        String(level.to - level.from),
        String(level.samples),
        one(level.fps!.worst!),
        one(level.fps!.mean!),
      ]);
      // A load at its limit is bold, and then one node more.
      expect(cells.slice(5).map((cell) => cell.replace('|', ''))).toEqual(
        loads.map((interval) => `${one(interval.mean)}${range(interval)}`),
      );
    }
    expect(page.words('table.levels b')).toEqual(
      levels
        .map(({ gpu }) => gpu![0]!)
        .filter(({ mean }) => mean >= 85)
        .map((interval) => `${one(interval.mean)}${range(interval)}`),
    );
    expect(rows.find(([n]) => n!.includes(texts.levels.capacity))![0]).toBe(`7|${texts.levels.capacity}`);
  });

  it('has every resource with limit, own capacity, demand and headroom', () => {
    const rows = rowsOf(page.document, 'table.resources');
    expect(rows).toHaveLength(run.verdict.resources.length);
    for (const [place, resource] of run.verdict.resources.entries()) {
      const level = run.verdict.levels.find(({ n }) => n === run.verdict.capacity)!;
      const reading = level[resource.resource];
      const load = (Array.isArray(reading) ? reading[resource.index!] : reading)!.mean;
      expect(rows[place]!.slice(1)).toEqual([
        String(resource.limit),
        `${resource.capacity!}|${resource.predicted ? texts.resources.predicted : texts.resources.measured}`,
        `${one(resource.demand!.mean)}|${range(resource.demand!)}`,
        `${one(load)}|${texts.resources.measured}`,
        one(resource.limit - load),
      ]);
    }
  });

  it('names box, program, plan and tool', () => {
    for (const text of [
      'RENDER-07',
      '64.0 GiB',
      'NVIDIA GeForce RTX 4080, 16.0 GiB',
      'D:\\apps\\Showroom\\Binaries\\Win64\\Showroom-Win64-Shipping.exe',
      run.recording.meta.program!.sha256!,
      '1.4.2.0',
      'close-window',
      '-RenderOffScreen -PixelStreamingPort={port:8888}',
      texts.plan.methods.adaptive,
      '0.1.0',
      '2026-11-20 21:04:05 (UTC+08:00)',
      run.verdict.run!,
    ])
      expect(page.words('dd')).toContain(text);
  });

  it('explains itself', () => {
    expect(page.document.querySelectorAll('ol li')).toHaveLength(texts.method.steps.length);
    expect(page.words('.word b')).toEqual(texts.method.words.map(([word]) => texts.method.word(word).trim()));
  });

  it('carries its verdict', () => {
    expect(verdictFromReport(page.text, 'report.html')).toEqual(run.verdict);
  });
});

describe('what a report says', () => {
  const facts = async (verdict: Partial<Verdict>) => {
    const run = sampleRun({ levels: 4 });
    const page = await report({ ...run, verdict: { ...run.verdict, ...verdict } });
    return { page, facts: page.words('.facts dd'), number: page.words('.number')[0] };
  };

  it('of a knee', async () => {
    const found = await facts({
      verdict: 'knee',
      capacity: 3,
      safe: 3,
      interval: [3, 3],
      confidence: 0.9996,
      loadCapacity: 4,
      frameCapacity: 3,
      limitedBy: { resource: null, index: null, reason: 'frames' },
    });
    expect(found.number).toBe('3 instances');
    expect(found.facts).toEqual(['99.9 % that 3 is exact', '3', '3', 'the frame rate', '4', '3']);
  });

  it('of a ramp that met no limit', async () => {
    const found = await facts({ frameCapacity: null });
    expect(found.number).toBe('≥ 4 instances');
    expect(found.facts).toEqual([
      '93 % that it is at least 4',
      '4 or more',
      '4',
      'nothing: the ramp ended at its cap',
      '4',
      'frames not measured',
    ]);
  });

  it('of a box that carries none', async () => {
    const found = await facts({
      verdict: 'zero',
      capacity: 0,
      safe: 0,
      interval: [0, 0],
      loadCapacity: 0,
      frameCapacity: null,
      limitedBy: { resource: 'vram', index: 0, reason: 'memory' },
    });
    expect(found.number).toBe('0 instances');
    expect(found.facts.slice(1)).toEqual(['0', '0', 'VRAM: memory ran out', '0', 'frames not measured']);
  });

  it('of a run that cannot be trusted: no number at all', async () => {
    const found = await facts(untrusted(sampleRun({ levels: 4 }).verdict, 'interrupted'));
    expect(found.number).toBe('no result');
    expect(found.facts).toEqual([]);
    expect(found.page.words('.headline')).toHaveLength(1);
    expect(found.page.document.querySelectorAll('tr.capacity')).toHaveLength(0);
    expect(found.page.words('svg text').some((text) => text.startsWith('capacity'))).toBe(false);
  });

  it.each(LANGUAGES)(
    'of a run that cannot be trusted: why first, and nothing claimed, in %s',
    async (language) => {
      const run = sampleRun({ levels: 9 });
      const verdict = untrusted(run.verdict, 'single-instance');
      const place = mkdtempSync(path.join(folder, 'run-'));
      const texts = { ...explainVerdict(verdict, language), warnings: [] };
      const files = await writeReport(
        { recording: run.recording, verdict, texts },
        { formats: ['html', 'markdown'], language, folder: place },
      );
      const { report, verdict: words } = messages(language);
      const plain = (text: string) => text.replaceAll(/\\(?=[^\w\s])|<[^>]*>/gu, '');
      for (const file of files) {
        const text = plain(readFileSync(file, 'utf8'));
        const why = text.indexOf(words.invalid['single-instance']!());
        expect(text.indexOf(words.headline.invalid())).toBeGreaterThan(-1);
        expect(why).toBeGreaterThan(-1);
        expect(why).toBeLessThan(text.indexOf(report.levels.heading));
        expect(text).not.toContain(report.resources.none);
        for (const claim of [
          report.warnings.none,
          report.resources.demandUnit,
          report.facts.heading,
          report.facts.framesNotMeasured,
          report.capacityLine,
        ])
          expect(text).not.toContain(claim);
      }
    },
  );

  it('of warnings, one by one, or that there were none', async () => {
    const warnings = ['a', 'b'].map((code) => ({ code, text: code, data: {} }));
    expect((await facts({ warnings })).page.words('.warnings li')).toEqual(['Warning 1.', 'Warning 2.']);
    expect((await facts({})).page.text).toContain(messages('en').report.warnings.none);
  });

  it('of a simulation, loudly', async () => {
    const { page } = await facts({ simulated: true });
    expect(page.document.title).toMatch(/^Simulated – /u);
    expect(page.words('.simulated')[0]).toContain('Nothing was launched and nothing was measured');
    expect(page.words('.simulated-tag')).toEqual(['(Simulated)']);
    expect((await facts({})).page.text).not.toMatch(/class="simulated/u);
  });
});

describe('a report of little', () => {
  it('says what there is not: no GPU, no frames, no host, no program, no plan', async () => {
    const { recording, verdict } = sampleRun({ levels: 2, gpus: 0, frames: false, host: false });
    const meta = { type: 'meta' as const };
    const page = await report({ recording: { ...recording, meta }, verdict });
    const { report: texts } = messages('en');
    expect(page.words('h1')).toEqual([texts.unnamed]);
    expect(page.document.querySelectorAll('figure svg')).toHaveLength(2);
    for (const text of [texts.frames.none, texts.box.none, texts.program.none, texts.plan.none])
      expect(page.text).toContain(text);
    expect(page.words('section p')).toContain('Could not be read on this box: GPU, VRAM, Encoder.');
    expect(page.words('table.levels thead th').map((text) => text.replace(/[^A-Z].*$/u, ''))).not.toContain(
      'G',
    );
  });

  it('can be made of a run that measured nothing', async () => {
    const { recording, verdict } = sampleRun({ levels: 0 });
    const nothing = { ...verdict, levels: [], baseline: null, resources: [] };
    const page = await report({ recording: { ...recording, samples: [], events: [] }, verdict: nothing });
    expect(page.text).toContain(messages('en').report.levels.none);
    expect(page.text).toContain(messages('en').report.resources.none);
  });

  it('shows a dash for a reading that could not be taken, never 0', async () => {
    const { recording, verdict } = sampleRun({ levels: 2 });
    const levels = verdict.levels.map((level) => (level.n === 1 ? { ...level, gpu: [null] } : level));
    const page = await report({ recording, verdict: { ...verdict, levels } });
    expect(rowsOf(page.document, 'table.levels')[1]![7]).toBe('—');
  });
});

describe('what the doctor found', () => {
  it.each([
    ['en', 'Before the first launch', 'The box runs on its battery.'],
    ['zh-CN', '首次启动之前', '主机正在用电池供电。'],
  ] as const)('stands with the box, %s', async (language, name, sentence) => {
    const { recording, verdict } = sampleRun();
    const checks = [{ code: 'battery', state: 'bad', evidence: { discharging: true } }];
    const events = [...recording.events, { type: 'event' as const, t: 0, event: 'examined', checks }];
    const { text: page } = await report({ recording: { ...recording, events }, verdict }, language);
    expect(page).toContain(name);
    expect(page).toContain(sentence);
  });
});

describe('hostile names', () => {
  const HOSTILE = `<script>alert(1)</script>"'><img src=x onerror=alert(1)> ]]> </style></script> {{x}} \u202e`;

  it('are shown and do nothing', async () => {
    const { recording, verdict } = sampleRun({ levels: 1 });
    const meta = {
      ...recording.meta,
      run: HOSTILE,
      version: HOSTILE,
      startedAt: HOSTILE,
      box: HOSTILE,
      method: HOSTILE,
      mode: HOSTILE,
      program: { path: HOSTILE, sha256: HOSTILE, fileVersion: HOSTILE, modifiedAt: HOSTILE },
      plan: { name: HOSTILE, [HOSTILE]: HOSTILE, tags: { [HOSTILE]: [HOSTILE] } },
      host: { name: HOSTILE, os: HOSTILE, cpu: HOSTILE, gpus: [{ name: HOSTILE }] },
    };
    const warnings = [{ code: HOSTILE, text: HOSTILE, data: { HOSTILE } }];
    const place = mkdtempSync(path.join(folder, 'run-'));
    const hostile = { recording: { ...recording, meta }, verdict: { ...verdict, run: HOSTILE, warnings } };
    const texts = { headline: HOSTILE, sentences: [HOSTILE], warnings: [HOSTILE] };
    const [file] = await writeReport(
      { ...hostile, texts },
      { formats: ['html'], language: 'en', folder: place },
    );
    const text = readFileSync(file!, 'utf8');
    const { document } = new Window({ url: 'about:blank' });
    document.write(text);
    expect(document.querySelectorAll('img')).toHaveLength(0);
    expect(document.querySelectorAll('script')).toHaveLength(1);
    expect(document.querySelector('h1')!.textContent).toBe(printable(HOSTILE));
    expect(document.querySelector('.headline')!.textContent).toBe(printable(HOSTILE));
    expect(verdictFromReport(text, file!)).toEqual(hostile.verdict);
  });
});
