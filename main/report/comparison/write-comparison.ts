import path from 'node:path';
import type { Language } from '../../../shared/locale/language.ts';
import type { Comparison } from '../../../shared/model/comparison.ts';
import type { Verdict } from '../../../shared/model/verdict.ts';
import { loadOverNData } from '../../../renderer/charts/chart-data.ts';
import { drawPictures } from '../pictures/draw-pictures.ts';
import { writeWhole } from '../write-whole.ts';
import { comparisonHtml } from './comparison-html.ts';

/** What is compared, with the verdicts that its charts are drawn from. */
export interface ComparedVerdicts {
  readonly comparison: Comparison;
  readonly base: Verdict;
  readonly candidate: Verdict;
}

/**
 * Writes `comparison.html` into a folder, which is made where it is missing.
 * @returns the file
 * @throws Problem `file.unwritable`
 */
export async function writeComparison(
  { comparison, base, candidate }: ComparedVerdicts,
  folder: string,
  language: Language,
): Promise<string> {
  const charts = [base, candidate].map((verdict) => ({
    chart: 'load-over-n' as const,
    data: loadOverNData(verdict),
  }));
  const [before, after] = await drawPictures({ language, charts, pixels: null });
  const file = path.join(folder, 'comparison.html');
  const pictures = { base: before?.svg ?? '', candidate: after?.svg ?? '' };
  await writeWhole(file, comparisonHtml({ comparison, pictures, language }));
  return file;
}
