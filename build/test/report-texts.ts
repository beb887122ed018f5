import type { ReportTexts } from '../../main/report/html/content.ts';
import type { Language } from '../../shared/locale/language.ts';
import type { Verdict } from '../../shared/model/verdict.ts';

/** Sentences such as shared/explain makes, for reports in tests. */
export function reportTexts({ warnings }: Verdict, language: Language): ReportTexts {
  const english = language === 'en';
  return {
    headline: english
      ? 'This box carries 7 instances; with an eighth the GPU would pass its limit.'
      : '这台机器可以同时运行 7 个实例；再加一个，GPU 就会超过上限。',
    sentences: [english ? 'The GPU gave out first.' : '最先达到极限的是 GPU。'],
    warnings: warnings.map((_, place) => (english ? `Warning ${place + 1}.` : `警告 ${place + 1}。`)),
  };
}
