import { Problem } from '../../../shared/model/problem.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import type { Context } from '../io.ts';
import { openRuns } from '../open-runs.ts';
import { numberOption, type Options } from '../options.ts';

const DAY_MS = 86_400_000;
const BYTES_PER_MIB = 2 ** 20;

/** `kneescope prune --older-than DAYS --larger-than MIB`: retention by age and size. */
export function prune(context: Context, _parameters: readonly string[], options: Options): Promise<ExitCode> {
  const days = numberOption(options, 'olderThan', '--older-than', { least: 0, most: 36_500 });
  const mebibytes = numberOption(options, 'largerThan', '--larger-than', { least: 0, most: 2 ** 30 });
  if (days === undefined && mebibytes === undefined)
    throw new Problem('argument.missing', { argument: '--older-than | --larger-than', command: 'prune' });
  const dryRun = options['dryRun'] === true;
  const history = openRuns(context);
  try {
    const removed = history.store.prune({
      before: days === undefined ? null : new Date(Date.now() - days * DAY_MS),
      mostBytes: mebibytes === undefined ? null : mebibytes * BYTES_PER_MIB,
      dryRun,
    });
    if (context.json) context.document({ removed, dryRun });
    else context.say(context.texts.keeping.pruned({ runs: removed, dryRun }));
    return Promise.resolve(EXIT.done);
  } finally {
    history.close();
  }
}
