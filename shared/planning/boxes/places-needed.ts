import type { Seconds } from '../../model/units.ts';
import { servedWithin, type Queue } from '../waiting/queue.ts';

/** What is promised to those who come: this share of all plays within so many seconds. */
export interface WaitTarget {
  /** Above 0, below 1. */
  readonly share: number;
  readonly seconds: Seconds;
}

/** Beyond this nobody builds, and every search ends. */
export const MOST_PLACES = 200_000;

/**
 * The least number of places that keeps the target; null where not even {@link MOST_PLACES} do. A place more never serves
 * fewer, so it is bracketed by doubling and then halved. O(places × log places).
 * @example placesNeeded({ load: 10, session: 1800, room: null }, { share: 0.95, seconds: 30 }) // 17
 */
export function placesNeeded(demand: Omit<Queue, 'places'>, target: WaitTarget): number | null {
  const keeps = (places: number) => servedWithin({ ...demand, places }, target.seconds) >= target.share;
  if (keeps(0)) return 0;
  let enough = Math.max(1, Math.ceil(demand.load));
  let tooFew = 0;
  while (!keeps(enough)) {
    if (enough >= MOST_PLACES) return null;
    tooFew = enough;
    enough = Math.min(MOST_PLACES, Math.ceil(enough * 1.5) + 1);
  }
  while (enough - tooFew > 1) {
    const middle = Math.floor((tooFew + enough) / 2);
    if (keeps(middle)) enough = middle;
    else tooFew = middle;
  }
  return enough;
}
