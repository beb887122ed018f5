import type { Mbps } from '../../model/units.ts';
import { admit } from './admit.ts';
import { fitsInto, needOf, viewersOf, type ViewerGroup } from './groups.ts';

export interface OpenShare {
  /** What each one gets who wants at least as much; null where nobody watches. */
  readonly eachMbps: Mbps | null;
  /** How many get less than they need. */
  readonly below: number;
  /** The viewer, counted from 1 with streams first, with whom somebody began to get too little; null where all have enough. */
  readonly fromViewer: number | null;
}

/**
 * What each gets when nobody is refused: equal shares of the uplink, and what one does not need is shared among the
 * others (max-min fairness, what fair queueing and competing congestion controls come near to; Bertsekas and Gallager,
 * Data Networks, 2nd ed., 6.5.2). With one quality that is uplink ÷ viewers. O(groups²).
 * @example openShare([{ needMbps: 8, streams: 10, spectators: 20 }], 200) // each 6.667, all 30 below, from the 26th on
 */
export function openShare(groups: readonly ViewerGroup[], uplink: Mbps): OpenShare {
  const viewers = viewersOf(groups);
  if (viewers === 0) return { eachMbps: null, below: 0, fromViewer: null };
  if (fitsInto(uplink, needOf(groups))) {
    const most = Math.max(...groups.filter(isThere).map(({ needMbps }) => needMbps));
    return { eachMbps: most, below: 0, fromViewer: null };
  }
  const level = fairLevel(groups, uplink);
  const below = viewersOf(groups.filter(({ needMbps }) => needMbps > level));
  const { streams, spectators } = admit(groups, uplink, null);
  return { eachMbps: level, below, fromViewer: streams + spectators + 1 };
}

const isThere = ({ streams, spectators }: ViewerGroup) => streams + spectators > 0;

/** The share at which the uplink is used up, from the least demanding on: whoever needs less than it has enough. */
function fairLevel(groups: readonly ViewerGroup[], uplink: Mbps): Mbps {
  let left = uplink;
  let remaining = viewersOf(groups);
  for (const group of groups.filter(isThere).toSorted((a, b) => a.needMbps - b.needMbps)) {
    const level = left / remaining;
    if (group.needMbps > level) return level;
    const here = group.streams + group.spectators;
    left -= group.needMbps * here;
    remaining -= here;
  }
  return 0;
}
