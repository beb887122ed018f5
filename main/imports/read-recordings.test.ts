import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Problem } from '../../shared/model/problem.ts';
import type { Recording } from '../../shared/model/trace-text.ts';
import { LANGUAGES } from '../../shared/locale/language.ts';
import { explainWarning } from '../../shared/explain/verdict.ts';
import { concludeRecording } from '../../shared/probing/recording.ts';
import { encodingOf } from './lines.ts';
import { readRecordings } from './read-recordings.ts';
import { Timeline } from './timeline.ts';
import { BoundedGathering } from './trace/bounded-gathering.ts';

const fixture = (name: string) => path.join(import.meta.dirname, 'fixtures', name);
const read = (...names: string[]) => readRecordings(names.map(fixture));
const warnings = ({ events }: Recording) =>
  events.flatMap(({ event, code }) => (event === 'warning' ? [String(code)] : []));
const most = ({ samples }: Recording) => Math.max(...samples.map(({ n }) => n));

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'kneescope-imports-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});
let count = 0;
const written = (content: string | Uint8Array) => {
  const file = path.join(folder, `${++count}`);
  writeFileSync(file, content);
  return file;
};

describe('recordings of other programs', () => {
  it.each([
    // Its idle card is busy encoding, so the first copies show less than they need.
    ['perfmon.utf16.csv', 'perfmon', 9, 'gpu', 9.2],
    ['typeperf.zh-CN.gbk.csv', 'perfmon', 9, 'cpu', 10.5],
    ['typeperf.de.csv', 'perfmon', 9, 'cpu', 10.5],
  ])('%s: finds the seven that fit', async (name, format, copies, resource, demand) => {
    const recording = await read(name);
    expect(recording.meta.box).toBe(`import:${format}`);
    expect(most(recording)).toBe(copies);
    expect(recording.samples[0]).toMatchObject({ t: 1, n: 0 });
    const verdict = concludeRecording(recording);
    expect(verdict).toMatchObject({ verdict: 'knee', capacity: 7, limitedBy: { resource, reason: 'load' } });
    expect(verdict.resources.find((one) => one.resource === resource)?.demand?.mean).toBeCloseTo(demand, 0);
  });

  it('PerfMon: the adapter is its busiest engine, summed over processes; the night goes on; the cut row is told', async () => {
    const recording = await read('perfmon.utf16.csv');
    expect(recording.cutOff).toBe(true);
    expect(recording.meta.plan?.['name']).toBe('Showroom');
    const last = recording.samples.at(-1)!;
    // 12 idle seconds, then 9 levels of 30, less the row that is cut.
    expect(last.t).toBe(12 + 9 * 30 - 1);
    expect(last.gpu![0]).toBeGreaterThan(90);
    expect(recording.samples[5]!.gpu![0]).toBeCloseTo(12.5, 6);
  });

  it('nvidia-smi: two cards, one without readings, over midnight', async () => {
    const recording = await read('nvidia-query.csv');
    expect(recording.samples).toHaveLength(12 + 270);
    expect(recording.samples.at(-1)).toMatchObject({
      t: 282,
      vram: [expect.closeTo(49.46, 1), expect.closeTo(5.5, 1)],
    });
    expect(recording.samples.at(-1)!.gpu).toHaveLength(1);
    expect(recording.meta.host?.gpus?.[0]?.name).toBe('NVIDIA GeForce RTX 4080');
    expect(warnings(recording)).toEqual(['import-no-count']);
    expect(concludeRecording(recording)).toMatchObject({ verdict: 'invalid' });
  });

  it('dmon: over midnight with nothing but a time', async () => {
    const recording = await read('dmon.txt');
    expect(recording.samples).toHaveLength(282);
    expect(recording.samples.at(-1)!.t).toBe(282);
    expect(recording.samples.at(-1)).toMatchObject({ encoder: [3], temperature: [49] });
  });

  it.each(['presentmon-1.csv', 'presentmon-2.csv', 'presentmon-2-qpc.csv'])(
    '%s: counts processes and their frames, and not the compositor',
    async (name) => {
      const recording = await read(name);
      expect(most(recording)).toBe(4);
      expect(recording.meta.plan?.['name']).toBe('Showroom.exe');
      const { fps, n } = recording.samples.at(-5)!;
      expect(n).toBe(4);
      expect(fps!.map(({ fps: rate }) => Math.round(rate!))).toEqual([60, 60, 60, 60]);
      expect(recording.events.filter(({ event }) => event === 'launch')).toHaveLength(4);
    },
  );

  it('MangoHud: a file is an instance, so two are two', async () => {
    const recording = await read('mangohud.csv', 'mangohud-v1.csv');
    expect(most(recording)).toBe(2);
    expect(recording.samples[10]).toMatchObject({
      gpu: [expect.any(Number)],
      fps: [{ instance: 1 }, { instance: 2 }],
    });
    expect(warnings(recording)).toEqual(['import-unaligned']);
  });

  it('HWiNFO: a name that comes twice is a second card; its footer is no reading', async () => {
    const recording = await read('hwinfo.csv');
    expect(recording.samples).toHaveLength(120);
    expect(recording.samples[0]).toMatchObject({
      ram: 20,
      gpu: [expect.any(Number), 0],
      temperature: [45, 41],
    });
    expect(recording.samples[0]!.cpu).toBeLessThan(10);
  });

  it('laid over one another by their clocks, they complete one another', async () => {
    const processes = readFileSync(fixture('perfmon.utf16.csv')).toString('utf16le');
    // Of PerfMon the count alone, of nvidia-smi the load: together a verdict.
    const counted = processes.replaceAll('GPU Engine', 'GPU Engin').replaceAll(/luid_/gu, 'id_');
    const recording = await readRecordings([
      written(`\uFEFF${counted.slice(1)}`),
      fixture('nvidia-query.csv'),
    ]);
    expect(warnings(recording)).toEqual([]);
    expect(concludeRecording(recording)).toMatchObject({
      verdict: 'knee',
      capacity: 7,
      limitedBy: { resource: 'gpu', index: 0 },
    });
  });
});

