import { ErrorBar, Line, Scatter, type ScatterShapeProps } from 'recharts';
import type { Language } from '../../shared/locale/language.ts';
import { messages } from '../../shared/locale/messages.ts';
import { paint, type ColourName } from '../ui/theme.ts';
import type { LevelPoint } from './data/level-points.ts';
import { instancesAxis, loadAxis } from './parts/axes.ts';
import { ChartFrame } from './parts/chart-frame.tsx';
import { HorizontalMark } from './parts/horizontal-mark.tsx';
import type { MarkerStyle } from './parts/line-style.ts';
import { Marker } from './parts/marker.tsx';

interface RunLook {
  readonly colour: ColourName;
  readonly dash: string;
  readonly marker: MarkerStyle;
}

/**
 * How the runs of a comparison are told apart, in their order. Here a colour is a run and no resource: all lines are of one
 * resource, which the title names.
 */
export const RUN_LOOKS: readonly RunLook[] = [
  { colour: 'cpu', dash: '', marker: { shape: 'circle', fill: 1 } },
  { colour: 'gpu', dash: '9 2.5', marker: { shape: 'square', fill: 0 } },
  { colour: 'ram', dash: '4 2.5', marker: { shape: 'triangle', fill: 1 } },
  { colour: 'vram', dash: '1.5 2', marker: { shape: 'diamond', fill: 0 } },
  { colour: 'encoder', dash: '3 6', marker: { shape: 'pentagon', fill: 0.4 } },
];

interface RunsOverNProps {
  /** What the picture is of, for who cannot see it. */
  readonly title: string;
  /** At most as many as there are looks. */
  readonly runs: readonly { readonly label: string; readonly points: readonly LevelPoint[] }[];
  /** Percent, with what it is called; null where the runs had different ones. */
  readonly limit: { readonly at: number; readonly label: string } | null;
  readonly language: Language;
  /** Pixels. */
  readonly width: number;
  readonly height: number;
}

/** From the mean down and up to the interval's ends, as recharts wants it. */
function reach({ mean, low, high }: LevelPoint): [number, number] | null {
  return low === null || high === null ? null : [mean - low, high - mean];
}

/** One resource of several runs on the same n: each level's mean with its interval. */
export function RunsOverN({ title, runs, limit, language, width, height }: RunsOverNProps) {
  const { charts } = messages(language);
  const drawn = runs.flatMap((run, place) => {
    const look = RUN_LOOKS[place];
    return look ? [{ ...run, look }] : [];
  });
  const last = Math.max(1, ...runs.flatMap(({ points }) => points.map(({ n }) => n)));
  return (
    <ChartFrame
      width={width}
      height={height}
      title={title}
      legend={[
        ...drawn.map(({ label, look }) => ({ label, swatch: { kind: 'line', ...look } as const })),
        { label: charts.mean, swatch: { kind: 'interval' } },
      ]}
      x={instancesAxis(last, width, language)}
      y={loadAxis('mean', language)}
      padded
      sentence={drawn.every(({ points }) => points.length === 0) ? charts.noLevels : null}
    >
      {drawn.map(({ points, look }, place) => (
        <Line
          key={`line ${place}`}
          data={[...points]}
          dataKey="mean"
          type="linear"
          stroke={paint(look.colour)}
          strokeWidth={1.4}
          strokeDasharray={look.dash}
          dot={false}
          activeDot={false}
          isAnimationActive={false}
        />
      ))}
      {drawn.map(({ points, look }, place) => (
        <Scatter
          key={`points ${place}`}
          data={[...points]}
          dataKey="mean"
          isAnimationActive={false}
          shape={({ cx = 0, cy = 0 }: ScatterShapeProps) => (
            <Marker x={cx} y={cy} colour={look.colour} {...look.marker} />
          )}
        >
          <ErrorBar
            dataKey={reach}
            direction="y"
            width={3}
            stroke={paint(look.colour)}
            strokeWidth={1.2}
            isAnimationActive={false}
          />
        </Scatter>
      ))}
      {limit ? <HorizontalMark at={limit.at} label={limit.label} /> : null}
    </ChartFrame>
  );
}
