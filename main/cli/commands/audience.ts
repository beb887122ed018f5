import { explainAudience } from '../../../shared/explain/audience.ts';
import { audience } from '../../../shared/planning/audience.ts';
import { openHistory, type JudgedRun } from '../../engine/history.ts';
import { audienceInput } from '../audience-options.ts';
import { hardwareQuestion } from '../hardware-options.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import type { ExplainedAnswer } from '../../report/audience/explained-answer.ts';
import type { Context } from '../io.ts';
import type { Options } from '../options.ts';
import { writeReportFor } from '../report-of.ts';
import { audienceText } from '../text/audience-text.ts';

function keptRun(context: Context, wanted: unknown): JudgedRun | null {
  if (typeof wanted !== 'string') return null;
  const history = openHistory(context.dataFolder);
  try {
    return history.read(wanted);
  } finally {
    history.close();
  }
}

/** Writes what was answered: into the report of the run, or for typed numbers as a page of its own. */
async function writeReport(
  context: Context,
  kept: JudgedRun | null,
  answer: ExplainedAnswer,
  folder: string,
): Promise<void> {
  const { language } = context;
  const { writeAudience } = await import('../../report/audience/write-audience.ts');
  const files = kept
    ? await writeReportFor(kept, ['html'], folder, language, answer)
    : [await writeAudience(answer, folder, language)];
  for (const file of files) context.note(context.texts.cli.reportAt({ file }));
}

/** `kneescope audience`: bandwidth, who gets what, waiting and boxes, from a kept run or from typed numbers. */
export async function audienceOf(
  context: Context,
  _: readonly string[],
  options: Options,
): Promise<ExitCode> {
  const kept = keptRun(context, options['run']);
  const run = kept && {
    id: kept.summary.run,
    capacity: kept.verdict.capacity,
    simulated: kept.verdict.simulated,
  };
  const second = keptRun(context, options['calibrate']);
  const answer = audience(audienceInput(options, run, hardwareQuestion(options, kept, second)));
  const explained = explainAudience(answer, context.language);
  if (context.json) context.document(answer);
  else context.say(audienceText(answer, explained, context.language));
  const folder = options['report'];
  if (typeof folder === 'string') await writeReport(context, kept, { audience: answer, explained }, folder);
  return EXIT.done;
}
