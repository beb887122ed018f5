import type { Load } from '../../shared/model/resources.ts';
import { paint } from '../ui/theme.ts';
import { stripShape } from './geometry/strip.ts';

interface StripProps {
  /** What a reader hears who cannot see it. */
  readonly title: string;
  readonly colour: Load;
  /** Percent, the newest last; null where there was no reading. */
  readonly values: readonly (number | null)[];
  /** How many readings the whole width holds. */
  readonly places: number;
  readonly limit: number | null;
  /** Pixels. */
  readonly width: number;
  readonly height: number;
}

/** The newest readings of one load in a small strip, 0 to 100 %, with its limit. */
export function Strip({ title, colour, values, places, limit, width, height }: StripProps) {
  const { line, area, dots } = stripShape(values, places, width, height);
  const mark = limit === null ? null : Math.round(height * (1 - limit / 100) * 10) / 10;
  return (
    <svg width={width} height={height} viewBox={`0 0 ${width} ${height}`} role="img" aria-label={title}>
      <rect width={width} height={height} fill={paint('band-even')} />
      <path d={area} fill={paint(colour)} fillOpacity={0.22} />
      <path d={line} fill="none" stroke={paint(colour)} strokeWidth={1.3} strokeLinejoin="round" />
      {dots.map(({ x, y }) => (
        <circle key={x} cx={x} cy={y} r={1.3} fill={paint(colour)} />
      ))}
      {mark === null ? null : (
        <line
          x1={0}
          x2={width}
          y1={mark}
          y2={mark}
          stroke={paint('ink')}
          strokeWidth={0.8}
          strokeDasharray="6 3"
        />
      )}
    </svg>
  );
}
