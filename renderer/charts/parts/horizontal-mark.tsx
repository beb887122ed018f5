import { ZIndexLayer } from 'recharts';
import { paint } from '../../ui/theme.ts';
import { MARKS_LAYER } from './layers.ts';
import { usePlotScale } from './plot-scale.ts';
import { Tag } from './tag.tsx';

interface HorizontalMarkProps {
  /** In the unit of the y axis. */
  readonly at: number;
  readonly label: string;
  /** How many pixels its name stands below the line; 0: on it, as heights stand on a map. */
  readonly lowered?: number;
}

/** A value that matters on the y axis. Its name stands at the left, where loads are still low. */
export function HorizontalMark({ at, label, lowered = 0 }: HorizontalMarkProps) {
  const scale = usePlotScale();
  const y = scale.y(at);
  return (
    <ZIndexLayer zIndex={MARKS_LAYER}>
      <line
        x1={scale.left}
        x2={scale.right}
        y1={y}
        y2={y}
        stroke={paint('ink')}
        strokeWidth={0.8}
        strokeDasharray="6 3"
      />
      <Tag x={scale.left + 4} y={y + lowered}>
        {label}
      </Tag>
    </ZIndexLayer>
  );
}
