import { ZIndexLayer } from 'recharts';
import { paint } from '../../ui/theme.ts';
import { MARKS_LAYER } from './layers.ts';
import { usePlotScale } from './plot-scale.ts';
import { Tag, tagWidth } from './tag.tsx';

const GAP = 3;

interface VerticalMarkProps {
  readonly at: number;
  readonly label: string;
  /** How many pixels its name stands above the foot, where another mark's name stands there. */
  readonly raised?: number;
}

/** A place on the x axis that matters, with its name at the foot, on the side that has room. */
export function VerticalMark({ at, label, raised = 0 }: VerticalMarkProps) {
  const scale = usePlotScale();
  const x = scale.x(at);
  const width = tagWidth(label, true);
  const fits = x + GAP + width < scale.right;
  return (
    <ZIndexLayer zIndex={MARKS_LAYER}>
      <line x1={x} x2={x} y1={scale.top} y2={scale.bottom} stroke={paint('ink')} strokeWidth={1.6} />
      <Tag x={fits ? x + GAP : x - GAP - width} y={scale.bottom - 10 - raised} bold>
        {label}
      </Tag>
    </ZIndexLayer>
  );
}
