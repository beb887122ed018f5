import { explainComparison } from '../../../shared/explain/comparison.ts';
import type { Language } from '../../../shared/locale/language.ts';
import { messages } from '../../../shared/locale/messages.ts';
import type { Comparison } from '../../../shared/model/comparison.ts';
import type { Baseline } from '../../engine/compared.ts';
import { table } from './width.ts';

/** A comparison as a person reads it in a terminal. */
export function comparisonText(comparison: Comparison, language: Language): string {
  const texts = messages(language).comparison;
  const { headline, sentences, differences, notes } = explainComparison(comparison, language);
  const conditions =
    differences.length === 0
      ? []
      : [comparison.gate ? texts.allowed : texts.notGate, ...differences.map((line) => `  ! ${line}`)];
  return [[headline, ...sentences.map((line) => `  ${line}`)], conditions, notes.map((line) => `  ! ${line}`)]
    .filter((block) => block.length > 0)
    .map((block) => block.join('\n'))
    .join('\n\n');
}

/** The named baselines as a table. */
export function baselinesText(
  baselines: readonly (Baseline & { readonly capacity: number | null })[],
  language: Language,
): string {
  const { cli } = messages(language).comparison;
  if (baselines.length === 0) return cli.noBaselines;
  const rows = baselines.map(({ name, run, executable, capacity, setAt, box }) => [
    name,
    run,
    executable === '' ? '–' : executable,
    capacity === null ? '–' : String(capacity),
    setAt.slice(0, 16).replace('T', ' '),
    box,
  ]);
  return table([cli.baselineHeader, ...rows]).join('\n');
}
