import { Line } from 'recharts';
import { paint, type ColourName } from '../../ui/theme.ts';
import type { CurvePoint } from '../data/audience-curves.ts';
import type { MarkerStyle } from './line-style.ts';
import { Marker } from './marker.tsx';

interface CurveProps {
  readonly points: readonly CurvePoint[];
  readonly colour: ColourName;
  readonly dash?: string;
  /** On every point; without it the line alone is drawn. */
  readonly marker?: MarkerStyle;
}

/** A line that is computed, not measured. Called as a function, because recharts looks for its own elements. */
export function curve({ points, colour, dash = '', marker }: CurveProps) {
  return (
    <Line
      data={[...points]}
      dataKey="y"
      type="linear"
      stroke={paint(colour)}
      strokeWidth={1.6}
      strokeDasharray={dash}
      dot={
        marker
          ? ({ cx, cy, value }: { cx?: number; cy?: number; value?: unknown }) =>
              typeof value === 'number' ? (
                <Marker key={`${cx ?? 0}`} x={cx ?? 0} y={cy ?? 0} colour={colour} {...marker} />
              ) : null
          : false
      }
      activeDot={false}
      connectNulls={false}
      isAnimationActive={false}
    />
  );
}
