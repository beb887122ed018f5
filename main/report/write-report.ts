import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Language } from '../../shared/locale/language.ts';
import { Problem } from '../../shared/model/problem.ts';
import type { Recording } from '../../shared/model/trace-text.ts';
import type { Verdict } from '../../shared/model/verdict.ts';
import { framesOverNData, loadOverNData, loadOverTimeData } from '../../renderer/charts/chart-data.ts';
import type { ReportTexts } from './html/content.ts';
import { reportHtml } from './html/report-html.ts';
import { drawPictures } from './pictures/draw-pictures.ts';

export type ReportFormat = 'html';

export interface ReportRun {
  readonly recording: Recording;
  readonly verdict: Verdict;
  /** In the language of the report. */
  readonly texts: ReportTexts;
}

interface ReportOptions {
  readonly formats: readonly ReportFormat[];
  readonly language: Language;
  /** Made where it is missing. A file of an earlier report in it is replaced. */
  readonly folder: string;
}

async function htmlPage({ recording, verdict, texts }: ReportRun, language: Language): Promise<string> {
  const frames = framesOverNData(recording, verdict);
  const pictures = await drawPictures({
    language,
    loadOverN: loadOverNData(verdict),
    loadOverTime: loadOverTimeData(recording, verdict),
    framesOverN: frames.points.length === 0 ? null : frames,
  });
  return reportHtml({ meta: recording.meta, verdict, texts, pictures, language });
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
    try {
      await mkdir(folder, { recursive: true });
      await writeFile(file, text);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      throw new Problem('file.unwritable', { file, reason });
    }
    written.push(file);
  }
  return written;
}
