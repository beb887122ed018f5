import { AudienceFigures } from '../../../shared/explain/audience-figures.ts';
import { messages } from '../../../shared/locale/messages.ts';
import { numberText } from '../../../shared/locale/numbers.ts';
import { uplinkCurves } from '../data/audience-curves.ts';
import { valueTicks, wholeTicks } from '../geometry/ticks.ts';
import { ChartFrame } from '../parts/chart-frame.tsx';
import { curve } from '../parts/curve.tsx';
import { HorizontalMark } from '../parts/horizontal-mark.tsx';
import type { LegendItem } from '../parts/legend.tsx';
import { VerticalMark } from '../parts/vertical-mark.tsx';
import type { AudienceChartProps } from './chart-props.ts';

const ROWS = 6;
const COLUMNS = 14;
const LOOKS = {
  streams: { colour: 'cpu', dash: '' },
  spectators: { colour: 'ram', dash: '7 3' },
} as const;

/** What the viewers need as one after the other comes, with what the uplink and the box carry: who limits, as a picture. */
export function UplinkUse({ audience, language, width, height }: AudienceChartProps) {
  const { audienceCharts: texts, charts } = messages(language);
  const figures = new AudienceFigures(language);
  const { streams, spectators, viewers, most } = uplinkCurves(audience);
  const { uplinkMbps, capacity, fromViewer } = audience;
  const rows = valueTicks(Math.max(most, Math.min(uplinkMbps ?? 0, most * 2)), ROWS);
  const top = rows.at(-1) ?? 1;
  const lines = (['streams', 'spectators'] as const).filter((one) => audience[one] > 0);
  const legend = lines.map((one): LegendItem => ({
    label: texts[one],
    swatch: { kind: 'line', ...LOOKS[one] },
  }));
  return (
    <ChartFrame
      width={width}
      height={height}
      title={texts.titles.uplink}
      legend={legend}
      x={{
        dataKey: 'x',
        title: texts.viewers,
        domain: [0, Math.max(1, viewers)],
        ticks: wholeTicks(Math.max(1, viewers), COLUMNS),
        format: (count) => numberText(count, language),
      }}
      y={{
        dataKey: 'y',
        title: charts.axis(texts.need, texts.mbps),
        domain: [0, top],
        ticks: rows,
        format: (rate) => figures.number(rate),
      }}
      sentence={viewers === 0 || audience.needMbps === null ? texts.nothing : null}
    >
      {curve({ points: streams, ...LOOKS.streams })}
      {curve({ points: spectators, ...LOOKS.spectators })}
      {uplinkMbps !== null && uplinkMbps <= top ? (
        <HorizontalMark at={uplinkMbps} label={texts.uplink(figures.number(uplinkMbps))} lowered={-9} />
      ) : null}
      {fromViewer === null ? null : (
        <VerticalMark at={fromViewer - 1} label={texts.lastThatFits(figures.count(fromViewer - 1))} />
      )}
      {capacity !== null && capacity < audience.streams ? (
        <VerticalMark at={capacity} label={texts.box(figures.count(capacity))} />
      ) : null}
    </ChartFrame>
  );
}
