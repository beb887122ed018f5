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

/** The intervals of one resource as one path: sixty levels of eight resources are five hundred of them, drawn each second. */
function intervalsPath({ points }: ResourceLevels, scale: PlotScale): string {
  return points
    .flatMap(({ n, low, high }) => {
      if (low === null || high === null) return [];
      const [x, bottom, top] = [scale.x(n), scale.y(low), scale.y(high)];
      return [`M${x - END},${bottom}H${x + END}M${x},${bottom}V${top}M${x - END},${top}H${x + END}`];
    })
    .join('');
}

/** Each level's mean with its 95 % interval. Ours, because recharts has a component and an animation for every bar. */
export function LevelMarks({ resources }: { readonly resources: readonly ResourceLevels[] }) {
  const scale = usePlotScale();
  return (
    <ZIndexLayer zIndex={POINTS_LAYER}>
      {resources.map((one) => (
        <g key={`${one.resource} ${one.index ?? ''}`}>
          <path d={intervalsPath(one, scale)} stroke={paint(one.resource)} strokeWidth={1.2} fill="none" />
          {one.points.map(({ n, mean }) => (
            <Marker key={n} x={scale.x(n)} y={scale.y(mean)} colour={one.resource} {...markerOf(one)} />
          ))}
        </g>
      ))}
    </ZIndexLayer>
  );
}
