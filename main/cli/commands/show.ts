import { EXIT, type ExitCode } from '../exit-codes.ts';
import type { Context } from '../io.ts';
import { openRuns } from '../open-runs.ts';
import { runsText } from '../text/runs-text.ts';
import { verdictText } from '../text/verdict-text.ts';

/** `kneescope show RUN`: one run with its verdict. */
export function show(context: Context, [wanted = '']: readonly string[]): Promise<ExitCode> {
  const history = openRuns(context);
  try {
    const { summary, verdict } = history.read(wanted);
    if (context.json) {
      context.document(verdict);
      return Promise.resolve(EXIT.done);
    }
    context.say(`${runsText([summary], context.language)}\n`);
    if (summary.state === 'cut-off') context.say(`${context.texts.cli.cutOff}\n`);
    context.say(verdictText(verdict, context.language));
    return Promise.resolve(EXIT.done);
  } finally {
    history.close();
  }
}
