/** What a terminal obeys and does not show, and what turns the direction of writing; a new line and a tab are texts. */
const OBEYED = /(?![\n\t])\p{Cc}|[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu;

const hexadecimal = (sign: string) => (sign.codePointAt(0) ?? 0).toString(16).padStart(4, '0');

/**
 * A text as a terminal may show it: names, logs and messages of others can hold sequences that clear the screen, rename
 * the window or write what nobody said. They are shown, as `\u001b`, and not obeyed. In a JSON document that escape means
 * the very sign, so nothing is lost there.
 */
export function printable(text: string): string {
  return text.replaceAll(OBEYED, (sign) => `\\u${hexadecimal(sign)}`);
}