describe('readings out of the order of time', () => {
  const disorder = (recording: Recording) =>
    concludeRecording(recording).warnings.filter(({ code }) => code === 'readings-disordered');
  const dmonRow = (second: number, card: number) =>
    ` 20261120  10:00:${String(second).padStart(2, '0')}     ${card}     ${second}     3\n`;
  const dmon = (seconds: readonly number[], cards = [0]) =>
    written(
      `#Date Time gpu sm enc\n${seconds.flatMap((second) => cards.map((card) => dmonRow(second, card))).join('')}`,
    );

  it('of a CSV are put in order, and it is said how many and in which line the first stands', async () => {
    const file = dmon([1, 2, 3, 9, 4, 5, 6, 7, 8, 10, 11, 12], [0, 1]);
    const recording = await readRecordings([file]);
    expect(recording.samples.map(({ gpu }) => gpu![0])).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
    const [found, ...others] = disorder(recording);
    expect(others).toEqual([]);
    // Two lines a reading, after the header.
    const where = { file: path.basename(file), line: 10 };
    expect(found!.data).toEqual({
      ...{ count: 5, names: [], first: { t: 4, after: 9, ...where } },
      last: { t: 8, after: 9 },
    });
    for (const language of LANGUAGES) {
      const text = explainWarning(found!, language);
      for (const told of ['5', '4', '9', '8', '10', where.file]) expect(text).toContain(told);
    }
  });

  it('are counted in each of several files', async () => {
    const files = [dmon([1, 3, 2, 4]), dmon([1, 2, 4, 3])];
    expect(disorder(await readRecordings(files))[0]!.data).toMatchObject({
      count: 2,
      first: { file: path.basename(files[0]!), line: 4 },
    });
  });

  it('are none where two cards, two processes or the frames of one tick take turns', async () => {
    for (const name of [
      'nvidia-query.csv',
      'dmon.txt',
      'presentmon-1.csv',
      'hwinfo.csv',
      'perfmon.utf16.csv',
    ])
      expect(disorder(await read(name))).toEqual([]);
    const frame = (pid: number, t: number) => `A.exe,${pid},${t},16\n`;
    const frames = [
      frame(1, 10.9),
      frame(2, 11.1),
      frame(1, 11),
      frame(1, 10.99),
      frame(2, 12.5),
      frame(1, 12),
    ];
    const file = written(`Application,ProcessID,TimeInSeconds,msBetweenPresents\n${frames.join('')}`);
    expect(disorder(await readRecordings([file]))).toEqual([]);
  });

  it('of a trace are told by their times, also where it is too long to stay as it is', async () => {
    const lines = (times: readonly number[]) =>
      times.map((t) => JSON.stringify({ type: 'sample', t, n: 0, cpu: t })).join('\n');
    const file = written(lines([1, 2, 4, 3, 5]));
    expect(disorder(await readRecordings([file]))[0]!.data).toMatchObject({
      ...{ count: 1, first: { t: 3, after: 4 } },
    });
    const gathering = new BoundedGathering('f', { readings: 1e9, samples: 4, lives: 10, others: 10 });
    for (const t of [1, 2, 4, 3, 5, 6, 9, 10, 7, 8]) gathering.addSample({ type: 'sample', t, n: 0, cpu: t });
    const found = disorder({ ...gathering.whole(), cutOff: false });
    expect(found.map(({ data }) => data)).toMatchObject([
      { count: 3, first: { t: 3, after: 4 }, last: { t: 8, after: 10 } },
    ]);
  });
});

