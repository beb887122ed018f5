import { BRIDGE_BOUNDS } from '../../../shared/bridge/bounds.ts';
import type { Seconds } from '../../../shared/model/units.ts';
import type { Stretch } from './time-window.ts';

export interface SeriesAsked {
  readonly from: Seconds | null;
  readonly to: Seconds | null;
  readonly columns: number;
}

/** Enough for a screen of any width with some room beside it. */
const MOST = BRIDGE_BOUNDS.columns / 2;

/**
 * What to ask the engine for, so that a little zooming and moving needs no new answer: one and a half times a power of two, from a
 * multiple of half of it on, and as fine as the columns. Beyond it the whole run is there in the coarse.
 * @param shown null for the whole run
 */
export function askedFor(shown: Stretch | null, columns: number): SeriesAsked {
  if (!shown) return { from: null, to: null, columns: Math.min(MOST, columns) };
  const length = shown.to - shown.from;
  const level = 2 ** Math.ceil(Math.log2(length));
  const from = Math.floor(shown.from / (level / 2)) * (level / 2);
  const to = from + 1.5 * level;
  return { from, to, columns: Math.min(MOST, Math.ceil((columns * (to - from)) / length)) };
}
