import type { Sample, TraceEvent } from '../model/trace.ts';
import type { Seconds } from '../model/units.ts';

/** What the box told in one answer. Among lines of equal time the order means nothing. */
export interface Tick {
  readonly samples: readonly Sample[];
  readonly events: readonly TraceEvent[];
}

/** All that was observed, in the order of time. A value: appending makes a new one. */
export interface History {
  readonly samples: readonly Sample[];
  readonly events: readonly TraceEvent[];
}

export const EMPTY_HISTORY: History = { samples: [], events: [] };

/** Events in one order for all who tell the same: by time, then kind, then instance. */
function inOrder(a: TraceEvent, b: TraceEvent): number {
  return a.t - b.t || compare(a.event, b.event) || (a.instance ?? 0) - (b.instance ?? 0);
}
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/**
 * The samples that go forward in time, in its order. The others are left out: a box that repeats itself must not count
 * twice.
 * @param after the time of the last sample before these
 */
export function forwardOf(samples: readonly Sample[], after: Seconds): readonly Sample[] {
  let last = after;
  return samples
    .toSorted((a, b) => a.t - b.t)
    .filter(({ t }) => {
      const goes = t > last;
      if (goes) last = t;
      return goes;
    });
}

/** The history with one more answer, of which the samples count that go forward in time. */
export function append(history: History, { samples, events }: Tick): History {
  const forward = forwardOf(samples, timeOf(history));
  if (forward.length === 0 && events.length === 0) return history;
  // What nothing was added to stays the same value: what is computed of it is kept with it.
  if (events.length === 0) return { samples: [...history.samples, ...forward], events: history.events };
  const end = history.events.at(-1);
  const added = events.toSorted(inOrder);
  const first = added[0];
  const inPlace = !end || !first || inOrder(end, first) <= 0;
  return {
    samples: forward.length === 0 ? history.samples : [...history.samples, ...forward],
    events: inPlace ? [...history.events, ...added] : [...history.events, ...added].toSorted(inOrder),
  };
}

/** Time of the last sample, 0 before the first. */
export function timeOf(history: History): Seconds {
  return history.samples.at(-1)?.t ?? 0;
}
