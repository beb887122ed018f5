import type { Seconds } from '../../model/units.ts';
import { likely, type AtLeast } from '../capacity.ts';
import type { ProbeSettings } from '../settings.ts';
import type { Outlook } from './outlook.ts';

/*
 * Where to go: by leaps to where the limit is expected, then to the levels next to it, whichever is in more doubt.
 */

/** Galloping goes no farther than is this sure to hold, and to no more than so many times as many at once. */
const GALLOP_SURE = 0.9;
export const GALLOP_FACTOR = 6;
/** Where a start takes longer than this, one that need not be is worth some risk of one too many, which is stopped at once. */
const LONG_START: Seconds = 45;
const LONG_GALLOP = { sure: 0.6, factor: 10 };
/** One of the two levels next to the limit is looked at this long before the other is tried. */
const ONE_SIDE: Seconds = 25;
/** A level that is so nearly sure to hold, or not to, is not in doubt. */
const CLEAR = 0.05;
/** Seconds that the answer and the level beyond it were looked at; of one copy where not even one fits. */
export function seenNextTo(found: number, visited: ReadonlyMap<number, Seconds>): Seconds {
  return found === 0 ? (visited.get(1) ?? 0) : (visited.get(found) ?? 0) + (visited.get(found + 1) ?? 0);
}

function isInDoubt(probability = 0): boolean {
  return Math.abs(probability - 0.5) < 0.5 - CLEAR;
}

/** Seconds that levels were looked at of which it is still in doubt whether they hold. */
export function seenInDoubt(reach: AtLeast, visited: ReadonlyMap<number, Seconds>): Seconds {
  let seen = 0;
  for (const [n, seconds] of visited) if (isInDoubt(reach[n])) seen += seconds;
  return seen;
}

/** The n to be at next; the present one for "stay". */
export function goal(
  settings: ProbeSettings,
  { belief, reach, visited, frames }: Outlook,
  n: number,
): number {
  const highest = Math.max(0, ...visited.keys());
  // One alone teaches what all others are judged by.
  if (highest === 0) return 1;
  if (frames.needsSolo) return 1;
  const found = likely(reach);
  const isLong = (belief.maturity.startup.seconds ?? 0) > LONG_START;
  const gallop = isLong ? LONG_GALLOP : { sure: GALLOP_SURE, factor: GALLOP_FACTOR };
  const sure = reach.findLastIndex((probability) => probability >= gallop.sure);
  // Where a second one goes is not known before it has gone there.
  const most = belief.cards.isRoundKnown ? settings.cap : Math.min(settings.cap, 2);
  const within = (level: number) => Math.min(most, Math.max(1, level));
  // Far from the limit: on with as many as are sure to fit, then to where the limit is expected.
  if (sure > highest) return within(Math.min(sure, Math.max(1, highest) * gallop.factor));
  if (found > highest) return within(found);

  const [here, above] = [within(found), within(found + 1)];
  if (n !== here && n !== above) {
    // What is in doubt tells as much where it is as next to it, and coming and going takes time.
    const tells = isInDoubt(reach[n]) && seenNextTo(found, visited) >= ONE_SIDE;
    return tells ? n : here;
  }
  const other = n === here ? above : here;
  const doubtAbove = reach[above] ?? 0;
  const doubtHere = 1 - (reach[here] ?? 1);
  const worthIt = other === above ? doubtAbove > doubtHere : doubtHere > doubtAbove;
  const long = (visited.get(n) ?? 0) >= ONE_SIDE;
  // Loads of both levels lie on one curve, so that either tells of both; frames are told of only where they are made.
  const tellsMore =
    (visited.get(other) ?? 0) < ONE_SIDE ||
    (isInDoubt(frames.holds(other)) && !isInDoubt(belief.hold(other)));
  return worthIt && long && tellsMore ? other : n;
}
