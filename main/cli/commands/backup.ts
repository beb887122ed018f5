import { backupTo } from '../../engine/backup.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import type { Context } from '../io.ts';
import { openRuns } from '../open-runs.ts';

/** `kneescope backup FILE`: all runs in one file, also while a probe runs. */
export async function backup(context: Context, [file = '']: readonly string[]): Promise<ExitCode> {
  const history = openRuns(context);
  try {
    await backupTo(history, file);
    if (context.json) context.document({ file });
    else context.say(context.texts.keeping.backedUp({ file }));
    return EXIT.done;
  } finally {
    history.close();
  }
}
