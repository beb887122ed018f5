import { BRIDGE_BOUNDS } from '../../../shared/bridge/bounds.ts';
import type { Seconds } from '../../../shared/model/units.ts';
import type { Stretch } from './time-window.ts';

export interface SeriesAsked {
  readonly from: Seconds | null;
  readonly to: Seconds | null;
  readonly columns: number;
}

/** Enough for a screen of any width with room on both sides. */
const MOST = BRIDGE_BOUNDS.columns / 2;

/**
 * What to ask the engine for, so that a little zooming and moving needs no new answer: a stretch of a length that is a
 * power of two, wider than what is shown on both sides, and as fine as the columns.
 * @param shown null for the whole run
 */
export function askedFor(shown: Stretch | null, columns: number): SeriesAsked {
  if (!shown) return { from: null, to: null, columns: Math.min(MOST, columns) };
  const length = shown.to - shown.from;
  const level = 2 ** Math.ceil(Math.log2(length));
  const start = Math.floor(shown.from / level) * level;
  const [from, to] = [Math.max(0, start - level / 2), start + 2.5 * level];
  return { from, to, columns: Math.min(MOST, Math.ceil((columns * (to - from)) / length)) };
}
