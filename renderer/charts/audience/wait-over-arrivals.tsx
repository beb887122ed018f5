import { AudienceFigures } from '../../../shared/explain/audience-figures.ts';
import { messages } from '../../../shared/locale/messages.ts';
import { waitCurves } from '../data/audience-curves.ts';
import { valueTicks } from '../geometry/ticks.ts';
import { ChartFrame } from '../parts/chart-frame.tsx';
import { curve } from '../parts/curve.tsx';
import type { LegendItem } from '../parts/legend.tsx';
import { VerticalMark } from '../parts/vertical-mark.tsx';
import type { AudienceChartProps } from './chart-props.ts';
import { waitAxis } from './wait-axis.ts';

const COLUMNS = 12;
const LOOKS = { p95: { colour: 'cpu', dash: '' }, mean: { colour: 'gpu', dash: '7 3' } } as const;
/** Of the stable range, how much decides how high the picture is: the last tenth goes up without end. */
const SHOWN = 0.92;

/** Mean wait and p95 over the arrivals, with where it stands now and where it no longer holds. */
export function WaitOverArrivals({ audience, language, width, height }: AudienceChartProps) {
  const { audienceCharts: texts } = messages(language);
  const figures = new AudienceFigures(language);
  const curves = waitCurves(audience);
  const { waiting } = audience;
  const edge = curves?.unstableFrom ?? curves?.last ?? 1;
  const within = curves?.p95.filter(({ x }) => x <= edge * SHOWN).map(({ y }) => y ?? 0) ?? [];
  const { axis, scaled } = waitAxis(Math.max(10, waiting?.p95Seconds ?? 0, ...within), language);
  const last = curves?.last ?? 1;
  const columns = valueTicks(last, COLUMNS).filter((tick) => tick <= last);
  const legend = (['p95', 'mean'] as const).map((one): LegendItem => ({
    label: texts[one],
    swatch: { kind: 'line', ...LOOKS[one] },
  }));
  return (
    <ChartFrame
      width={width}
      height={height}
      title={texts.titles.waiting}
      legend={legend}
      x={{
        dataKey: 'x',
        title: texts.arrivals,
        domain: [0, last],
        ticks: columns,
        format: (arrivals) => figures.number(arrivals),
      }}
      y={axis}
      sentence={curves ? null : texts.nothing}
    >
      {curve({ points: scaled(curves?.p95 ?? []), ...LOOKS.p95 })}
      {curve({ points: scaled(curves?.mean ?? []), ...LOOKS.mean })}
      {curves?.unstableFrom == null ? null : (
        <VerticalMark
          at={curves.unstableFrom}
          label={texts.limit(figures.number(curves.unstableFrom))}
          raised={14}
        />
      )}
      {curves ? (
        <VerticalMark at={curves.arrivals} label={texts.now(figures.number(curves.arrivals))} />
      ) : null}
    </ChartFrame>
  );
}
