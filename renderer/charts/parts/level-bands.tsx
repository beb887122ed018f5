import { ZIndexLayer } from 'recharts';
import { paint } from '../../ui/theme.ts';
import type { LevelBand } from '../data/time-marks.ts';
import { grownPieces } from '../geometry/pieces.ts';
import { shownLabels } from '../geometry/band-labels.ts';
import { textWidth } from '../geometry/text-layout.ts';
import { BANDS_LAYER } from './layers.ts';
import { usePlotScale } from './plot-scale.ts';

const FONT_SIZE = 10;
/** Pixels above the plot that the numbers stand in. */
export const BAND_LABELS = 17;

interface LevelBandsProps {
  readonly bands: readonly LevelBand[];
  /** Whether the last one still grows. */
  readonly growing: boolean;
}

/** Stretches of the same n in two quiet shades, each with its n above the plot where there is room for it. */
export function LevelBands({ bands, growing }: LevelBandsProps) {
  const scale = usePlotScale();
  const stripes = bands.map(({ n, from, to }) => {
    const [left, right] = [scale.x(from), scale.x(to)];
    return { n, from, left, right, middle: (left + right) / 2, width: textWidth(String(n), FONT_SIZE) };
  });
  return (
    <ZIndexLayer zIndex={BANDS_LAYER}>
      {stripes.flatMap(({ n, left, right }, place) =>
        (growing && place === stripes.length - 1
          ? grownPieces(left, right, scale.left)
          : [[left, right] as const]
        ).map(([start, end]) => (
          <rect
            key={start}
            x={start}
            y={scale.top - BAND_LABELS}
            width={end - start}
            height={scale.bottom - scale.top + BAND_LABELS}
            fill={paint(n % 2 === 0 ? 'band-even' : 'band-odd')}
          />
        )),
      )}
      <g fontSize={FONT_SIZE} textAnchor="middle" fill={paint('ink')}>
        <text x={scale.left - 8} y={scale.top - 6} fontStyle="italic">
          n
        </text>
        {shownLabels(stripes).map(({ n, from, middle }) => (
          <text key={from} x={middle} y={scale.top - 6}>
            {n}
          </text>
        ))}
      </g>
    </ZIndexLayer>
  );
}
