import { memo } from 'react';
import { Line } from 'recharts';
import type { Language } from '../../shared/locale/language.ts';
import { messages } from '../../shared/locale/messages.ts';
import { numberText } from '../../shared/locale/numbers.ts';
import { resourceName } from '../../shared/locale/resource-name.ts';
import { resourceKey } from '../../shared/model/resources.ts';
import { paint } from '../ui/theme.ts';
import { fitLines } from './data/fit-lines.ts';
import type { ResourceLevels } from './data/level-points.ts';
import { instancesAxis, loadAxis } from './parts/axes.ts';
import { CapacityMark, type CapacityFound } from './parts/capacity-mark.tsx';
import { ChartFrame } from './parts/chart-frame.tsx';
import type { LegendItem } from './parts/legend.tsx';
import { ExpectedMark, type ExpectedKnee } from './parts/expected-mark.tsx';
import { LevelMarks } from './parts/level-marks.tsx';
import { LimitMarks, type LoadLimits } from './parts/limit-marks.tsx';
import { markerOf } from './parts/line-style.ts';

/** What stands in the picture; `loadOverNData` makes it from a verdict. */
export interface LoadOverNData {
  readonly resources: readonly ResourceLevels[];
  readonly limits: LoadLimits;
  readonly capacity: CapacityFound | null;
  /** How many cards the box has: with several, each line says which. */
  readonly gpus: number;
}

interface LoadOverNProps extends LoadOverNData {
  /** While a run still learns: where its knee is expected. */
  readonly expected?: ExpectedKnee | null;
  /** A legend that names kinds only, for a small place beside which all cards are named. */
  readonly brief?: boolean;
  readonly language: Language;
  /** Pixels. */
  readonly width: number;
  readonly height: number;
}

const PREDICTED_DASH = '3 3';

function legendOf(resources: readonly ResourceLevels[], gpus: number, language: Language): LegendItem[] {
  const { charts } = messages(language);
  const fitted = resources.some(({ fit }) => fit !== null);
  const named = resources.map((one): LegendItem => ({
    label: charts.withUnit(resourceName(one.resource, one.index, gpus, language), charts.units.percent),
    swatch: { kind: 'line', colour: one.resource, dash: '', marker: markerOf(one) },
  }));
  const line = (label: string, dash: string): LegendItem => ({
    label,
    swatch: { kind: 'line', colour: 'quiet', dash },
  });
  return [
    ...named,
    ...(resources.length > 0 ? [{ label: charts.mean, swatch: { kind: 'interval' } } as const] : []),
    ...(fitted ? [line(charts.fitted, ''), line(charts.predicted, PREDICTED_DASH)] : []),
  ];
}

function briefLegendOf(resources: readonly ResourceLevels[], language: Language): LegendItem[] {
  const { charts } = messages(language);
  return resources
    .filter(({ index }) => (index ?? 0) === 0)
    .map((one) => ({
      label: charts.withUnit(resourceName(one.resource, null, 0, language), charts.units.percent),
      swatch: { kind: 'line', colour: one.resource, dash: '', marker: markerOf(one) },
    }));
}

/**
 * Each level's mean with its interval, and the demand that was fitted, over the number of instances. Drawn anew only where something of it
 * changed: whoever zooms into the chart beside it does not wait for this one.
 */
export const LoadOverN = memo(function LoadOverN(props: LoadOverNProps) {
  const {
    resources,
    limits,
    capacity,
    gpus,
    expected = null,
    brief = false,
    language,
    width,
    height,
  } = props;
  const { charts } = messages(language);
  const { fits, last } = fitLines(resources, limits, expected?.n ?? null);
  return (
    <ChartFrame
      width={width}
      height={height}
      title={charts.titles.loadOverN}
      legend={brief ? briefLegendOf(resources, language) : legendOf(resources, gpus, language)}
      x={instancesAxis(last, width, language)}
      y={loadAxis('mean', language)}
      padded
      sentence={resources.length === 0 ? charts.noLevels : null}
    >
      {fits.map(({ resource, index, points, predicted }) => (
        <Line
          key={`${resourceKey({ resource, index })} ${String(predicted)}`}
          data={[...points]}
          dataKey="mean"
          type="linear"
          stroke={paint(resource)}
          strokeWidth={1.2}
          strokeDasharray={predicted ? PREDICTED_DASH : ''}
          dot={false}
          activeDot={false}
          isAnimationActive={false}
        />
      ))}
      <LevelMarks resources={resources} />
      {expected && expected.n <= last ? (
        <ExpectedMark
          expected={expected}
          last={last}
          label={charts.expected(numberText(expected.n, language))}
        />
      ) : null}
      {capacity ? <CapacityMark capacity={capacity} language={language} /> : null}
      <LimitMarks
        limits={limits}
        shown={[...new Set(resources.map(({ resource }) => resource))]}
        language={language}
      />
    </ChartFrame>
  );
});
