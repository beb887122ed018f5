import { explainVerdict, explainWarning } from '../../shared/explain/verdict.ts';
import type { Language } from '../../shared/locale/language.ts';
import type { JudgedRun } from '../engine/history.ts';
import type { ExplainedAnswer } from '../report/audience/explained-answer.ts';
import type { ReportFormat } from '../../shared/model/report-formats.ts';

/** Writes the report of a run and returns the files. What draws it is loaded only now. */
export async function writeReportFor(
  { recording, verdict }: JudgedRun,
  formats: readonly ReportFormat[],
  folder: string,
  language: Language,
  audience: ExplainedAnswer | null = null,
): Promise<readonly string[]> {
  const { writeReport } = await import('../report/write-report.ts');
  const warnings = verdict.warnings.map((warning) => explainWarning(warning, language));
  const texts = { ...explainVerdict(verdict, language), warnings };
  return writeReport({ recording, verdict, texts, audience }, { formats, language, folder });
}
