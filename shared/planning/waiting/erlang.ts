import type { Erlangs } from '../../model/units.ts';

/** Refuses what no queue can be made of. @throws RangeError */
export function requireQueue(places: number, load: Erlangs): void {
  if (!Number.isSafeInteger(places) || places < 0)
    throw new RangeError(`a queue needs a whole number of places, not ${places}`);
  if (!(load >= 0) || load === Number.POSITIVE_INFINITY)
    throw new RangeError(`a queue needs a load of at least 0, not ${load}`);
}

/** What is blocked with one place more, from what is blocked without it. */
export function blockedWithOneMore(blocked: number, place: number, load: Erlangs): number {
  return (load * blocked) / (place + load * blocked);
}

/**
 * The share of arrivals that find every place taken, where nobody may wait: Erlang's loss formula (Erlang 1917,
 * "Solution of some problems in the theory of probabilities of significance in automatic telephone exchanges"). It holds
 * for any distribution of the time in service. By the recursion in the number of places, which has neither powers nor
 * factorials and loses no digit, so that it is good for any number of places. O(places).
 * @example erlangB(10, 5) // 0.018385
 * @throws RangeError for places that are no whole number, or a load that is negative or not finite
 */
export function erlangB(places: number, load: Erlangs): number {
  requireQueue(places, load);
  let blocked = 1;
  for (let place = 1; place <= places; place++) blocked = blockedWithOneMore(blocked, place, load);
  return blocked;
}

/** The share that waits, from the share that would be blocked; for a load below the places. */
export function waitingShare(blocked: number, places: number, load: Erlangs): number {
  return blocked / (1 - (load / places) * (1 - blocked));
}

/**
 * The share of arrivals that have to wait, where everybody may wait as long as it takes: Erlang's delay formula
 * (Erlang 1917), for Poisson arrivals and exponential times in service, through Erlang B. With a load of the places or
 * more the line grows without end, and everybody waits: 1. O(places).
 * @example erlangC(10, 5) // 0.036105
 * @throws RangeError as {@link erlangB} does
 */
export function erlangC(places: number, load: Erlangs): number {
  requireQueue(places, load);
  return load >= places ? 1 : waitingShare(erlangB(places, load), places, load);
}
