import { paint } from '../ui/theme.ts';
import { gridFor, stripShape } from './geometry/strip.ts';

interface CoreStripsProps {
  readonly title: string;
  /** For each core its newest readings in percent, the newest last. */
  readonly cores: readonly (readonly (number | null)[])[];
  readonly places: number;
  /** Pixels. */
  readonly width: number;
  readonly height: number;
}

const GAP = 3;
/** About as wide as high, times this. */
const RATIO = 2.4;
/** Cells smaller than this have no number. */
const NUMBERED = { width: 34, height: 17 };

/** A strip for each core, all on one scale from 0 to 100 %. */
export function CoreStrips({ title, cores, places, width, height }: CoreStripsProps) {
  const { columns, rows } = gridFor(cores.length, width, height, RATIO);
  const cell = {
    width: Math.floor((width - (columns - 1) * GAP) / columns),
    height: Math.max(3, Math.floor((height - (rows - 1) * GAP) / rows)),
  };
  const numbered = cell.width >= NUMBERED.width && cell.height >= NUMBERED.height;
  const placed = cores.map((values, index) => {
    const corner = {
      x: (index % columns) * (cell.width + GAP),
      y: Math.floor(index / columns) * (cell.height + GAP),
    };
    return { index, corner, ...stripShape(values, places, cell.width, cell.height, corner) };
  });
  // All cores in one path: what changes every second is one mark, and not one for each of a hundred cores.
  return (
    <svg width={width} height={height} viewBox={`0 0 ${width} ${height}`} role="img" aria-label={title}>
      {placed.map(({ index, corner }) => (
        <rect key={index} {...corner} {...cell} fill={paint('band-even')} />
      ))}
      <path d={placed.map(({ area }) => area).join('')} fill={paint('cpu')} fillOpacity={0.3} />
      <path d={placed.map(({ line }) => line).join('')} fill="none" stroke={paint('cpu')} strokeWidth={1} />
      {placed.flatMap(({ index, dots }) =>
        dots.map(({ x, y }) => <circle key={`${index} ${x}`} cx={x} cy={y} r={1} fill={paint('cpu')} />),
      )}
      {numbered
        ? placed.map(({ index, corner }) => (
            <text key={index} x={corner.x + 3} y={corner.y + 11} fontSize={10} fill={paint('ink')}>
              {index}
            </text>
          ))
        : null}
    </svg>
  );
}
