import type { Language } from '../../../shared/locale/language.ts';
import { messages } from '../../../shared/locale/messages.ts';
import { numberText } from '../../../shared/locale/numbers.ts';
import { wholeTicks } from '../geometry/ticks.ts';
import { PLOT_LEFT, PLOT_RIGHT, type Axis } from './chart-frame.tsx';

const TICK_APART = 28;

/**
 * The axis of n, from 0.
 * @param width of the whole picture, in pixels
 */
export function instancesAxis(last: number, width: number, language: Language): Axis {
  return {
    dataKey: 'n',
    title: messages(language).charts.instances,
    domain: [0, last],
    ticks: wholeTicks(last, (width - PLOT_LEFT - PLOT_RIGHT) / TICK_APART),
    format: (n) => numberText(n, language),
  };
}

/** The axis of loads: always from 0 to 100 %, so that two pictures can be laid side by side. */
export function loadAxis(dataKey: string, language: Language): Axis {
  const { charts } = messages(language);
  return {
    dataKey,
    title: charts.axis(charts.load, charts.units.percent),
    domain: [0, 100],
    ticks: [0, 20, 40, 60, 80, 100],
    format: (percent) => numberText(percent, language),
  };
}
