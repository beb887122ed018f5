import { memo, type ReactNode } from 'react';
import { CartesianGrid, ComposedChart, XAxis, YAxis } from 'recharts';
import { paint } from '../../ui/theme.ts';
import { plotScale } from '../geometry/plot-scale.ts';
import { GRID_LAYER } from './layers.ts';
import { Legend, legendHeight, type LegendItem } from './legend.tsx';
import { PlotScaleProvider } from './plot-scale.ts';

export interface Axis {
  readonly dataKey: string;
  readonly title: string;
  readonly domain: readonly [number, number];
  readonly ticks: readonly number[];
  readonly format: (value: number) => string;
}

export interface ChartFrameProps {
  readonly width: number;
  readonly height: number;
  /** What a reader hears who cannot see the picture. */
  readonly title: string;
  readonly legend: readonly LegendItem[];
  readonly x: Axis;
  readonly y: Axis;
  /** Pixels between the y title and the plot, and between the plot and the x labels, for parts to use. */
  readonly above?: number;
  readonly below?: number;
  /** Whether points at the ends of the x axis need room beside them. */
  readonly padded?: boolean;
  /** Said in the middle of an empty plot. */
  readonly sentence: string | null;
  readonly children?: ReactNode;
}

/** The plot's own left and right margins, and the pixels of its axes. */
export const PLOT_LEFT = 40;
export const PLOT_RIGHT = 14;
const X_AXIS = 34;
const Y_TITLE = 22;
const FONT_SIZE = 11;
/** Pixels beside the points at the ends of an axis. */
const PADDING = 10;

interface AxesProps {
  readonly x: Axis;
  readonly y: Axis;
  readonly below: number;
  readonly padded: boolean;
}

const label = { fontSize: FONT_SIZE, fill: paint('quiet') };

const shownOf = ({ domain, ticks, format }: Axis) => [...domain, ...ticks, ...ticks.map(format)].join('\n');

/** Grid and axes, left as they are where nothing of them changed: to recharts every change of an axis is one of the whole chart. */
const Axes = memo(
  function Axes({ x, y, below, padded }: AxesProps) {
    return (
      <>
        <CartesianGrid vertical={false} stroke={paint('rule')} zIndex={GRID_LAYER} />
        <XAxis
          type="number"
          dataKey={x.dataKey}
          domain={[...x.domain]}
          ticks={[...x.ticks]}
          tickFormatter={x.format}
          height={X_AXIS + below}
          allowDataOverflow
          padding={padded ? { left: PADDING, right: PADDING } : {}}
          interval={0}
          axisLine={{ stroke: paint('quiet') }}
          tickLine={{ stroke: paint('quiet') }}
          tickSize={below + 4}
          tickMargin={1}
          tick={label}
        />
        <YAxis
          type="number"
          domain={[...y.domain]}
          ticks={[...y.ticks]}
          tickFormatter={y.format}
          width={PLOT_LEFT}
          interval={0}
          allowDataOverflow
          axisLine={false}
          tickLine={false}
          tickMargin={3}
          tick={label}
        />
      </>
    );
  },
  (before, now) =>
    before.below === now.below &&
    before.padded === now.padded &&
    shownOf(before.x) === shownOf(now.x) &&
    shownOf(before.y) === shownOf(now.y),
);

/** A plot with its axes, grid and legend; its children are recharts' lines and parts of ours. */
export function ChartFrame(props: ChartFrameProps) {
  const { width, height, legend, x, y, above = 0, below = 0, padded = false } = props;
  const top = legendHeight(legend, width) + Y_TITLE + above;
  const area = { left: PLOT_LEFT, right: width - PLOT_RIGHT, top, bottom: height - X_AXIS - below };
  return (
    <PlotScaleProvider value={plotScale(area, x.domain, y.domain, padded ? PADDING : 0)}>
      <ComposedChart
        width={width}
        height={height}
        title={props.title}
        role="img"
        accessibilityLayer={false}
        margin={{ top, right: PLOT_RIGHT, bottom: 0, left: 0 }}
      >
        <Axes x={x} y={y} below={below} padded={padded} />
        <Legend items={legend} width={width} />
        <text x={0} y={top - above - 9} {...label}>
          {y.title}
        </text>
        <text x={(PLOT_LEFT + width - PLOT_RIGHT) / 2} y={height - 4} textAnchor="middle" {...label}>
          {x.title}
        </text>
        {props.children}
        {props.sentence === null ? null : (
          <text
            x={(PLOT_LEFT + width - PLOT_RIGHT) / 2}
            y={(top + height - X_AXIS - below) / 2}
            textAnchor="middle"
            fontSize={13}
            fill={paint('quiet')}
          >
            {props.sentence}
          </text>
        )}
      </ComposedChart>
    </PlotScaleProvider>
  );
}
