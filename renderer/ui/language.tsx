import { createContext, use } from 'react';
import type { Language } from '../../shared/locale/language.ts';
import { messages, type Messages } from '../../shared/locale/messages.ts';
import { numberText } from '../../shared/locale/numbers.ts';

const LanguageContext = createContext<Language>('en');
export const LanguageProvider = LanguageContext.Provider;

export interface Texts {
  readonly language: Language;
  readonly texts: Messages;
  /** A number as people write it; null is a dash, for it is unavailable and not 0. */
  readonly number: (value: number | null | undefined, decimals?: number) => string;
}

/** The texts of the reader's language. */
export function useTexts(): Texts {
  const language = use(LanguageContext);
  return {
    language,
    texts: messages(language),
    number: (value, decimals = 0) =>
      value === null || value === undefined ? '–' : numberText(value, language, decimals),
  };
}
