import { ZIndexLayer } from 'recharts';
import { paint } from '../../ui/theme.ts';
import { BANDS_LAYER, MARKS_LAYER } from './layers.ts';
import { usePlotScale } from './plot-scale.ts';
import { Tag, tagWidth } from './tag.tsx';

/** Where the knee is expected on the axis of n. */
export interface ExpectedKnee {
  readonly n: number;
  /** The range that holds it with 95 %, its upper end null where it lies beyond; null where not even that is known. */
  readonly range: readonly [number, number | null] | null;
}

const GAP = 3;

/** A prediction: a dashed line and a shaded range, so that it is never taken for what was measured. */
export function ExpectedMark({
  expected,
  last,
  label,
}: {
  readonly expected: ExpectedKnee;
  readonly last: number;
  readonly label: string;
}) {
  const scale = usePlotScale();
  const x = scale.x(expected.n);
  const { range } = expected;
  const [left, right] = range ? [scale.x(range[0]), scale.x(range[1] ?? last)] : [x, x];
  const width = tagWidth(label, false);
  const fits = x + GAP + width < scale.right;
  return (
    <>
      <ZIndexLayer zIndex={BANDS_LAYER}>
        <rect
          x={left}
          y={scale.top}
          width={Math.max(0, right - left)}
          height={scale.bottom - scale.top}
          fill={paint('band-odd')}
        />
      </ZIndexLayer>
      <ZIndexLayer zIndex={MARKS_LAYER}>
        <line
          x1={x}
          x2={x}
          y1={scale.top}
          y2={scale.bottom}
          stroke={paint('ink')}
          strokeWidth={1.4}
          strokeDasharray="3 3"
        />
        <Tag x={fits ? x + GAP : x - GAP - width} y={scale.bottom - 26}>
          {label}
        </Tag>
      </ZIndexLayer>
    </>
  );
}
