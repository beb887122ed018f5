import { explainWarning } from '../../../../shared/explain/verdict.ts';
import type { Verdict } from '../../../../shared/model/verdict.ts';
import { useTexts } from '../../../ui/language.tsx';
import { Panel } from '../../../ui/panel.tsx';

/** What was seen that makes the result less sure, and what it cost. */
export function Warnings({ verdict }: { readonly verdict: Verdict }) {
  const { texts, language } = useTexts();
  const { warnings } = verdict;
  const none = verdict.verdict === 'invalid' ? texts.report.warnings.noneElse : texts.result.noWarnings;
  return (
    <Panel title={texts.result.warnings} className="result-warnings">
      {warnings.length === 0 ? (
        <p className="quiet">{none}</p>
      ) : (
        <ul tabIndex={0} aria-label={texts.result.warnings}>
          {warnings.map((warning, place) => (
            <li key={place}>
              <span className="caution" aria-hidden="true">
                ▲{' '}
              </span>
              {explainWarning(warning, language)}
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}
