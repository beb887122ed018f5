import { Problem } from '../../shared/model/problem.ts';
import type { Sample, TraceEvent } from '../../shared/model/trace.ts';
import type { Verdict } from '../../shared/model/verdict.ts';
import type { RunWriter } from '../store/run-writer.ts';

/** Whatever follows the lines of a run while they are written: a trace file, a face. */
export interface LineSink {
  lines(samples: readonly Sample[], events: readonly TraceEvent[]): void;
}

/**
 * What a run writes down: the history, and whatever follows it. A follower that fails is left, and the run goes on without it;
 * of the history itself, once something could not be written nothing is any more, so that what is kept has no holes.
 */
export class RunRecord {
  readonly #writer: RunWriter;
  #sinks: readonly LineSink[];
  readonly #onLeft: (problem: Problem) => void;
  #lost = false;

  /** @param onLeft called with what a follower threw, once for each */
  constructor(writer: RunWriter, sinks: readonly LineSink[], onLeft: (problem: Problem) => void) {
    this.#writer = writer;
    this.#sinks = sinks;
    this.#onLeft = onLeft;
  }

  /** Something could not be written. */
  get isLost(): boolean {
    return this.#lost;
  }

  /** @throws what the writer throws, the first time; afterwards it does nothing */
  append(samples: readonly Sample[], events: readonly TraceEvent[]): void {
    if (this.#lost) return;
    try {
      this.#writer.append(samples, events);
    } catch (error) {
      this.#lost = true;
      throw error;
    }
    for (const sink of this.#sinks) this.#follow(sink, samples, events);
  }

  #follow(sink: LineSink, samples: readonly Sample[], events: readonly TraceEvent[]): void {
    try {
      sink.lines(samples, events);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      this.#sinks = this.#sinks.filter((one) => one !== sink);
      this.#onLeft(error as Problem);
    }
  }

  /** Without its last lines a run is not whole: it is not finished then, and found as cut off. @returns why it could not be */
  finish(verdict: Verdict): Problem | null {
    if (this.#lost) return null;
    try {
      this.#writer.finish(verdict);
      return null;
    } catch (error) {
      if (error instanceof Problem) return error as Problem;
      throw error;
    }
  }
}
