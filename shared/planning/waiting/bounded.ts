import type { Seconds } from '../../model/units.ts';
import type { Queue, Waiting } from './queue.ts';

/** A queue with a bound on its line. */
export type BoundedQueue = Queue & { readonly room: number };

const P95 = 0.95;

function requireRoom(room: number): void {
  if (!Number.isSafeInteger(room) || room < 0)
    throw new RangeError(`a line has room for a whole number of people, not ${room}`);
}

/**
 * The chance of each number of people in the line (0 to room) with all places taken, from Erlang's blocked share:
 * M/M/c/K (Gross, Shortle, Thompson and Harris, Fundamentals of Queueing Theory, 4th ed., 2.5). The lengths of the line
 * are a geometric series; it is summed from its largest term, so that it neither overflows nor vanishes.
 */
function lineShares({ places, load, room }: BoundedQueue, blocked: number): number[] {
  const ratio = places === 0 ? Number.POSITIVE_INFINITY : load / places;
  if (ratio === Number.POSITIVE_INFINITY)
    return Array.from({ length: room + 1 }, (_, waiting) => Number(waiting === room));
  const falling = ratio <= 1;
  const step = falling ? ratio : 1 / ratio;
  const terms = new Array<number>(room + 1);
  let term = 1;
  let sum = 0;
  for (let at = 0; at <= room; at++) {
    terms[falling ? at : room - at] = term;
    sum += term;
    term *= step;
  }
  // Of all states: those below a full house are (1 − B) / B times the one with everybody playing and nobody waiting.
  const none = terms[0] ?? 0;
  const total = blocked === 0 ? Number.POSITIVE_INFINITY : sum + (none * (1 - blocked)) / blocked;
  return terms.map((one) => one / total);
}

/**
 * The share that is let in and waits at most so long: who finds k people waiting needs k + 1 places to come free, one
 * after the other, which takes an Erlang time; its tail is a sum of Poisson terms, here in logarithms.
 */
function servedAfterWaiting(shares: readonly number[], expected: number): number {
  let served = 0;
  let atMost = Math.exp(-expected);
  let logTerm = -expected;
  for (let line = 0; line < shares.length - 1; line++) {
    served += (shares[line] ?? 0) * (1 - Math.min(1, atMost));
    logTerm += Math.log(expected) - Math.log(line + 1);
    atMost += Math.exp(logTerm);
  }
  return served;
}

/**
 * The share of all who come that are let in and have their place within so long.
 * @param blocked Erlang B of these places and this load
 */
export function boundedWithin(queue: BoundedQueue, blocked: number, seconds: Seconds): number {
  requireRoom(queue.room);
  const shares = lineShares(queue, blocked);
  const atOnce = Math.max(0, 1 - shares.reduce((sum, share) => sum + share, 0));
  const expected = (queue.places * seconds) / queue.session;
  return expected === 0 ? atOnce : atOnce + servedAfterWaiting(shares, expected);
}

/** As `waiting`, with room for so many and no more. O(places + room), the wait by bisection. @throws RangeError for the room */
export function boundedQueue(queue: BoundedQueue, blocked: number): Waiting {
  const { places, load, session, room } = queue;
  requireRoom(room);
  const shares = lineShares(queue, blocked);
  const refused = shares[room] ?? 1;
  const letIn = 1 - refused;
  if (places === 0 || letIn === 0)
    return {
      probability: 1,
      meanSeconds: null,
      p95Seconds: null,
      refused: 1,
      meanLine: room,
      reason: 'unstable',
    };
  const waits = shares.slice(0, room);
  const meanLine = shares.reduce((sum, share, line) => sum + share * line, 0);
  return {
    probability: waits.reduce((sum, share) => sum + share, 0) / letIn,
    // Little's law over those who were let in.
    meanSeconds: load === 0 ? 0 : (meanLine * session) / (load * letIn),
    p95Seconds: quantile((seconds) => boundedWithin(queue, blocked, seconds) / letIn, session),
    refused,
    meanLine,
    reason: null,
  };
}

/** The least wait that so many stay at or below, by bisection to a millisecond's thousandth. */
function quantile(within: (seconds: Seconds) => number, session: Seconds): Seconds {
  if (within(0) >= P95) return 0;
  let high = session;
  while (within(high) < P95) high *= 2;
  let low = 0;
  while (high - low > 1e-6 * Math.max(1, low)) {
    const middle = (low + high) / 2;
    if (within(middle) < P95) low = middle;
    else high = middle;
  }
  return high;
}