describe('what cannot be read is answered with its place', () => {
  const [header, first] = [
    '"(PDH-CSV 4.0)","\\\\B\\Processor(_Total)\\% Processor Time"',
    '"11/20/2026 10:00:00.0","1.5"',
  ];
  it.each([
    ['an unknown beginning', 'hello\nworld', 'import.unknown', { line: 1, found: 'hello' }],
    ['nothing', '', 'import.unknown', { line: 1, found: '' }],
    [
      'no number',
      `${header}\n${first}\n"11/20/2026 10:00:01.0","x"\n${first}`,
      'import.line',
      { line: 3, column: 25, expected: 'number', found: 'x' },
    ],
    [
      'no date',
      `${header}\n"20th of May","1"\n${first}`,
      'import.line',
      { line: 2, column: 1, expected: 'date-time' },
    ],
    [
      'too few fields',
      `${header}\n"11/20/2026 10:00:01.0"\n${first}`,
      'import.line',
      { line: 2, expected: 'fields 2' },
    ],
    [
      'a missing column',
      'Application,ProcessID,X\na,1,2\nb,2,3',
      'import.line',
      { line: 1, expected: expect.stringContaining('TimeInSeconds') as string },
    ],
    [
      'a line without an end',
      `Date,Time,X\n${'x'.repeat(5_000_000)}`,
      'import.line',
      { line: 2, expected: 'line-end' },
    ],
  ])('%s', async (_what, text, code, data) => {
    const file = written(text);
    await expect(readRecordings([file])).rejects.toMatchObject({ code, data: { file, ...data } });
  });

  it('and a trace of ours stands by itself', async () => {
    const trace = written('{"type":"sample","t":1,"n":0}');
    await expect(readRecordings([trace, fixture('dmon.txt')])).rejects.toMatchObject({
      code: 'import.mixed',
    });
    await expect(readRecordings([path.join(folder, 'none')])).rejects.toMatchObject({
      code: 'file.unreadable',
    });
  });
});

