import { ZIndexLayer } from 'recharts';
import { paint, type ColourName } from '../../ui/theme.ts';
import { MARKS_LAYER } from './layers.ts';
import { usePlotScale } from './plot-scale.ts';

interface LonePointsProps {
  readonly points: readonly { readonly t: number; readonly value: number | null }[];
  readonly colour: ColourName;
}

/** Readings between two gaps: a line has no length there, so they are dots. */
export function LonePoints({ points, colour }: LonePointsProps) {
  const scale = usePlotScale();
  if (!scale) return null;
  const present = (place: number) => (points[place]?.value ?? null) !== null;
  return (
    <ZIndexLayer zIndex={MARKS_LAYER}>
      {points.map(({ t, value }, place) =>
        value === null || present(place - 1) || present(place + 1) ? null : (
          <circle key={t} cx={scale.x(t)} cy={scale.y(value)} r={1.2} fill={paint(colour)} />
        ),
      )}
    </ZIndexLayer>
  );
}
