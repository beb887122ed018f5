import type { Language } from '../locale/language.ts';
import { messages, type Messages } from '../locale/messages.ts';
import { resourceName } from '../locale/resource-name.ts';
import { cardCount, intervalOf } from '../model/level-loads.ts';
import { entry } from '../locale/entry.ts';
import type { Verdict, Warning, Without } from '../model/verdict.ts';
import { decidedBy, whatWouldChange } from './reasons.ts';

/** Whether its time budget ended the run; the same reason stands where somebody ended it for what was known. */
const wasOutOfTime = ({ warnings }: Verdict) => warnings.some(({ code }) => code === 'budget');

function limitSentence(
  verdict: Verdict,
  capacity: number,
  language: Language,
  texts: Messages['verdict'],
): string {
  const { limitedBy } = verdict;
  const next = capacity + 1;
  if (!limitedBy) return '';
  const { resource, index, reason } = limitedBy;
  switch (reason) {
    case 'load':
    case 'memory': {
      const reached = verdict.levels.find(({ n }) => n === next);
      const watched = verdict.resources.find((one) => one.resource === resource && one.index === index);
      const name = resource ? resourceName(resource, index, cardCount(verdict), language) : '';
      const limit = watched?.limit ?? 100;
      const load = (resource && intervalOf(reached, { resource, index })?.mean) ?? null;
      // What was just below its limit, and not surely so, did not pass it.
      return load !== null && load < limit
        ? messages(language).explaining.near({ resource: name, limit, next, load })
        : texts.limitedBy[reason]({ resource: name, limit, next, load });
    }
    case 'crash':
      return texts.limitedBy.crash({ next });
    case 'frames':
      return texts.limitedBy.frames({ next });
    case 'budget':
      return wasOutOfTime(verdict)
        ? texts.outOfTime({ cap: capacity })
        : texts.limitedBy.budget({ cap: capacity });
    default:
      return texts.limitedBy[reason]({ cap: capacity });
  }
}

export interface ExplainedVerdict {
  /** The verdict in one sentence that a manager understands. */
  readonly headline: string;
  /** What stands behind it, a sentence each. */
  readonly sentences: readonly string[];
}

const told = (sentence: string | null) => (sentence === null ? [] : [sentence]);

/** A verdict in words: what it is, which readings decided, how sure that is, and what would change it. */
export function explainVerdict(verdict: Verdict, language: Language): ExplainedVerdict {
  const texts = messages(language).verdict;
  const simulated = verdict.simulated ? [texts.simulated()] : [];
  const { capacity, confidence, interval, safe } = verdict;
  if (verdict.verdict === 'invalid' || capacity === null) {
    const reason = verdict.reason ?? '';
    const sentence = entry(texts.invalid, reason)?.() ?? texts.unknownReason({ reason });
    return { headline: texts.headline.invalid(), sentences: [sentence, ...simulated] };
  }
  const sure =
    confidence !== null && interval && safe !== null
      ? [texts.confidence({ confidence, low: interval[0], high: interval[1], safe })]
      : [];
  return {
    headline: texts.headline[verdict.verdict]({ capacity }),
    sentences: [
      limitSentence(verdict, capacity, language, texts),
      ...told(decidedBy(verdict, language)),
      ...sure,
      texts.capacities({
        load: verdict.loadCapacity,
        predicted: (verdict.loadCapacity ?? 0) > Math.max(capacity, ...verdict.levels.map(({ n }) => n)),
        frames: verdict.frameCapacity,
      }),
      ...told(whatWouldChange(verdict, language)),
      ...simulated,
    ],
  };
}

/** What a warning cost, where that was told by deciding without it. */
function withoutIt(data: Warning['data'], texts: Messages): string {
  const { capacity, confidence } = (data['without'] ?? {}) as Partial<Without>;
  return typeof capacity === 'number' && typeof confidence === 'number'
    ? texts.explaining.without({ capacity, confidence })
    : '';
}

/** A warning in words; one that we have no words for is shown as it is. */
export function explainWarning({ code, data, text }: Warning, language: Language): string {
  const texts = messages(language);
  const sentence = entry(texts.warnings, code);
  if (sentence) return `${sentence(data)}${withoutIt(data, texts)}`;
  return text === '' ? texts.unknownWarning({ code, data: JSON.stringify(data) }) : text;
}

/** The verdict with the English text of each warning, as the format wants it. */
export function withTexts(verdict: Verdict): Verdict {
  return {
    ...verdict,
    warnings: verdict.warnings.map((warning) => ({ ...warning, text: explainWarning(warning, 'en') })),
  };
}
