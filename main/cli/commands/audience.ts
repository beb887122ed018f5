import { explainAudience } from '../../../shared/explain/audience.ts';
import { audience } from '../../../shared/planning/audience.ts';
import { openHistory, type JudgedRun } from '../../engine/history.ts';
import { audienceInput } from '../audience-options.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import type { Context } from '../io.ts';
import type { Options } from '../options.ts';
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

/** `kneescope audience`: bandwidth, who gets what, waiting and boxes, from a kept run or from typed numbers. */
export function audienceOf(context: Context, _: readonly string[], options: Options): Promise<ExitCode> {
  const kept = keptRun(context, options['run']);
  const run = kept && {
    id: kept.summary.run,
    capacity: kept.verdict.capacity,
    simulated: kept.verdict.simulated,
  };
  const answer = audience(audienceInput(options, run));
  if (context.json) context.document(answer);
  else context.say(audienceText(answer, explainAudience(answer, context.language), context.language));
  return Promise.resolve(EXIT.done);
}
