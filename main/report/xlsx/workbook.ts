import writeExcelFile, { type Row, type Sheet } from 'write-excel-file/node';
import { explainVerdict, explainWarning } from '../../../shared/explain/verdict.ts';
import type { Language } from '../../../shared/locale/language.ts';
import { messages } from '../../../shared/locale/messages.ts';
import type { Recording } from '../../../shared/model/trace-text.ts';
import type { Verdict } from '../../../shared/model/verdict.ts';
import type { Picture } from '../pictures/run-pictures.ts';
import { runTables } from '../tables/run-tables.ts';
import type { Table, Value } from '../tables/table.ts';

/** A sheet ends here, and its header is one row of it. */
const MOST_ROWS = 1_048_576 - 1;
/** A cell holds no longer text. */
const LONGEST_TEXT = 32_767;
/** Sheets in their order; instances would not fit a long run, and CSV has them. */
const SHEETS = ['levels', 'samples', 'events', 'resources'];
const HEADER = { fontWeight: 'bold' as const, backgroundColor: '#e8ebee', wrap: true };
const PIXELS_A_ROW = 20;

/** A cell with its type said, so that no text is ever taken for a formula. */
function cell(value: Value): Row[number] {
  if (value === null) return null;
  if (typeof value === 'number') return { value, type: Number };
  if (typeof value === 'boolean') return { value, type: Boolean };
  return { value: value.slice(0, LONGEST_TEXT), type: String };
}

const header = (names: readonly string[]): Row => names.map((value) => ({ value, type: String, ...HEADER }));

function* upTo<Item>(items: Iterable<Item>, most: number): Generator<Item> {
  let count = 0;
  for (const item of items) {
    if (count++ >= most) return;
    yield item;
  }
}

function sheetOf({ name, columns, rows }: Table, title: string): Sheet<Buffer> {
  const data: Row[] = [header(columns)];
  for (const row of upTo(rows(), MOST_ROWS)) data.push(row.map(cell));
  return {
    sheet: title,
    stickyRowsCount: 1,
    stickyColumnsCount: name === 'levels' ? 1 : 0,
    columns: columns.map((column) => ({ width: Math.max(9, Math.min(24, column.length + 1)) })),
    data,
  };
}

/** The verdict as names and values, each value in its own type. */
function verdictSheet({ meta }: Recording, verdict: Verdict, language: Language): Sheet<Buffer> {
  const { report, xlsx } = messages(language);
  const { headline, sentences } = explainVerdict(verdict, language);
  const rows: (readonly [string, Value])[] = [
    [xlsx.sentence, headline],
    ...sentences.map((sentence): [string, Value] => ['', sentence]),
    ...(verdict.simulated ? [[report.simulatedTitle, report.simulated] as [string, Value]] : []),
    [xlsx.verdict, verdict.verdict],
    [report.levels.capacity, verdict.capacity],
    [report.facts.safe, verdict.safe],
    [xlsx.intervalLow, verdict.interval?.[0] ?? null],
    [xlsx.intervalHigh, verdict.interval?.[1] ?? null],
    [report.facts.confidence, verdict.confidence],
    [report.facts.loadCapacity, verdict.loadCapacity],
    [report.facts.frameCapacity, verdict.frameCapacity],
    [
      report.facts.limitedBy,
      [verdict.limitedBy?.reason, verdict.limitedBy?.resource].filter(Boolean).join(' '),
    ],
    ...verdict.warnings.map((warning): [string, Value] => [
      report.warnings.heading,
      explainWarning(warning, language),
    ]),
    [report.footer.run, verdict.run],
    [report.footer.started, meta.startedAt ?? null],
    [xlsx.version, meta.version ?? null],
    [report.box.kind, meta.box ?? null],
    [report.box.name, meta.host?.name ?? null],
    [report.program.path, meta.program?.path ?? null],
    [report.program.sha256, meta.program?.sha256 ?? null],
    [report.program.fileVersion, meta.program?.fileVersion ?? null],
  ];
  return {
    sheet: xlsx.sheets.verdict,
    stickyRowsCount: 1,
    columns: [{ width: 26 }, { width: 90 }],
    data: [header([xlsx.field, xlsx.value]), ...rows.map(([name, value]) => [cell(name), cell(value)])],
  };
}

function chartsSheet(pictures: readonly Picture[], language: Language): Sheet<Buffer> {
  const { xlsx, charts } = messages(language);
  const titles: Readonly<Record<string, string>> = {
    'load-over-n': charts.titles.loadOverN,
    'load-over-time': charts.titles.loadOverTime,
    'frames-over-n': charts.titles.framesOverN,
  };
  const data: Row[] = [];
  const images = pictures.map(({ name, png, width, height }) => {
    const title = titles[name] ?? name;
    const row = data.length + 2;
    const rows = Math.ceil(height / PIXELS_A_ROW) + 2;
    data.push(
      [{ value: title, type: String, fontWeight: 'bold' }],
      ...Array.from({ length: rows }, (): Row => []),
    );
    return {
      content: Buffer.from(png),
      contentType: 'image/png',
      ...{ width, height, dpi: 96, title },
      anchor: { row, column: 1 },
    };
  });
  return { sheet: xlsx.sheets.charts, showGridLines: false, data, images };
}

/**
 * A run as an Excel workbook: verdict, charts as pictures, levels, samples, events and resources, with frozen headers and numbers as
 * numbers. What is unknown is an empty cell.
 * @param pictures the charts; the sheet of charts is left out where there are none
 */
export async function workbook(
  recording: Recording,
  verdict: Verdict,
  pictures: readonly Picture[],
  language: Language,
): Promise<Buffer> {
  const { sheets } = messages(language).xlsx;
  const tables = new Map(runTables(recording, verdict).map((table) => [table.name, table]));
  const data = SHEETS.flatMap((name) => {
    const table = tables.get(name);
    return table ? [sheetOf(table, sheets[name as keyof typeof sheets])] : [];
  });
  const charts = pictures.length === 0 ? [] : [chartsSheet(pictures, language)];
  return writeExcelFile([verdictSheet(recording, verdict, language), ...charts, ...data]).toBuffer();
}
