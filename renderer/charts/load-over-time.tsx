import type { Language } from '../../shared/locale/language.ts';
import { messages } from '../../shared/locale/messages.ts';
import { numberText } from '../../shared/locale/numbers.ts';
import { resourceName } from '../../shared/locale/resource-name.ts';
import type { Seconds } from '../../shared/model/units.ts';
import { downsample } from '../../shared/stats/downsample.ts';
import type { LoadLine } from './data/load-lines.ts';
import type { InstanceMark, LevelBand } from './data/time-marks.ts';
import { timeTicks } from './geometry/ticks.ts';
import { loadAxis } from './parts/axes.ts';
import { GapMarks, type GapMark } from './parts/gap-marks.tsx';
import { ChartFrame, PLOT_LEFT, PLOT_RIGHT } from './parts/chart-frame.tsx';
import type { LegendItem } from './parts/legend.tsx';
import { BAND_LABELS, LevelBands } from './parts/level-bands.tsx';
import { LimitMarks, type LoadLimits } from './parts/limit-marks.tsx';
import { LoadCurves } from './parts/load-curves.tsx';
import { dashOf } from './parts/line-style.ts';
import { TIME_STRIP, TimeStrip, type TimeSpan } from './parts/time-strip.tsx';
import { VerticalMark } from './parts/vertical-mark.tsx';

/** What stands in the picture, in units of the run; `loadOverTimeData` makes it from a recording. */
export interface LoadOverTimeData {
  readonly lines: readonly LoadLine[];
  readonly span: TimeSpan;
  readonly bands: readonly LevelBand[];
  readonly measured: readonly TimeSpan[];
  readonly marks: readonly InstanceMark[];
  readonly limits: LoadLimits;
  /** When the capacity was first passed. */
  readonly knee: { readonly t: Seconds; readonly capacity: number } | null;
  /** How many cards the box has: with several, each line says which. */
  readonly gpus: number;
}

interface LoadOverTimeProps extends LoadOverTimeData {
  /** Where nothing was read, with the reason; without them the lines just break. */
  readonly gaps?: readonly GapMark[];
  /** Whether readings still come in at the right end. */
  readonly growing?: boolean;
  readonly language: Language;
  /** Pixels. */
  readonly width: number;
  readonly height: number;
}

const TICK_APART = 70;

function legendOf({ lines, bands, measured, marks, gpus, language }: LoadOverTimeProps): LegendItem[] {
  const { charts } = messages(language);
  const has = (kind: InstanceMark['kind']) => marks.some((mark) => mark.kind === kind);
  const events = (['launch', 'exit', 'failed'] as const).filter(has);
  return [
    ...lines.map((line): LegendItem => ({
      label: charts.withUnit(resourceName(line.resource, line.index, gpus, language), charts.units.percent),
      swatch: { kind: 'line', colour: line.resource, dash: dashOf(line) },
    })),
    ...(bands.length > 0 ? [{ label: charts.level, swatch: { kind: 'bands' } } as const] : []),
    ...(measured.length > 0 ? [{ label: charts.measured, swatch: { kind: 'measured' } } as const] : []),
    ...events.map((event): LegendItem => ({ label: charts[event], swatch: { kind: 'event', event } })),
  ];
}

/** Every load that could be read, over time. */
export function LoadOverTime(props: LoadOverTimeProps) {
  const { lines, span, bands, measured, marks, limits, knee, gaps = [], growing = false } = props;
  const { language, width, height } = props;
  const { charts } = messages(language);
  const plotWidth = width - PLOT_LEFT - PLOT_RIGHT;
  const end = Math.max(span.to, span.from + 1);
  const { unit, secondsPerUnit, ticks } = timeTicks(span.from, end, plotWidth / TICK_APART);
  const step = (end - span.from) / plotWidth;
  const thinned = lines.map((line): LoadLine => ({ ...line, ...downsample(line, step) }));
  return (
    <ChartFrame
      width={width}
      height={height}
      title={charts.titles.loadOverTime}
      legend={legendOf(props)}
      x={{
        dataKey: 't',
        title: charts.axis(charts.time, charts.units[unit]),
        domain: [span.from, end],
        ticks,
        format: (t) => numberText(t / secondsPerUnit, language, Number.isInteger(t / secondsPerUnit) ? 0 : 1),
      }}
      y={loadAxis('value', language)}
      above={BAND_LABELS}
      below={TIME_STRIP}
      sentence={lines.length === 0 ? charts.noReadings : null}
    >
      <LevelBands bands={bands} growing={growing} />
      <TimeStrip measured={measured} marks={marks} growing={growing} />
      <LoadCurves lines={thinned} growing={growing} />
      {gaps.length > 0 ? <GapMarks gaps={gaps} /> : null}
      {knee ? <VerticalMark at={knee.t} label={charts.knee(numberText(knee.capacity, language))} /> : null}
      <LimitMarks
        limits={limits}
        shown={[...new Set(lines.map(({ resource }) => resource))]}
        language={language}
      />
    </ChartFrame>
  );
}
