import { importRun } from '../../engine/run-file.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import type { Context } from '../io.ts';
import { openRuns } from '../open-runs.ts';

/** `kneescope import FILE`: takes in a run from another box. */
export async function importFromFile(context: Context, [file = '']: readonly string[]): Promise<ExitCode> {
  const history = openRuns(context);
  try {
    const imported = await importRun(history, file);
    const { keeping } = context.texts;
    if (context.json) context.document(imported);
    else context.say((imported.duplicate ? keeping.alreadyHere : keeping.imported)({ run: imported.run }));
    return EXIT.done;
  } finally {
    history.close();
  }
}
