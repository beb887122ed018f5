import { ErrorBar, Scatter, type ScatterShapeProps } from 'recharts';
import { AudienceFigures } from '../../../shared/explain/audience-figures.ts';
import { messages } from '../../../shared/locale/messages.ts';
import { numberText } from '../../../shared/locale/numbers.ts';
import type { PredictedResource } from '../../../shared/model/hardware.ts';
import { paint } from '../../ui/theme.ts';
import { valueTicks } from '../geometry/ticks.ts';
import { ChartFrame } from '../parts/chart-frame.tsx';
import { HorizontalMark } from '../parts/horizontal-mark.tsx';
import { markerOf } from '../parts/line-style.ts';
import { Marker } from '../parts/marker.tsx';
import type { AudienceChartProps } from './chart-props.ts';

const ROWS = 6;

/** From the prediction down and up to its interval's ends, as recharts wants it. */
function reach({ capacity, low, high }: PredictedResource): [number, number] | null {
  return capacity === null || low === null || high === null ? null : [capacity - low, high - capacity];
}

/** What another box would carry by each resource alone, hollow and dashed as what is predicted; the lowest is what it would carry. */
export function PredictedHardware({ audience, language, width, height }: AudienceChartProps) {
  const { audienceCharts: texts, loads } = messages(language);
  const figures = new AudienceFigures(language);
  const { otherBox } = audience;
  const known = otherBox?.resources.filter(({ capacity }) => capacity !== null) ?? [];
  const rows = valueTicks(
    Math.max(1, ...known.map(({ capacity, high }) => high ?? capacity ?? 0)) * 1.05,
    ROWS,
  );
  return (
    <ChartFrame
      width={width}
      height={height}
      title={texts.titles.hardware}
      legend={[{ label: texts.prediction, swatch: { kind: 'interval' } }]}
      x={{
        dataKey: 'x',
        title: texts.resource,
        domain: [0, known.length + 1],
        ticks: known.map((_, place) => place + 1),
        format: (place) => {
          const one = known[place - 1];
          return one ? loads[one.resource] : '';
        },
      }}
      y={{
        dataKey: 'y',
        title: texts.carries,
        domain: [0, rows.at(-1) ?? 1],
        ticks: rows,
        format: (count) => numberText(count, language),
      }}
      sentence={known.length === 0 ? texts.nothing : null}
    >
      {otherBox?.capacity == null ? null : (
        <HorizontalMark
          at={otherBox.capacity}
          label={texts.predictedCapacity(figures.count(otherBox.capacity))}
        />
      )}
      {known.map((one, place) => (
        <Scatter
          key={one.resource}
          data={[{ ...one, x: place + 1, y: one.capacity }]}
          dataKey="y"
          isAnimationActive={false}
          shape={({ cx = 0, cy = 0 }: ScatterShapeProps) => (
            <Marker
              x={cx}
              y={cy}
              colour={one.resource}
              {...markerOf({ resource: one.resource, index: null })}
              fill={0}
            />
          )}
        >
          <ErrorBar
            dataKey={reach}
            direction="y"
            width={5}
            stroke={paint(one.resource)}
            strokeWidth={1.4}
            strokeDasharray="3 3"
            isAnimationActive={false}
          />
        </Scatter>
      ))}
    </ChartFrame>
  );
}
