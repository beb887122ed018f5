import { ZIndexLayer } from 'recharts';
import { paint } from '../../ui/theme.ts';
import { freeRows } from '../geometry/free-rows.ts';
import { MARKS_LAYER } from './layers.ts';
import { usePlotScale } from './plot-scale.ts';
import { Tag, tagWidth } from './tag.tsx';

/** A stretch of time without readings, and why. */
export interface GapMark {
  readonly from: number;
  readonly to: number;
  readonly label: string;
}

const ROW = 14;

/** Where nothing was read: an empty place with its reason, not a line drawn across. */
export function GapMarks({ gaps }: { readonly gaps: readonly GapMark[] }) {
  const scale = usePlotScale();
  const placed = gaps.map((gap) => {
    const [left, right] = [scale.x(gap.from), scale.x(gap.to)];
    const width = tagWidth(gap.label, false);
    const x = Math.min(Math.max(scale.left, (left + right - width) / 2), scale.right - width);
    return { ...gap, left, right, x, width };
  });
  const rows = freeRows(placed);
  return (
    <ZIndexLayer zIndex={MARKS_LAYER}>
      {placed.map(({ from, label, left, right, x }, place) => (
        <g key={from}>
          <rect
            x={left}
            y={scale.top}
            width={Math.max(1, right - left)}
            height={scale.bottom - scale.top}
            fill={paint('paper')}
            stroke={paint('quiet')}
            strokeDasharray="2 3"
          />
          <Tag x={x} y={scale.bottom - 30 - (rows[place] ?? 0) * ROW}>
            {label}
          </Tag>
        </g>
      ))}
    </ZIndexLayer>
  );
}
