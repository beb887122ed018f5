import { resourceName } from '../../../../shared/locale/resource-name.ts';
import { cardCount } from '../../../../shared/model/level-loads.ts';
import type { Verdict } from '../../../../shared/model/verdict.ts';
import { clockText } from '../../../ui/duration.ts';
import { useTexts, type Texts } from '../../../ui/language.tsx';
import { Panel } from '../../../ui/panel.tsx';

function limitedBy(verdict: Verdict, { texts, language }: Texts): string {
  const words = texts.report.limitedBy;
  const by = verdict.limitedBy;
  if (!by) return '–';
  if (by.reason === 'load' || by.reason === 'memory')
    return words[by.reason](
      by.resource ? resourceName(by.resource, by.index, cardCount(verdict), language) : '',
    );
  return words[by.reason];
}

/** The result as figures: load capacity and frame capacity are two facts, side by side. */
export function Facts({ verdict }: { readonly verdict: Verdict }) {
  const texts = useTexts();
  const { number } = texts;
  const { facts, plan } = texts.texts.report;
  const { interval, confidence, frameCapacity } = verdict;
  const range = !interval
    ? '–'
    : interval[1] === null
      ? facts.orMore(number(interval[0]))
      : facts.range(number(interval[0]), number(interval[1]));
  // Of a run that cannot be trusted nothing is claimed, not even what was not measured.
  const claims =
    verdict.verdict === 'invalid'
      ? []
      : ([
          [facts.limitedBy, limitedBy(verdict, texts)],
          [facts.loadCapacity, number(verdict.loadCapacity)],
          [facts.frameCapacity, frameCapacity === null ? facts.framesNotMeasured : number(frameCapacity)],
          [facts.interval, range],
          [facts.confidence, confidence === null ? '–' : `${number(confidence * 100, 1)} %`],
          [facts.safe, number(verdict.safe)],
        ] as const);
  const rows = [
    ...claims,
    [plan.launches, number(verdict.launches)],
    [plan.duration, clockText(verdict.probeSeconds)],
  ] as const;
  return (
    <Panel title={texts.texts.result.facts} className="result-facts">
      <dl>
        {rows.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </Panel>
  );
}
