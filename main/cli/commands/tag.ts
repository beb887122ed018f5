import { Problem } from '../../../shared/model/problem.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import type { Context } from '../io.ts';
import { openRuns } from '../open-runs.ts';

/** `kneescope tag RUN NAME…`: adds names to a run. */
export function tag(context: Context, [wanted = '', ...names]: readonly string[]): Promise<ExitCode> {
  if (names.some((name) => name.trim() === ''))
    throw new Problem('argument.missing', { argument: 'name', command: 'tag' });
  const history = openRuns(context);
  try {
    const summary = history.tag(wanted, names);
    if (context.json) context.document(summary);
    else context.say(context.texts.cli.tagged({ run: summary.run, names: summary.tags.join(', ') }));
    return Promise.resolve(EXIT.done);
  } finally {
    history.close();
  }
}