describe('fuzzed', () => {
  /** Either a recording whose samples go forward in finite time, or a Problem: never anything else. */
  async function survives(content: Uint8Array): Promise<void> {
    try {
      const { samples } = await readRecordings([written(content)]);
      for (const [place, { t, n }] of samples.entries()) {
        expect(t).toBeGreaterThan(samples[place - 1]?.t ?? -1);
        expect(Number.isFinite(t) && Number.isInteger(n)).toBe(true);
      }
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
    }
  }
  const names = [
    ...['perfmon.utf16.csv', 'typeperf.zh-CN.gbk.csv', 'nvidia-query.csv', 'dmon.txt', 'presentmon-1.csv'],
    ...['presentmon-2-qpc.csv', 'mangohud-v1.csv', 'hwinfo.csv'],
  ];

  it('by bytes of no kind', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 2000 }), (bytes) => survives(bytes)),
      { numRuns: 200 },
    );
  });

  it.each(names)('by %s with parts cut out, doubled, swapped and overwritten', async (name) => {
    const bytes = readFileSync(fixture(name)).subarray(0, 8000);
    const edit = fc.record({
      at: fc.nat(bytes.length - 1),
      cut: fc.nat(60),
      put: fc.oneof(
        fc.uint8Array({ maxLength: 30 }),
        fc
          .constantFrom(
            ...[
              '"',
              ',',
              ';',
              '\r\n',
              '-',
              '1e308',
              '99999999999999999999',
              '-1',
              '#',
              '24:61:61',
              '\u0000',
              '13/45/2026',
            ],
          )
          .map((text) => new TextEncoder().encode(text)),
      ),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(edit, { minLength: 1, maxLength: 8 }), (edits) => {
        let content = new Uint8Array(bytes);
        for (const { at, cut, put } of edits)
          content = new Uint8Array(Buffer.concat([content.subarray(0, at), put, content.subarray(at + cut)]));
        return survives(content);
      }),
      { numRuns: 60 },
    );
  });

  it('by rows that would never end: the ticks grow longer instead', () => {
    const timeline = new Timeline();
    for (let t = 0; t < 2_500_000; t++) timeline.add('cpu', t, t % 2);
    expect(timeline.tick).toBe(16);
    expect(timeline.places().length).toBeLessThanOrEqual(200_000);
    expect(timeline.at('cpu', 1000)).toBe(0.5);
  });

  it.each([
    ['dmon', '# gpu     sm    mem    enc\n', (row: number) => `  ${row}     50    12     3\n`],
    [
      'nvidia-smi',
      'timestamp, uuid, utilization.gpu [%]\n',
      (row: number) => `2026/11/20 23:55:01.500, GPU-${row}, 3 %\n`,
    ],
  ])('by %s with ever new cards: no box has so many', async (_, header, row) => {
    const file = written(header + Array.from({ length: 200 }, (_row, number) => row(number)).join(''));
    await expect(readRecordings([file])).rejects.toMatchObject({
      code: 'import.line',
      data: { expected: 'cards 64' },
    });
  });
});

describe('encodingOf', () => {
  const text = '"(PDH-CSV 4.0)","\\\\主机\\处理器(_Total)"';
  it.each([
    ['utf-8', new TextEncoder().encode(text)],
    ['utf-16le', Buffer.from('"(PDH-CSV 4.0)","\\\\BOX"', 'utf16le')],
    ['utf-16be', Buffer.from('"(PDH-CSV 4.0)","\\\\BOX"', 'utf16le').swap16()],
    ['gb18030', readFileSync(fixture('typeperf.zh-CN.gbk.csv')).subarray(0, 200)],
    ['latin1', Buffer.from('Date,Time,"GPU [°C]",\xff\xfe', 'latin1')],
  ])('tells %s', (encoding, bytes) => {
    expect(encodingOf(bytes)).toBe(encoding);
  });
});
