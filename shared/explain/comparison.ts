import type { Language } from '../locale/language.ts';
import { messages } from '../locale/messages.ts';
import { resourceName } from '../locale/resource-name.ts';
import type { Comparison, ComparisonSide } from '../model/comparison.ts';
import { entry } from '../locale/entry.ts';

export interface ExplainedComparison {
  /** The result in one sentence. */
  readonly headline: string;
  /** Why, a sentence each: the reason, the capacities, the demands that decide. */
  readonly sentences: readonly string[];
  /** What differs in the conditions, a line each; empty where nothing does. */
  readonly differences: readonly string[];
  readonly notes: readonly string[];
}

/** A capacity as it stands in a sentence: `7`, `≥ 10`, `–`. */
export function capacityText({ capacity, verdict }: Pick<ComparisonSide, 'capacity' | 'verdict'>): string {
  if (capacity === null) return '–';
  return verdict === 'at-least' ? `≥ ${capacity}` : String(capacity);
}

/** How many cards a comparison speaks of. */
export function comparedCards({ resources }: Comparison): number {
  return Math.max(0, ...resources.map(({ index }) => (index ?? -1) + 1));
}

/** A comparison in words. */
export function explainComparison(comparison: Comparison, language: Language): ExplainedComparison {
  const texts = messages(language).comparison;
  const { result, reason, probability, resources } = comparison;
  const [base, candidate] = [capacityText(comparison.base), capacityText(comparison.candidate)];
  const headline =
    result === 'better' && base === candidate
      ? texts.betterByDemand({ capacity: candidate })
      : texts.headline[result]({ base, candidate });
  const cards = comparedCards(comparison);
  const changes = resources.flatMap(({ decides, change, resource, index }) =>
    decides && change
      ? [
          texts.change({
            resource: resourceName(resource, index, cards, language),
            change: change.mean,
            low: change.low ?? change.mean,
            high: change.high ?? change.mean,
          }),
        ]
      : [],
  );
  return {
    headline,
    sentences: [texts.reasons[reason], ...(probability ? [texts.probability(probability)] : []), ...changes],
    differences: comparison.differences.map((difference) => texts.difference(difference)),
    notes: comparison.notes.map(({ code, data }) => entry(texts.notes, code)?.(data) ?? code),
  };
}
