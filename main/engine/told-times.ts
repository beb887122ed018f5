import type { Sample, TraceEvent } from '../../shared/model/trace.ts';
import type { Seconds } from '../../shared/model/units.ts';
import { READINGS_BACK, EVENTS_OFF, type Misplaced } from '../../shared/probing/told-times.ts';

/** An event may be told late, or by a clock that runs on while an instance is launched (its patience is as long). */
const LATE: Seconds = 30;
const EARLY: Seconds = 120;

interface Told {
  /** The run's time before this answer. */
  readonly before: Seconds;
  readonly samples: readonly Sample[];
  /** Those of them that go forward. */
  readonly forward: readonly Sample[];
  readonly events: readonly TraceEvent[];
}

type Code = typeof READINGS_BACK | typeof EVENTS_OFF;

/**
 * Looks at the times that a box tells, for what cannot be: readings that do not go forward, which are left out, and
 * events that belong nowhere near the time at which they are told. The first of each is told at once, the rest by `rest`:
 * a box that repeats itself every second is told of twice, not every second.
 */
export class ToldTimes {
  readonly #untold = new Map<Code, Misplaced>();
  readonly #begun = new Set<Code>();

  /** @returns what is to be told now */
  look({ before, samples, forward, events }: Told): readonly TraceEvent[] {
    const now = forward.at(-1)?.t ?? before;
    const kept = new Set(forward);
    const back = samples.filter((sample) => !kept.has(sample));
    const off = events.filter(({ t }) => t < before - LATE || t > now + EARLY);
    const found: readonly (readonly [Code, readonly Sample[] | readonly TraceEvent[]])[] = [
      [READINGS_BACK, back],
      [EVENTS_OFF, off],
    ];
    for (const [code, lines] of found) for (const line of lines) this.#add(code, line, before);
    return found.flatMap(([code, lines]) =>
      lines.length === 0 || this.#begun.has(code) ? [] : this.#tell(code, now),
    );
  }

  /** What was not told yet. @param now the run's time */
  rest(now: Seconds): readonly TraceEvent[] {
    return [...this.#untold.keys()].flatMap((code) => this.#tell(code, now));
  }

  #add(code: Code, line: Sample | TraceEvent, before: Seconds): void {
    const one = { t: line.t, after: before };
    const known = this.#untold.get(code);
    const name = 'event' in line ? [String(line.event)] : [];
    this.#untold.set(code, {
      count: (known?.count ?? 0) + 1,
      names: [...new Set([...(known?.names ?? []), ...name])],
      first: known?.first ?? one,
      last: one,
    });
  }

  #tell(code: Code, t: Seconds): TraceEvent[] {
    const told = this.#untold.get(code);
    if (!told) return [];
    this.#untold.delete(code);
    this.#begun.add(code);
    return [{ type: 'event', t, event: 'warning', code, ...told }];
  }
}
