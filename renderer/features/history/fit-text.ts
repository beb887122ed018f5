import { textWidth } from '../../charts/geometry/text-layout.ts';

/** Bold letters are about so much wider. */
const BOLD = 1.12;

/**
 * A text that fits into so many pixels, with a sign where something was left out. Cut here and not by the style sheet: what is
 * left out is then known, and the whole text stands in the title.
 */
export function fitText(text: string, pixels: number, fontSize: number, bold = false): string {
  const wide = (part: string) => textWidth(part, fontSize) * (bold ? BOLD : 1);
  if (wide(text) <= pixels) return text;
  const letters = Array.from(text);
  let [fits, tooMany] = [0, letters.length];
  while (tooMany - fits > 1) {
    const middle = Math.floor((fits + tooMany) / 2);
    if (wide(`${letters.slice(0, middle).join('')}…`) <= pixels) fits = middle;
    else tooMany = middle;
  }
  return `${letters.slice(0, fits).join('').trimEnd()}…`;
}
