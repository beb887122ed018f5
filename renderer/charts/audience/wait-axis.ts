import type { Language } from '../../../shared/locale/language.ts';
import { messages } from '../../../shared/locale/messages.ts';
import { numberText } from '../../../shared/locale/numbers.ts';
import type { Seconds } from '../../../shared/model/units.ts';
import type { CurvePoint } from '../data/audience-curves.ts';
import { valueTicks } from '../geometry/ticks.ts';
import type { Axis } from '../parts/chart-frame.tsx';

const ROWS = 6;
const MINUTE = 60;
/** From so long on, minutes say more than seconds. */
const IN_MINUTES = 180;

/** Waits in seconds or minutes, and the points in that unit; what is above the axis is left out of the picture. */
export function waitAxis(
  longest: Seconds,
  language: Language,
): { readonly axis: Axis; readonly scaled: (points: readonly CurvePoint[]) => CurvePoint[] } {
  const { audienceCharts, charts } = messages(language);
  const minutes = longest >= IN_MINUTES;
  const unit = minutes ? MINUTE : 1;
  const rows = valueTicks(Math.max(longest, 1) / unit, ROWS);
  const top = rows.at(-1) ?? 1;
  const decimals = rows.every(Number.isInteger) ? 0 : 1;
  return {
    axis: {
      dataKey: 'y',
      title: charts.axis(audienceCharts.wait, minutes ? charts.units.minutes : charts.units.seconds),
      domain: [0, top],
      ticks: rows,
      format: (wait) => numberText(wait, language, decimals),
    },
    scaled: (points) => points.map(({ x, y }) => ({ x, y: y === null || y / unit > top ? null : y / unit })),
  };
}
