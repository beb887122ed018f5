import { en } from './en/index.ts';
import type { Language } from './language.ts';
import { zhCN } from './zh-CN/index.ts';

/** The texts of one language. English has the shape, and the compiler holds Chinese to it. */
export type Messages = typeof en;

const ALL: Record<Language, Messages> = { en, 'zh-CN': zhCN };

export function messages(language: Language): Messages {
  return ALL[language];
}
