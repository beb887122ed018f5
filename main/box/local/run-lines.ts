import type { Sample, TraceEvent } from '../../../shared/model/trace.ts';
import type { Seconds } from '../../../shared/model/units.ts';
import type { Box, BoxAnswer } from '../box.ts';

type Keeper = Parameters<NonNullable<Box['keepWith']>>[0];

/**
 * The lines of a run on their way out of the box. Each goes two ways: to whoever asks the box for something next, and, the
 * moment it is known, to whoever keeps them, because a question may take as long as an instance takes to end.
 */
export class RunLines {
  #samples: Sample[] = [];
  #events: TraceEvent[] = [];
  #unkept: { samples: Sample[]; events: TraceEvent[] } = { samples: [], events: [] };
  #keeper: Keeper | null = null;

  /** How many samples nobody has taken yet. */
  get samples(): number {
    return this.#samples.length;
  }

  keepWith(keeper: Keeper): void {
    this.#keeper = keeper;
  }

  add(...events: readonly TraceEvent[]): void {
    this.#events.push(...events);
    this.#unkept.events.push(...events);
  }

  tell(t: Seconds, event: string, more: Readonly<Record<string, unknown>>): void {
    this.add({ type: 'event', t, event, ...more });
  }

  addSample(sample: Sample): void {
    this.#samples.push(sample);
    this.#unkept.samples.push(sample);
  }

  takeSamples(): readonly Sample[] {
    const samples = this.#samples;
    this.#samples = [];
    return samples;
  }

  /** The events since the last answer, kept by now. */
  answer(): BoxAnswer {
    this.keep();
    const events = this.#events;
    this.#events = [];
    return { events };
  }

  /** Hands on what nobody has kept yet; it waits where there is no keeper. */
  keep(): void {
    const { samples, events } = this.#unkept;
    if (this.#keeper === null) return;
    this.#unkept = { samples: [], events: [] };
    if (samples.length > 0 || events.length > 0) this.#keeper(samples, events);
  }
}
