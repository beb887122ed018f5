import { CONDITIONS, type Comparison, type Condition } from '../../../shared/model/comparison.ts';
import { Problem } from '../../../shared/model/problem.ts';
import { poolVerdicts } from '../../../shared/probing/compare/pool.ts';
import { comparedRun, compareKept, runOrBaseline } from '../../engine/compared.ts';
import type { History } from '../../engine/history.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import type { Context } from '../io.ts';
import { openRuns } from '../open-runs.ts';
import type { Options } from '../options.ts';
import { comparisonText } from '../text/comparison-text.ts';
import { writeJunit } from '../junit-of.ts';

/** `--allow-different box,limits,scene`. @throws Problem `option.value` */
export function allowedFrom(options: Options): readonly Condition[] {
  const text = options['allowDifferent'];
  if (typeof text !== 'string') return [];
  const named = text.split(',').map((name) => name.trim());
  const unknown = named.find((name) => !(CONDITIONS as readonly string[]).includes(name));
  if (unknown !== undefined)
    throw new Problem('option.value', {
      option: '--allow-different',
      value: unknown,
      expected: CONDITIONS.join(', '),
    });
  return CONDITIONS.filter((condition) => named.includes(condition));
}

/** What a comparison means as an exit code. @throws Problem `compare.different` where it may not gate */
export function gateExit({ gate, differences, result }: Comparison): ExitCode {
  if (!gate) throw new Problem('compare.different', { differences });
  return result === 'worse' ? EXIT.below : EXIT.done;
}

/** Writes the comparison as a page beside the reports. */
export async function reportComparison(
  history: History,
  comparison: Comparison,
  folder: string,
  context: Context,
): Promise<void> {
  const { writeComparison } = await import('../../report/comparison/write-comparison.ts');
  const verdictOf = (runs: readonly string[]) => poolVerdicts(comparedRun(history, runs[0] ?? '').verdicts);
  const compared = {
    comparison,
    base: verdictOf(comparison.base.runs),
    candidate: verdictOf(comparison.candidate.runs),
  };
  const file = await writeComparison(compared, folder, context.language);
  context.note(context.texts.cli.reportAt({ file }));
}

/** `kneescope compare BASE CANDIDATE`: build against build, exit 3 when worse. */
export async function compare(
  context: Context,
  [base = '', candidate = '']: readonly string[],
  options: Options,
): Promise<ExitCode> {
  const history = openRuns(context);
  try {
    const [then, now] = [runOrBaseline(history, base), runOrBaseline(history, candidate)];
    const comparison = compareKept(history, then, now, allowedFrom(options));
    if (context.json) context.document(comparison);
    else context.say(comparisonText(comparison, context.language));
    const { report, junit } = options;
    if (typeof report === 'string') await reportComparison(history, comparison, report, context);
    if (typeof junit === 'string') {
      const { meta, verdicts } = comparedRun(history, now);
      const gate = { verdict: poolVerdicts(verdicts), meta, require: null, comparison };
      await writeJunit(junit, gate, context);
    }
    return gateExit(comparison);
  } finally {
    history.close();
  }
}
