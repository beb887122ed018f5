import type { Language } from '../../../shared/locale/language.ts';
import { messages } from '../../../shared/locale/messages.ts';
import { numberText } from '../../../shared/locale/numbers.ts';
import type { CurveDocument } from '../../../shared/model/curve.ts';

/** Neither method says anything of fewer different n. */
const FEWEST = 4;

/**
 * What other methods make of a table of somebody's own, as a person reads it.
 * @param counts how many different n the table has
 */
export function opinionsText({ curve }: CurveDocument, counts: number, language: Language): string {
  const { opinions } = messages(language).result;
  const { kneedle, usl } = curve;
  const none = counts < FEWEST ? opinions.few : opinions.none;
  const at = (n: number | null | undefined) =>
    n === null || n === undefined ? none : opinions.at(numberText(n, language, Number.isInteger(n) ? 0 : 1));
  const figures = usl && {
    sigma: numberText(usl.sigma, language, 4),
    kappa: numberText(usl.kappa, language, 5),
  };
  return [
    opinions.title,
    `  ${opinions.kneedle}: ${at(kneedle)}`,
    `  ${opinions.usl}: ${at(usl?.peak)}`,
    ...(figures ? [`    ${opinions.parameters(figures)}`] : []),
  ].join('\n');
}
