export const LANGUAGES = ['en', 'zh-CN'] as const;
/** The two languages of every screen and report; neither is a translation of second rank. */
export type Language = (typeof LANGUAGES)[number];

/** The language meant by a tag such as `zh_CN.UTF-8`, `zh-Hans-CN` or `en-GB`; English where it is neither. */
export function languageOf(tag: string | null | undefined): Language {
  return /^zh\b|^zh[_-]/iu.test(tag ?? '') ? 'zh-CN' : 'en';
}

/** Whether a tag means one of the two languages: where somebody names another one, it is said that there is none. */
export function isLanguage(tag: string): boolean {
  return /^(?:zh|en)(?:[_.-]|$)/iu.test(tag);
}
