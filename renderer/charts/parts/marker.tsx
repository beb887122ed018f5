import { paint, type ColourName } from '../../ui/theme.ts';
import type { MarkerShape, MarkerStyle } from './line-style.ts';

/** Corners around 0, 0 of shapes that look equally large. */
const CORNERS: Record<Exclude<MarkerShape, 'circle'>, string> = {
  square: '-3.2,-3.2 3.2,-3.2 3.2,3.2 -3.2,3.2',
  diamond: '0,-4.6 4.6,0 0,4.6 -4.6,0',
  triangle: '0,-4.4 4.2,3.4 -4.2,3.4',
  pentagon: '0,-4.2 4,-1.3 2.5,3.4 -2.5,3.4 -4,-1.3',
};

interface MarkerProps extends MarkerStyle {
  readonly x: number;
  readonly y: number;
  readonly colour: ColourName;
}

/** The sign of one measured point. Hollow ones have a ground of paper, so that no line shows through. */
export function Marker({ x, y, colour, shape, fill }: MarkerProps) {
  const outline = (look: object) =>
    shape === 'circle' ? (
      <circle cx={0} cy={0} r={3.6} {...look} />
    ) : (
      <polygon points={CORNERS[shape]} {...look} />
    );
  return (
    <g transform={`translate(${x},${y})`}>
      {fill < 1 ? outline({ fill: paint('paper') }) : null}
      {outline({ fill: paint(colour), fillOpacity: fill, stroke: paint(colour), strokeWidth: 1.2 })}
    </g>
  );
}
