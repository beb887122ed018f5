import { exitCodeOf, type ExitCode } from '../exit-codes.ts';
import type { Context } from '../io.ts';
import { openRuns } from '../open-runs.ts';
import type { Options } from '../options.ts';
import { revisionFrom } from '../revision.ts';
import { verdictText } from '../text/verdict-text.ts';

/** `kneescope decide RUN`: the verdict of a kept run at other limits or by another method, without running it. */
export function decideAgain(
  context: Context,
  [wanted = '']: readonly string[],
  options: Options,
): Promise<ExitCode> {
  const history = openRuns(context);
  try {
    const { verdict } = history.decideAgain(wanted, revisionFrom(options));
    if (context.json) context.document(verdict);
    else context.say(verdictText(verdict, context.language));
    return Promise.resolve(exitCodeOf(verdict, null, null));
  } finally {
    history.close();
  }
}
