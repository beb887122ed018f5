import { memo } from 'react';
import { Line } from 'recharts';
import type { Language } from '../../shared/locale/language.ts';
import { messages } from '../../shared/locale/messages.ts';
import { numberText } from '../../shared/locale/numbers.ts';
import type { FramesPerSecond } from '../../shared/model/units.ts';
import { paint } from '../ui/theme.ts';
import type { FramePoint } from './data/level-points.ts';
import { valueTicks } from './geometry/ticks.ts';
import { instancesAxis } from './parts/axes.ts';
import { CapacityMark, type CapacityFound } from './parts/capacity-mark.tsx';
import { ChartFrame } from './parts/chart-frame.tsx';
import { HorizontalMark } from './parts/horizontal-mark.tsx';
import type { LegendItem } from './parts/legend.tsx';
import type { MarkerStyle } from './parts/line-style.ts';
import { Marker } from './parts/marker.tsx';

/** What stands in the picture; `framesOverNData` makes it from a verdict. */
export interface FramesOverNData {
  readonly points: readonly FramePoint[];
  /** What every instance must keep. */
  readonly floor: FramesPerSecond | null;
  readonly capacity: CapacityFound | null;
}

interface FramesOverNProps extends FramesOverNData {
  readonly language: Language;
  /** Pixels. */
  readonly width: number;
  readonly height: number;
}

const ROWS = 6;
const LOOKS = {
  mean: { dash: '', marker: { shape: 'circle', fill: 1 } },
  worst: { dash: '5 3', marker: { shape: 'triangle', fill: 0 } },
} as const satisfies Record<string, { dash: string; marker: MarkerStyle }>;

/** Worst and mean frame rate of each level; drawn anew only where something of it changed. */
export const FramesOverN = memo(function FramesOverN({
  points,
  floor,
  capacity,
  language,
  width,
  height,
}: FramesOverNProps) {
  const { charts } = messages(language);
  const rates = points.flatMap(({ mean, worst }) => [mean ?? 0, worst ?? 0]);
  const rows = valueTicks(Math.max(floor ?? 0, ...rates), ROWS);
  const last = Math.max(1, capacity?.n ?? 0, ...points.map(({ n }) => n)) + 1;
  const lines = [
    { key: 'mean', label: charts.meanRate },
    { key: 'worst', label: charts.worstRate },
  ] as const;
  const legend = lines.map(({ key, label }): LegendItem => ({
    label: charts.withUnit(label, charts.units.framesPerSecond),
    swatch: { kind: 'line', colour: 'ink', ...LOOKS[key] },
  }));
  return (
    <ChartFrame
      width={width}
      height={height}
      title={charts.titles.framesOverN}
      legend={legend}
      x={instancesAxis(last, width, language)}
      y={{
        dataKey: 'mean',
        title: charts.axis(charts.frameRate, charts.units.framesPerSecond),
        domain: [0, rows.at(-1) ?? 1],
        ticks: rows,
        format: (rate) => numberText(rate, language, rows.every(Number.isInteger) ? 0 : 1),
      }}
      padded
      sentence={points.length === 0 ? charts.noReadings : null}
    >
      {lines.map(({ key }) => (
        <Line
          key={key}
          data={[...points]}
          dataKey={key}
          type="linear"
          stroke={paint('ink')}
          strokeWidth={1.2}
          strokeDasharray={LOOKS[key].dash}
          dot={({ cx, cy, value }: { cx?: number; cy?: number; value?: unknown }) =>
            typeof value === 'number' ? (
              <Marker key={`${key} ${cx ?? 0}`} x={cx ?? 0} y={cy ?? 0} colour="ink" {...LOOKS[key].marker} />
            ) : null
          }
          activeDot={false}
          connectNulls={false}
          isAnimationActive={false}
        />
      ))}
      {capacity ? <CapacityMark capacity={capacity} language={language} /> : null}
      {floor === null ? null : (
        <HorizontalMark at={floor} label={charts.floor(numberText(floor, language, 1))} lowered={9} />
      )}
    </ChartFrame>
  );
});
