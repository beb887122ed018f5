import { limitSentence, type ExplainedAudience } from '../../../../shared/explain/audience.ts';
import type { Language } from '../../../../shared/locale/language.ts';
import type { Audience } from '../../../../shared/model/audience.ts';

/** What the whole answer comes to, in the sentence that matters most of what was asked: who limits, else who waits, else what another box carries. */
export function headlineOf(audience: Audience, explained: ExplainedAudience, language: Language): string {
  const { needMbps, uplinkMbps, limitedBy } = audience;
  if (limitedBy !== 'none' || (needMbps !== null && uplinkMbps !== null))
    return limitSentence(audience, language);
  const { boxes, waiting, hardware, bandwidth } = explained;
  return boxes[0] ?? waiting[0] ?? hardware[0] ?? bandwidth[0] ?? '';
}
