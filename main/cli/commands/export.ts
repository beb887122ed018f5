import { exportRun } from '../../engine/run-file.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import type { Context } from '../io.ts';
import { openRuns } from '../open-runs.ts';

/** `kneescope export RUN FILE`: a run as one file. */
export async function exportToFile(
  context: Context,
  [wanted = '', file = '']: readonly string[],
): Promise<ExitCode> {
  const history = openRuns(context);
  try {
    const run = await exportRun(history, wanted, file);
    if (context.json) context.document({ run, file });
    else context.say(context.texts.keeping.exported({ run, file }));
    return EXIT.done;
  } finally {
    history.close();
  }
}
