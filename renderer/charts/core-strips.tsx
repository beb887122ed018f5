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
  return (
    <svg width={width} height={height} viewBox={`0 0 ${width} ${height}`} role="img" aria-label={title}>
      {cores.map((values, index) => {
        const { line, area, dots } = stripShape(values, places, cell.width, cell.height);
        const x = (index % columns) * (cell.width + GAP);
        const y = Math.floor(index / columns) * (cell.height + GAP);
        return (
          <g key={index} transform={`translate(${x},${y})`}>
            <rect width={cell.width} height={cell.height} fill={paint('band-even')} />
            <path d={area} fill={paint('cpu')} fillOpacity={0.3} />
            <path d={line} fill="none" stroke={paint('cpu')} strokeWidth={1} />
            {dots.map((dot) => (
              <circle key={dot.x} cx={dot.x} cy={dot.y} r={1} fill={paint('cpu')} />
            ))}
            {numbered ? (
              <text x={3} y={11} fontSize={10} fill={paint('ink')}>
                {index}
              </text>
            ) : null}
          </g>
        );
      })}
    </svg>
  );
}
