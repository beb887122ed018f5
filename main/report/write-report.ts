import path from 'node:path';
import type { Language } from '../../shared/locale/language.ts';
import type { Recording } from '../../shared/model/trace-text.ts';
import type { Verdict } from '../../shared/model/verdict.ts';
import { audiencePictures } from './audience/audience-pictures.ts';
import type { ExplainedAnswer } from './audience/explained-answer.ts';
import type { ReportTexts } from './html/content.ts';
import { reportHtml } from './html/report-html.ts';
import { runPictures } from './pictures/run-pictures.ts';
import { writeWhole } from './write-whole.ts';

export type ReportFormat = 'html';

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
}

async function htmlPage(run: ReportRun, language: Language): Promise<string> {
  const { recording, verdict, texts } = run;
  const drawn = await runPictures(recording, verdict, language);
  const pictures = {
    loadOverN: drawn.get('load-over-n') ?? '',
    loadOverTime: drawn.get('load-over-time') ?? '',
    framesOverN: drawn.get('frames-over-n') ?? null,
  };
  const audience = run.audience
    ? { ...run.audience, pictures: await audiencePictures(run.audience.audience, language) }
    : null;
  return reportHtml({ meta: recording.meta, verdict, texts, pictures, audience, language });
}

const WRITERS: Record<ReportFormat, (run: ReportRun, language: Language) => Promise<string>> = {
  html: htmlPage,
};

/**
 * Writes a run's report, one file `report.FORMAT` for each format.
 * @returns the paths written
 * @throws Problem `file.unwritable` where a file or the folder cannot be written
 */
export async function writeReport(run: ReportRun, options: ReportOptions): Promise<string[]> {
  const { formats, language, folder } = options;
  const written: string[] = [];
  for (const format of formats) {
    const file = path.join(folder, `report.${format}`);
    const text = await WRITERS[format](run, language);
    await writeWhole(file, text);
    written.push(file);
  }
  return written;
}
