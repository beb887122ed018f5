import { Problem } from '../../../shared/model/problem.ts';
import { DEFAULT_BASELINE, setBaseline } from '../../engine/compared.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import type { Context } from '../io.ts';
import { openRuns } from '../open-runs.ts';
import { baselinesText } from '../text/comparison-text.ts';

export const BASELINES_FORMAT = 'kneescope.baselines/1';

/** `kneescope baseline set RUN [NAME]` and `kneescope baseline list`. */
export function baseline(
  context: Context,
  [action = '', wanted, name = DEFAULT_BASELINE]: readonly string[],
): Promise<ExitCode> {
  if (action !== 'set' && action !== 'list')
    throw new Problem('option.value', { option: 'baseline', value: action, expected: 'set, list' });
  if (action === 'list' && wanted !== undefined)
    throw new Problem('argument.extra', { argument: wanted, command: 'baseline' });
  if (action === 'set' && wanted === undefined)
    throw new Problem('argument.missing', { argument: 'run', command: 'baseline' });
  const history = openRuns(context);
  try {
    if (wanted !== undefined) {
      const set = setBaseline(history, wanted, name, new Date());
      if (context.json) context.document({ format: BASELINES_FORMAT, set: set.baseline, before: set.before });
      else {
        const { run } = set.baseline;
        context.say(context.texts.comparison.cli.baselineSet({ name, run, before: set.before }));
      }
      return Promise.resolve(EXIT.done);
    }
    const kept = history.store.baselines.list();
    const capacities = new Map(history.list().map(({ run, capacity }) => [run, capacity]));
    const rows = kept.map((one) => ({ ...one, capacity: capacities.get(one.run) ?? null }));
    if (context.json) context.document({ format: BASELINES_FORMAT, baselines: rows });
    else {
      const boxes = new Map(history.list().map(({ run, box }) => [run, box]));
      const named = rows.map((row) => ({ ...row, box: boxes.get(row.run) ?? row.box }));
      context.say(baselinesText(named, context.language));
    }
    return Promise.resolve(EXIT.done);
  } finally {
    history.close();
  }
}
