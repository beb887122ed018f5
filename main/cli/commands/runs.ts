import { RUNS_FORMAT } from '../../../shared/model/runs.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import type { Context } from '../io.ts';
import { openRuns } from '../open-runs.ts';
import { runsText } from '../text/runs-text.ts';

/** `kneescope runs`: the history. */
export function runs(context: Context): Promise<ExitCode> {
  const history = openRuns(context);
  try {
    const kept = history.list();
    if (context.json) context.document({ format: RUNS_FORMAT, runs: kept });
    else context.say(runsText(kept, context.language));
    return Promise.resolve(EXIT.done);
  } finally {
    history.close();
  }
}
