import type { Language } from './language.ts';
import { messages, type Messages } from './messages.ts';

/**
 * What a watched resource is called: `CPU`, `GPU`, and with its card's number where the box has several: `GPU 0`.
 * @param index the card's place, null for what is per box
 * @param gpus how many cards the box has
 */
export function resourceName(
  resource: keyof Messages['loads'],
  index: number | null,
  gpus: number,
  language: Language,
): string {
  const name = messages(language).loads[resource];
  return index === null || gpus < 2 ? name : `${name} ${index}`;
}
