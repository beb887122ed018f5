import type { Erlangs, Seconds } from '../../model/units.ts';
import { erlangB, requireQueue, waitingShare } from './erlang.ts';
import { boundedQueue, boundedWithin } from './bounded.ts';

/** Players who come at random, take a place each for a while, and wait in one line when all places are taken. */
export interface Queue {
  readonly places: number;
  /** Offered load: arrivals per second × session. */
  readonly load: Erlangs;
  /** The mean session. */
  readonly session: Seconds;
  /** How many may wait: null for as many as come, 0 for nobody. */
  readonly room: number | null;
}

export interface Waiting {
  /** The share that has to wait, of those who are let in. */
  readonly probability: number;
  /** Of those who are let in, those who need not wait counted with 0; null where the line grows without end. */
  readonly meanSeconds: Seconds | null;
  /** What 95 % of them stay at or below. */
  readonly p95Seconds: Seconds | null;
  /** The share that is refused; with endless room: what would be refused if nobody might wait (Erlang B). */
  readonly refused: number;
  /** How many wait at one time, in the mean. */
  readonly meanLine: number | null;
  readonly reason: 'unstable' | null;
}

/** Those who have to wait longer than this are one in twenty. */
const P95 = 0.05;

/** Arrivals per hour and a session in minutes, as the load they offer. @example offeredLoad(20, 30) // 10 */
export function offeredLoad(arrivalsPerHour: number, sessionMinutes: number): Erlangs {
  return (arrivalsPerHour * sessionMinutes) / 60;
}

/**
 * Chance to wait, mean wait, the wait that 95 % stay below and the refused share. Endless room: Erlang C (M/M/c, Erlang
 * 1917), whose wait is exponential with rate (places − load) / session. No room: Erlang B. Some room: M/M/c/K.
 * Arrivals are Poisson, sessions exponential, the first to come is the first to play. O(places + room).
 * @example waiting({ places: 10, load: 5, session: 1800, room: null }) // 0.0361 wait, 13.0 s in the mean, p95 0
 * @throws RangeError for places or room that are no whole number, or a load or session that is negative or not finite
 */
export function waiting(queue: Queue): Waiting {
  const { places, load, session, room } = queue;
  requireQueue(places, load);
  if (!(session > 0) || session === Number.POSITIVE_INFINITY)
    throw new RangeError(`a queue needs a session above 0 s, not ${session}`);
  const blocked = erlangB(places, load);
  if (room !== null) return boundedQueue({ places, load, session, room }, blocked);
  if (load >= places)
    return {
      probability: 1,
      meanSeconds: null,
      p95Seconds: null,
      refused: blocked,
      meanLine: null,
      reason: 'unstable',
    };
  const probability = waitingShare(blocked, places, load);
  const mean = (probability * session) / (places - load);
  return {
    probability,
    meanSeconds: mean,
    p95Seconds: probability <= P95 ? 0 : (Math.log(probability / P95) * session) / (places - load),
    refused: blocked,
    meanLine: (load / session) * mean,
    reason: null,
  };
}

/**
 * The share of all who come that have their place within so long; those who are refused are never served.
 * @example servedWithin({ places: 10, load: 5, session: 1800, room: null }, 30) // 0.9668
 * @throws RangeError as {@link waiting} does
 */
export function servedWithin(queue: Queue, seconds: Seconds): number {
  const { places, load, session, room } = queue;
  if (room !== null) {
    requireQueue(places, load);
    return boundedWithin({ places, load, session, room }, erlangB(places, load), seconds);
  }
  const { probability, reason } = waiting(queue);
  return reason === 'unstable' ? 0 : 1 - probability * Math.exp((-(places - load) * seconds) / session);
}
