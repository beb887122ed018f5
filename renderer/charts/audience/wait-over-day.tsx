import { messages } from '../../../shared/locale/messages.ts';
import { dayCurves } from '../data/audience-curves.ts';
import { ChartFrame } from '../parts/chart-frame.tsx';
import { curve } from '../parts/curve.tsx';
import type { LegendItem } from '../parts/legend.tsx';
import type { AudienceChartProps } from './chart-props.ts';
import { waitAxis } from './wait-axis.ts';

const HOURS = 24;
const LOOKS = {
  p95Played: { colour: 'cpu', dash: '', marker: { shape: 'circle', fill: 1 } },
  p95: { colour: 'quiet', dash: '7 3', marker: { shape: 'circle', fill: 0 } },
} as const;
/** The formula's peak, where it has one, may stand above the picture: it is the day played through that counts. */
const ABOVE = 3;

/** What 95 % wait at most in each hour: by the formula, and played through. */
export function WaitOverDay({ audience, language, width, height }: AudienceChartProps) {
  const { audienceCharts: texts } = messages(language);
  const curves = dayCurves(audience);
  const longest = (points: readonly { y: number | null }[]) => Math.max(0, ...points.map(({ y }) => y ?? 0));
  const played = longest(curves?.played ?? []);
  const formula = longest(curves?.formula ?? []);
  const { axis, scaled } = waitAxis(
    Math.max(10, played, played > 0 ? Math.min(formula, played * ABOVE) : formula),
    language,
  );
  const lines = (['p95Played', 'p95'] as const).filter(
    (one) => one === 'p95' || (curves?.played.length ?? 0) > 0,
  );
  return (
    <ChartFrame
      width={width}
      height={height}
      title={texts.titles.day}
      legend={lines.map((one): LegendItem => ({
        label: texts[one],
        swatch: { kind: 'line', ...LOOKS[one] },
      }))}
      x={{
        dataKey: 'x',
        title: texts.hour,
        domain: [0, HOURS],
        ticks: [0, 3, 6, 9, 12, 15, 18, 21, 24],
        format: String,
      }}
      y={axis}
      sentence={curves ? null : texts.nothing}
    >
      {curve({ points: scaled(curves?.formula ?? []), ...LOOKS.p95 })}
      {curve({ points: scaled(curves?.played ?? []), ...LOOKS.p95Played })}
    </ChartFrame>
  );
}
