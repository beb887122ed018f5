import { AudienceFigures } from '../../../shared/explain/audience-figures.ts';
import { messages } from '../../../shared/locale/messages.ts';
import { numberText } from '../../../shared/locale/numbers.ts';
import { boxesCurve } from '../data/audience-curves.ts';
import { wholeTicks } from '../geometry/ticks.ts';
import { ChartFrame } from '../parts/chart-frame.tsx';
import { curve } from '../parts/curve.tsx';
import { HorizontalMark } from '../parts/horizontal-mark.tsx';
import { VerticalMark } from '../parts/vertical-mark.tsx';
import type { AudienceChartProps } from './chart-props.ts';

const COLUMNS = 14;
const LOOK = { colour: 'cpu', dash: '', marker: { shape: 'circle', fill: 1 } } as const;

/** The share that is served in time by one box, two, three…, with the target and how many are enough. */
export function ServedByBoxes({ audience, language, width, height }: AudienceChartProps) {
  const { audienceCharts: texts, charts } = messages(language);
  const figures = new AudienceFigures(language);
  const found = boxesCurve(audience);
  const last = found?.served.at(-1)?.x ?? 1;
  return (
    <ChartFrame
      width={width}
      height={height}
      title={texts.titles.boxes}
      legend={[
        {
          label: texts.servedIn(figures.duration(audience.boxes?.target.seconds ?? null)),
          swatch: { kind: 'line', ...LOOK },
        },
      ]}
      x={{
        dataKey: 'x',
        title: texts.boxes,
        domain: [0, last],
        ticks: wholeTicks(last, COLUMNS),
        format: (count) => numberText(count, language),
      }}
      y={{
        dataKey: 'y',
        title: charts.axis(texts.served, charts.units.percent),
        domain: [0, 100],
        ticks: [0, 20, 40, 60, 80, 100],
        format: (percent) => numberText(percent, language),
      }}
      padded
      sentence={found ? null : texts.nothing}
    >
      {curve({ points: found?.served ?? [], ...LOOK })}
      {found ? (
        <HorizontalMark at={found.target} label={texts.target(figures.share(found.target / 100))} />
      ) : null}
      {found ? <VerticalMark at={found.enough} label={texts.enough(figures.count(found.enough))} /> : null}
    </ChartFrame>
  );
}
