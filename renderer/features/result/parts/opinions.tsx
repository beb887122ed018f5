import type { Verdict } from '../../../../shared/model/verdict.ts';
import { useTexts } from '../../../ui/language.tsx';
import { Panel } from '../../../ui/panel.tsx';

/** Other readings of the same curve, shown as what they are: they do not decide. */
export function Opinions({ verdict }: { readonly verdict: Verdict }) {
  const { texts, number } = useTexts();
  const { opinions } = texts.result;
  const { kneedle, usl } = verdict.curve;
  const at = (n: number | null | undefined) =>
    n === null || n === undefined ? opinions.none : opinions.at(number(n, Number.isInteger(n) ? 0 : 1));
  return (
    <Panel title={opinions.title} className="result-opinions">
      <p className="hint">{opinions.hint}</p>
      <dl>
        <div>
          <dt>{opinions.kneedle}</dt>
          <dd>{at(kneedle)}</dd>
        </div>
        <div>
          <dt>{opinions.usl}</dt>
          <dd>
            {at(usl?.peak)}
            {usl ? (
              <small>
                {' '}
                {opinions.parameters({ sigma: number(usl.sigma, 4), kappa: number(usl.kappa, 5) })}
              </small>
            ) : null}
          </dd>
        </div>
      </dl>
    </Panel>
  );
}
