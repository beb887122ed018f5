import { explainVerdict, explainWarning } from '../../../shared/explain/verdict.ts';
import type { Language } from '../../../shared/locale/language.ts';
import { messages } from '../../../shared/locale/messages.ts';
import { resourceName } from '../../../shared/locale/resource-name.ts';
import { cardCount } from '../../../shared/model/level-loads.ts';
import type { ResourceVerdict, Verdict } from '../../../shared/model/verdict.ts';
import type { Interval } from '../../../shared/stats/interval.ts';
import { curveText } from './curve-text.ts';
import stringWidth from 'string-width';
import { pad } from './width.ts';

/** With what it may be off by: digits alone would promise more than was measured. */
function demandText({ mean, low, high }: Interval): string {
  const half = low === null || high === null ? '' : ` ± ${((high - low) / 2).toFixed(2)}`;
  return `${mean.toFixed(2)} %${half}`;
}

function resourceRow({ capacity, predicted, limit, demand }: ResourceVerdict, language: Language): string {
  const texts = messages(language).cli.resources;
  const own =
    capacity === null
      ? texts.unknown
      : predicted
        ? texts.predicted({ n: capacity })
        : texts.measured({ n: capacity });
  return texts.row({
    capacity: own,
    limit,
    demand: demand && demandText(demand),
  });
}

/** Nothing where the run cannot be trusted: what each resource would carry is a claim, too. */
function resourceTable(verdict: Verdict, language: Language): string[] {
  if (verdict.verdict === 'invalid') return [];
  const cards = cardCount(verdict);
  const names = verdict.resources.map(({ resource, index }) =>
    resourceName(resource, index, cards, language),
  );
  const columns = Math.max(0, ...names.map((name) => stringWidth(name)));
  const rows = verdict.resources.map(
    (resource, i) => `  ${pad(names[i] ?? '', columns)}  ${resourceRow(resource, language)}`,
  );
  return rows.length === 0 ? [] : [messages(language).cli.resources.title, ...rows];
}

/** A verdict as a person reads it in a terminal: the sentence, the curve, what stands behind it, what to beware of. */
export function verdictText(verdict: Verdict, language: Language): string {
  const { headline, sentences } = explainVerdict(verdict, language);
  const warnings = verdict.warnings.map((warning) => `  ! ${explainWarning(warning, language)}`);
  const blocks = [
    [headline, ...sentences.map((sentence) => `  ${sentence}`)],
    curveText(verdict, language),
    resourceTable(verdict, language),
    warnings.length === 0 ? [] : [messages(language).cli.warnings, ...warnings],
  ];
  return blocks
    .filter((block) => block.length > 0)
    .map((block) => block.join('\n'))
    .join('\n\n');
}
