import type { Language } from './language.ts';

const formats = new Map<string, Intl.NumberFormat>();

/**
 * A number as people of a language write it, with exactly these decimals and thousands apart.
 * @param decimals 0 to 20; rounded half away from zero
 */
export function numberText(value: number, language: Language, decimals = 0): string {
  const key = `${language} ${decimals}`;
  let format = formats.get(key);
  if (!format) {
    format = new Intl.NumberFormat(language, {
      minimumFractionDigits: decimals,
      maximumFractionDigits: decimals,
      // What rounds to nothing has no sign.
      signDisplay: 'negative',
    });
    formats.set(key, format);
  }
  return format.format(value);
}
