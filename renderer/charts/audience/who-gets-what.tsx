import { AudienceFigures } from '../../../shared/explain/audience-figures.ts';
import { messages } from '../../../shared/locale/messages.ts';
import { numberText } from '../../../shared/locale/numbers.ts';
import { shareCurve } from '../data/audience-curves.ts';
import { valueTicks, wholeTicks } from '../geometry/ticks.ts';
import { ChartFrame } from '../parts/chart-frame.tsx';
import { curve } from '../parts/curve.tsx';
import { HorizontalMark } from '../parts/horizontal-mark.tsx';
import { VerticalMark } from '../parts/vertical-mark.tsx';
import type { AudienceChartProps } from './chart-props.ts';

const ROWS = 6;
const COLUMNS = 14;

/** What each viewer gets when nobody is refused, over how many are there. */
export function WhoGetsWhat({ audience, language, width, height }: AudienceChartProps) {
  const { audienceCharts: texts, charts } = messages(language);
  const figures = new AudienceFigures(language);
  const points = shareCurve(audience);
  const need = audience.bitrateMbps ?? 0;
  const last = Math.max(1, audience.streams + audience.spectators);
  const rows = valueTicks(need * 1.15, ROWS);
  return (
    <ChartFrame
      width={width}
      height={height}
      title={texts.titles.share}
      legend={[{ label: texts.open, swatch: { kind: 'line', colour: 'cpu', dash: '' } }]}
      x={{
        dataKey: 'x',
        title: texts.viewers,
        domain: [0, last],
        ticks: wholeTicks(last, COLUMNS),
        format: (count) => numberText(count, language),
      }}
      y={{
        dataKey: 'y',
        title: charts.axis(texts.each, texts.mbps),
        domain: [0, rows.at(-1) ?? 1],
        ticks: rows,
        format: (rate) => figures.number(rate),
      }}
      sentence={points.length === 0 ? texts.nothing : null}
    >
      {curve({ points, colour: 'cpu' })}
      {need > 0 ? (
        <HorizontalMark at={need} label={texts.needsEach(figures.number(need))} lowered={-9} />
      ) : null}
      {audience.fromViewer === null ? null : (
        <VerticalMark
          at={audience.fromViewer - 1}
          label={texts.lastThatFits(figures.count(audience.fromViewer - 1))}
        />
      )}
    </ChartFrame>
  );
}
