import type { Verdict } from '../../model/verdict.ts';

/** P(capacity = n), from n = 0; the last entry of an open belief is "n or more". */
export interface Belief {
  readonly mass: readonly number[];
  /** Whether the ramp ended before a limit, so that the last entry stands for all beyond it too. */
  readonly open: boolean;
}

/** What a verdict holds outside its interval. */
const OUTSIDE = 0.05;

/**
 * What a verdict believes of the capacity, as far as its fields tell: `confidence` on the capacity, the rest spread evenly over
 * the other numbers of its interval; where the interval is that one number, over its two neighbours.
 * @returns null for a verdict without a capacity
 */
export function beliefOf({ capacity, confidence, interval, verdict }: Verdict): Belief | null {
  if (capacity === null) return null;
  const open = verdict === 'at-least';
  const sure = Math.min(1, Math.max(0, confidence ?? 1 - OUTSIDE));
  const low = interval?.[0] ?? capacity;
  const high = open ? capacity : (interval?.[1] ?? capacity);
  const others = numbers(low, high).filter((n) => n !== capacity);
  const neighbours = [capacity - 1, ...(open ? [] : [capacity + 1])].filter((n) => n >= 0);
  const rest = others.length > 0 ? others : neighbours;
  const mass = new Array<number>(Math.max(capacity, ...rest) + 1).fill(0);
  for (const n of rest) mass[n] = (1 - sure) / rest.length;
  mass[capacity] = rest.length > 0 ? sure : 1;
  return { mass, open };
}

function numbers(from: number, to: number): number[] {
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, i) => from + i);
}

export interface Order {
  readonly lower: number;
  readonly same: number;
  readonly higher: number;
}

/**
 * How the candidate's capacity lies to the base's. Two open ends at the same number count as the same: nobody looked further.
 */
export function orderOf(base: Belief, candidate: Belief): Order {
  const order = { lower: 0, same: 0, higher: 0 };
  for (const [b, pb] of base.mass.entries()) {
    for (const [c, pc] of candidate.mass.entries()) {
      const p = pb * pc;
      if (c < b) order[beyond(candidate, c) ? 'same' : 'lower'] += p;
      else if (c > b) order[beyond(base, b) ? 'same' : 'higher'] += p;
      else order.same += p;
    }
  }
  return order;
}

/** Whether n stands for "n or more", of which nobody knows how much more. */
function beyond({ mass, open }: Belief, n: number): boolean {
  return open && n === mass.length - 1;
}
