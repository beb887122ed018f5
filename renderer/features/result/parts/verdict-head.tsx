import { explainVerdict } from '../../../../shared/explain/verdict.ts';
import type { Verdict } from '../../../../shared/model/verdict.ts';
import { useTexts } from '../../../ui/language.tsx';

/** The verdict in a sentence that a manager understands, beside its number. */
export function VerdictHead({ verdict }: { readonly verdict: Verdict }) {
  const { texts, language, number } = useTexts();
  const { headline, sentences } = explainVerdict(verdict, language);
  const mark = verdict.verdict === 'at-least' ? '≥' : '';
  return (
    <section className="verdict" aria-label={texts.live.capacity}>
      <p className="verdict-number">
        {mark}
        {number(verdict.capacity)}
      </p>
      <div>
        <div role="status">
          <h2>{headline}</h2>
        </div>
        {sentences
          .filter((sentence) => sentence !== '')
          .map((sentence) => (
            <p key={sentence}>{sentence}</p>
          ))}
      </div>
    </section>
  );
}
