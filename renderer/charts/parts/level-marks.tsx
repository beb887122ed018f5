import { ZIndexLayer } from 'recharts';
import { paint } from '../../ui/theme.ts';
import type { ResourceLevels } from '../data/level-points.ts';
import { POINTS_LAYER } from './layers.ts';
import { markerOf } from './line-style.ts';
import { Marker } from './marker.tsx';
import type { PlotScale } from '../geometry/plot-scale.ts';
import { usePlotScale } from './plot-scale.ts';

/** Half as long as the bars at an interval's ends, in pixels. */
const END = 3;
/** Levels closer than this have intervals without bars at their ends, and a marker on some of them only. */
const APART = 9;

/** The intervals of one resource as one path: sixty levels of eight resources are five hundred of them, drawn each second. */
function intervalsPath({ points }: ResourceLevels, scale: PlotScale, end: number): string {
  return points
    .flatMap(({ n, low, high }) => {
      if (low === null || high === null) return [];
      const [x, bottom, top] = [scale.x(n), scale.y(low), scale.y(high)];
      const bar = (y: number) => (end === 0 ? '' : `M${x - end},${y}H${x + end}`);
      return [`${bar(bottom)}M${x},${bottom}V${top}${bar(top)}`];
    })
    .join('');
}

/**
 * Each level's mean with its 95 % interval. Ours, because recharts has a component and an animation for every bar. Where levels stand close,
 * every interval is there, and markers are so far apart that they can be told from one another.
 */
export function LevelMarks({ resources }: { readonly resources: readonly ResourceLevels[] }) {
  const scale = usePlotScale();
  const apart = scale.x(1) - scale.x(0);
  const every = Math.max(1, Math.ceil(APART / Math.max(0.1, apart)));
  return (
    <ZIndexLayer zIndex={POINTS_LAYER}>
      {resources.map((one) => (
        <g key={`${one.resource} ${one.index ?? ''}`}>
          <path
            d={intervalsPath(one, scale, every === 1 ? END : 0)}
            stroke={paint(one.resource)}
            strokeWidth={1.2}
            fill="none"
          />
          {one.points
            .filter((_, place, { length }) => (length - 1 - place) % every === 0)
            .map(({ n, mean }) => (
              <Marker key={n} x={scale.x(n)} y={scale.y(mean)} colour={one.resource} {...markerOf(one)} />
            ))}
        </g>
      ))}
    </ZIndexLayer>
  );
}
