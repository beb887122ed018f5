import type { Series } from '../../../shared/bridge/series.ts';
import { useAnswer } from '../../ui/engine.tsx';
import { useSettled } from '../../ui/use-settled.ts';
import { askedFor } from './asked-for.ts';
import type { Stretch, TimeWindow } from './time-window.ts';

/** Milliseconds that a window must stay before it is asked for. */
const STAYS = 80;

/**
 * What the engine has of a run in this window, thinned to so many columns; the last answer while the next is on its way.
 * @param run null asks nothing
 * @param again another number asks once more for the same
 */
export function useSeries(
  run: string | null,
  window: TimeWindow,
  stretch: Stretch,
  columns: number,
  again = 0,
): Series | null {
  const wanted =
    run === null || columns === 0
      ? ''
      : JSON.stringify({ run, ...askedFor(window.kind === 'all' ? null : stretch, columns) });
  const settled = useSettled(wanted, STAYS);
  const params =
    settled === ''
      ? null
      : (JSON.parse(settled) as { run: string; from: number | null; to: number | null; columns: number });
  const answer = useAnswer('runs.series', params, again);
  return run !== null && params?.run === run ? answer.data : null;
}
