import { memo } from 'react';
import { ZIndexLayer } from 'recharts';
import { resourceKey } from '../../../shared/model/resources.ts';
import { paint } from '../../ui/theme.ts';
import type { LoadLine } from '../data/load-lines.ts';
import { readingShape } from '../geometry/reading-shape.ts';
import { LINES_LAYER, MARKS_LAYER } from './layers.ts';
import { dashOf } from './line-style.ts';
import { usePlotScale } from './plot-scale.ts';

/** A browser draws a line of one pixel many times faster than a broader one, which it makes an outline of first. */
const WIDTH = { single: 1.3, dense: 1 };

interface LoadCurvesProps {
  readonly lines: readonly LoadLine[];
  /** Whether readings come in at the right end. */
  readonly growing: boolean;
}

/**
 * Loads over time, a path each. Ours, because recharts keeps a store for every line and goes through its readings several times:
 * whoever turns the wheel would wait for it. Memoised: what stands around it changes more often.
 */
export const LoadCurves = memo(function LoadCurves({ lines, growing }: LoadCurvesProps) {
  const scale = usePlotScale();
  const drawn = lines.map((line) => ({
    line,
    key: resourceKey(line),
    ...readingShape(line, scale, growing),
  }));
  return (
    <>
      <ZIndexLayer zIndex={LINES_LAYER}>
        {drawn.map(({ line, key, paths, dense }) => (
          <g
            key={key}
            className="load-curve"
            stroke={paint(line.resource)}
            strokeWidth={dense ? WIDTH.dense : WIDTH.single}
            strokeLinejoin="bevel"
            strokeDasharray={dense ? '' : dashOf(line)}
            fill="none"
          >
            {paths.map((path, place) => (
              <path key={place} d={path} />
            ))}
          </g>
        ))}
      </ZIndexLayer>
      <ZIndexLayer zIndex={MARKS_LAYER}>
        {drawn.flatMap(({ line, key, dots }) =>
          dots.map(({ x, y }) => (
            <circle key={`${key} ${x}`} cx={x} cy={y} r={1.2} fill={paint(line.resource)} />
          )),
        )}
      </ZIndexLayer>
    </>
  );
});
