import { useMemo, useState } from 'react';
import type { Series } from '../../../shared/bridge/series.ts';
import { useAnswer } from '../../ui/engine.tsx';
import { useSettled } from '../../ui/use-settled.ts';
import { askedFor } from './asked-for.ts';
import { refinedSeries } from './refined-series.ts';
import type { Stretch, TimeWindow } from './time-window.ts';

/** Milliseconds that a window must stay before it is asked for; the first one is asked for at once. */
const STAYS = 80;

interface Asked {
  readonly run: string;
  readonly from: number | null;
  readonly to: number | null;
  readonly columns: number;
}

/**
 * What the engine has of a run in this window, thinned to so many columns; until it answers, what is here already: the last answer,
 * and around it the whole run as coarse as it is known.
 * @param run null asks nothing
 * @param again another number asks once more for the same
 * @param given the whole run, where somebody has asked for it already
 */
export function useSeries(
  run: string | null,
  window: TimeWindow,
  stretch: Stretch,
  columns: number,
  again = 0,
  given: Series | null = null,
): Series | null {
  const wanted =
    run === null || columns === 0
      ? ''
      : JSON.stringify({ run, ...askedFor(window.kind === 'all' ? null : stretch, columns) });
  const settled = useSettled(wanted, STAYS);
  const text = settled === '' ? wanted : settled;
  const params = text === '' ? null : (JSON.parse(text) as Asked);
  const { data } = useAnswer('runs.series', params, again);
  const [kept, setKept] = useState<{ run: string; series: Series } | null>(null);
  const ours = run !== null && params?.run === run ? data : null;
  if (run !== null && ours && ours.from === 0 && ours.to === ours.end && kept?.series !== ours)
    setKept({ run, series: ours });
  const whole = given ?? (kept !== null && kept.run === run ? kept.series : null);
  return useMemo(
    () => (ours && whole && whole !== ours ? refinedSeries(whole, ours) : (ours ?? whole)),
    [ours, whole],
  );
}
