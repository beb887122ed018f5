import { EXIT, type ExitCode } from '../exit-codes.ts';
import type { Context } from '../io.ts';
import { openRuns } from '../open-runs.ts';

/** `kneescope delete RUN`. */
export function deleteRun(context: Context, [wanted = '']: readonly string[]): Promise<ExitCode> {
  const history = openRuns(context);
  try {
    const run = history.remove(wanted);
    if (context.json) context.document({ deleted: run });
    else context.say(context.texts.cli.deleted({ run }));
    return Promise.resolve(EXIT.done);
  } finally {
    history.close();
  }
}
