import path from 'node:path';
import type { Language } from '../../shared/locale/language.ts';
import type { ReportFormat } from '../../shared/model/report-formats.ts';
import { traceLines, type Recording } from '../../shared/model/trace-text.ts';
import type { Verdict } from '../../shared/model/verdict.ts';
import { audiencePictures } from './audience/audience-pictures.ts';
import type { ExplainedAnswer } from './audience/explained-answer.ts';
import type { ReportContent, ReportTexts } from './html/content.ts';
import { reportHtml } from './html/report-html.ts';
import { gateSuite } from './junit/gate-suite.ts';
import { junitXml } from './junit/junit.ts';
import { reportMarkdown } from './markdown/markdown.ts';
import type { PrintPage } from './pdf/pdf-beside.ts';
import { printPdf } from './pdf/print-pdf.ts';
import { pictureFonts } from './pictures/fonts.ts';
import { runPictures, type RunPictures } from './pictures/run-pictures.ts';
import { writeCsv } from './tables/csv.ts';
import { runTables } from './tables/run-tables.ts';
import { writeWhole } from './write-whole.ts';

export interface ReportRun {
  readonly recording: Recording;
  readonly verdict: Verdict;
  /** In the language of the report. */
  readonly texts: ReportTexts;
  /** What follows for an audience, where it was asked for; in the language of the report. */
  readonly audience?: ExplainedAnswer | null;
}

interface ReportOptions {
  readonly formats: readonly ReportFormat[];
  readonly language: Language;
  /** Made where it is missing. A file of an earlier report in it is replaced. */
  readonly folder: string;
  /** Makes a PDF of a page; an installed browser unless told otherwise. */
  readonly printPage?: PrintPage;
}

/** What the writers of one report share: pictures are drawn once. */
interface Report extends ReportRun {
  readonly language: Language;
  readonly folder: string;
  readonly pictures: () => Promise<RunPictures>;
  readonly printPage: PrintPage;
}

function contentOf(
  { recording, verdict, texts, language }: Report,
  drawn: RunPictures | null,
  audience: ReportContent['audience'] = null,
): ReportContent {
  const pictures = {
    loadOverN: drawn?.inPage.get('load-over-n') ?? '',
    loadOverTime: drawn?.inPage.get('load-over-time') ?? '',
    framesOverN: drawn?.inPage.get('frames-over-n') ?? null,
  };
  return { meta: recording.meta, verdict, texts, pictures, audience, language };
}

async function pageOf(report: Report): Promise<string> {
  const { audience, language } = report;
  const drawn = audience
    ? { ...audience, pictures: await audiencePictures(audience.audience, language) }
    : null;
  return reportHtml(contentOf(report, await report.pictures(), drawn));
}

async function one(report: Report, name: string, content: string | Uint8Array): Promise<string[]> {
  const file = path.join(report.folder, name);
  await writeWhole(file, content);
  return [file];
}

async function csvFiles({ recording, verdict, folder }: Report): Promise<string[]> {
  const files: string[] = [];
  for (const table of runTables(recording, verdict)) {
    const file = path.join(folder, `${table.name}.csv`);
    await writeCsv(table, file);
    files.push(file);
  }
  return files;
}

async function jsonFiles(report: Report): Promise<string[]> {
  const { recording, verdict } = report;
  const lines = [...traceLines(recording)].join('\n');
  return [
    ...(await one(report, 'verdict.json', `${JSON.stringify(verdict, null, 2)}\n`)),
    ...(await one(report, 'trace.ndjson', `${lines}\n`)),
  ];
}

async function svgFiles(report: Report): Promise<string[]> {
  const { standalone } = await report.pictures();
  const files = await Promise.all(
    [...standalone].map(([name, svg]) => one(report, `${name}.svg`, `${svg}\n`)),
  );
  return files.flat();
}

async function pngFiles(report: Report): Promise<string[]> {
  const { pixels } = await report.pictures();
  const files = await Promise.all(pixels.map(({ name, png }) => one(report, `${name}.png`, png)));
  return files.flat();
}

async function workbookFile(report: Report): Promise<string[]> {
  // Excel's parts are loaded only where they are needed.
  const { workbook } = await import('./xlsx/workbook.ts');
  const { pixels } = await report.pictures();
  const { recording, verdict, language } = report;
  return one(report, 'report.xlsx', await workbook(recording, verdict, pixels, language));
}

function junitFile(report: Report): Promise<string[]> {
  const { verdict, recording, language } = report;
  const gate = { verdict, meta: recording.meta, require: null, comparison: null, language };
  return one(report, 'report.junit.xml', junitXml(gateSuite(gate)));
}

const WRITERS: Readonly<Record<ReportFormat, (report: Report) => Promise<string[]>>> = {
  html: async (report) => one(report, 'report.html', await pageOf(report)),
  pdf: async (report) => one(report, 'report.pdf', await report.printPage(await pageOf(report))),
  xlsx: workbookFile,
  csv: csvFiles,
  json: jsonFiles,
  junit: junitFile,
  markdown: (report) => one(report, 'report.md', reportMarkdown(contentOf(report, null))),
  svg: svgFiles,
  png: pngFiles,
};

/** Formats that need the charts as pixels. */
const WITH_PIXELS: readonly ReportFormat[] = ['png', 'xlsx'];

/**
 * Writes a run's report in each format, in their order: `report.FORMAT`, for CSV, SVG and PNG a file for each table or chart, for JSON
 * `verdict.json` and `trace.ndjson`.
 * @returns the paths written
 * @throws Problem `file.unwritable` where a file or the folder cannot be written, `font.missing` where charts are wanted as
 * pixels and there is nothing to write with, `pdf.no-browser` or `pdf.failed` where no PDF can be made
 */
export async function writeReport(run: ReportRun, options: ReportOptions): Promise<string[]> {
  const { formats, language, folder, printPage = (html: string) => printPdf(html) } = options;
  const fonts = formats.some((format) => WITH_PIXELS.includes(format)) ? pictureFonts(language) : null;
  let drawn: Promise<RunPictures> | null = null;
  const pictures = () => (drawn ??= runPictures(run.recording, run.verdict, language, fonts));
  const written: string[] = [];
  for (const format of formats)
    written.push(...(await WRITERS[format]({ ...run, language, folder, pictures, printPage })));
  return written;
}
