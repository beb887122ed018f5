import type { Language } from '../locale/language.ts';
import { messages } from '../locale/messages.ts';
import { numberText } from '../locale/numbers.ts';
import type { Seconds } from '../model/units.ts';

/** What a probe's length is guessed from; null where nothing tells. */
type LikelyDuration =
  | { readonly from: 'history'; readonly seconds: Seconds }
  | { readonly from: 'pace'; readonly baseline: Seconds; readonly perLevel: Seconds }
  | {
      readonly from: 'looks';
      readonly baseline: Seconds;
      readonly first: Seconds;
      readonly passing: Seconds;
      readonly last: Seconds;
      readonly longest: Seconds;
    };

const MINUTE: Seconds = 60;

/** How long a probe may take, in words. */
export function explainDuration(duration: LikelyDuration | null, language: Language): string {
  const words = messages(language).plan.check;
  const time = (seconds: Seconds) =>
    seconds < 2 * MINUTE
      ? words.seconds(Math.round(seconds))
      : words.minutes(numberText(seconds / MINUTE, language));
  if (duration === null) return words.open;
  switch (duration.from) {
    case 'history':
      return words.fromHistory(time(duration.seconds));
    case 'pace':
      return words.fromPace(time(duration.baseline), time(duration.perLevel));
    case 'looks': {
      const { baseline, first, passing, last, longest } = duration;
      return words.fromLooks({
        baseline: time(baseline),
        first: time(first),
        passing: time(passing),
        last: time(last),
        longest: time(longest),
      });
    }
  }
}
