import type { Comparison } from '../../../../shared/model/comparison.ts';
import { explainComparison } from '../../../../shared/explain/comparison.ts';
import { useTexts } from '../../../ui/language.tsx';
import { momentText } from '../../../ui/moment.ts';
import { letterOf, type Side } from '../compared.ts';
import { Swatch } from './swatch.tsx';

interface SideCardProps {
  readonly side: Side;
  readonly place: number;
  /** Against the first; null for the first itself. */
  readonly comparison: Comparison | null;
  readonly onOpen: (run: string) => void;
}

/** What a result is as a sign, beside the word: colour is never alone. */
const SIGNS: Readonly<Record<Comparison['result'], string>> = {
  better: '▲',
  same: '=',
  worse: '▼',
  'cannot-tell': '?',
};

/** One run: what it carries, how sure that is, and what became of it against the first. */
export function SideCard({ side, place, comparison, onOpen }: SideCardProps) {
  const { texts, language, number } = useTexts();
  const words = texts.compare;
  const { summary, verdict } = side;
  const { capacity, interval, confidence } = verdict;
  const explained = comparison && explainComparison(comparison, language);
  const build = summary.fileVersion ?? summary.sha256?.slice(0, 12);
  return (
    <li className={`panel compare-side${comparison ? ` compare-${comparison.result}` : ''}`}>
      <h2>
        <Swatch place={place} />
        <b>{letterOf(place)}</b>
        <button
          type="button"
          className="link"
          aria-label={texts.result.runs.open(summary.name)}
          onClick={() => {
            onOpen(summary.run);
          }}
        >
          {summary.name}
        </button>
      </h2>
      <p className="compare-about quiet">
        {[momentText(summary.startedAt), build, summary.box, ...summary.tags]
          .filter((part) => part !== undefined && part !== '')
          .join(' · ')}
      </p>
      <p className="compare-capacity">
        {verdict.verdict === 'at-least' ? '≥' : ''}
        {number(capacity)}
        {interval === null ? null : (
          <small>
            {words.interval(number(interval[0]), interval[1] === null ? null : number(interval[1]))}
            {confidence === null ? '' : `, ${words.sure(number(Math.floor(confidence * 100)))}`}
          </small>
        )}
      </p>
      {comparison && explained ? (
        <>
          <p className="compare-result">
            <span aria-hidden="true">{SIGNS[comparison.result]} </span>
            {explained.headline}
          </p>
          {explained.sentences.map((sentence) => (
            <p key={sentence}>{sentence}</p>
          ))}
          {[...explained.differences, ...explained.notes].map((line) => (
            <p key={line} className="caution">
              <span aria-hidden="true">! </span>
              {line}
            </p>
          ))}
        </>
      ) : (
        <p className="compare-result">{words.base}</p>
      )}
    </li>
  );
}
