import { memo, useMemo } from 'react';
import { explainAudience, type ExplainedAudience } from '../../../../shared/explain/audience.ts';
import type { Audience } from '../../../../shared/model/audience.ts';
import {
  AUDIENCE_CHARTS,
  chartsOf,
  type AudienceChartName,
} from '../../../charts/audience/audience-charts.ts';
import { AUDIENCE_DRAWINGS } from '../../../charts/audience/audience-drawings.ts';
import { useTexts } from '../../../ui/language.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { useSize } from '../../../ui/use-size.ts';
import { headlineOf } from '../answer/headline.ts';
import { keyFigures } from '../answer/key-figures.ts';
import { HoursTable } from './hours-table.tsx';

const PARTS = ['bandwidth', 'waiting', 'simulation', 'boxes', 'hardware'] as const;
const HEIGHT = 300;

const Chart = memo(function Chart({
  name,
  audience,
}: {
  readonly name: AudienceChartName;
  readonly audience: Audience;
}) {
  const { language } = useTexts();
  const [watch, size] = useSize();
  const Drawing = AUDIENCE_DRAWINGS[name];
  return (
    <div ref={watch} className="planner-chart">
      {size ? <Drawing audience={audience} language={language} width={size.width} height={HEIGHT} /> : null}
    </div>
  );
});

function Figures({ audience }: { readonly audience: Audience }) {
  const { texts, language } = useTexts();
  return (
    <dl className="planner-figures" aria-label={texts.planner.figures.title}>
      {keyFigures(audience, language).map(({ name, label, value, beside, bad }) => (
        <div key={name} className={name === 'other' ? 'planner-prediction' : ''}>
          <dt>{label}</dt>
          <dd>
            <b>
              {bad ? (
                <span className="caution" aria-hidden="true">
                  ▲{' '}
                </span>
              ) : null}
              {value}
            </b>
            <small>{beside}</small>
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Part({
  part,
  audience,
  explained,
}: {
  readonly part: (typeof PARTS)[number];
  readonly audience: Audience;
  readonly explained: ExplainedAudience;
}) {
  const { texts } = useTexts();
  const charts = chartsOf(audience).filter((name) => AUDIENCE_CHARTS[name].part === part);
  if (explained[part].length === 0) return null;
  return (
    <Panel title={texts.audience.headings[part]} className={part === 'hardware' ? 'planner-prediction' : ''}>
      <div className="planner-words">
        {explained[part].map((sentence, place) => (
          <p key={place}>{sentence}</p>
        ))}
      </div>
      {charts.map((name) => (
        <Chart key={name} name={name} audience={audience} />
      ))}
      {part === 'waiting' ? <HoursTable audience={audience} /> : null}
    </Panel>
  );
}

/** The answer: one sentence, its numbers, then each part with its pictures. */
export const Answer = memo(function Answer({ audience }: { readonly audience: Audience }) {
  const { texts, language } = useTexts();
  const explained = useMemo(() => explainAudience(audience, language), [audience, language]);
  return (
    <>
      <section className="planner-head" aria-label={texts.planner.answer}>
        <div role="status">
          <h2>{headlineOf(audience, explained, language)}</h2>
        </div>
        {audience.simulated ? <p className="caution">▲ {texts.verdict.simulated()}</p> : null}
        <Figures audience={audience} />
      </section>
      {PARTS.map((part) => (
        <Part key={part} part={part} audience={audience} explained={explained} />
      ))}
    </>
  );
});
