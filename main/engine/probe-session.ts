import { Problem } from '../../shared/model/problem.ts';
import type { Sample, TraceEvent, TraceMeta } from '../../shared/model/trace.ts';
import type { Verdict } from '../../shared/model/verdict.ts';
import type { Action, Ending } from '../../shared/probing/action.ts';
import { begin, conclude, decide, observe, type ProbeState } from '../../shared/probing/controller.ts';
import { timeOf, type Tick } from '../../shared/probing/history.ts';
import type { ProbeSettings } from '../../shared/probing/settings.ts';
import type { Box, Copying } from '../box/box.ts';
import type { RunWriter } from '../store/run-writer.ts';

/** What a face is told after every answer of the box. */
export interface Update {
  readonly state: ProbeState;
  readonly samples: readonly Sample[];
  readonly events: readonly TraceEvent[];
}

export interface Outcome {
  readonly run: string;
  readonly verdict: Verdict;
  readonly ending: Ending;
}

/** Whatever follows the lines of a run while they are written: a trace file, a face. */
export interface LineSink {
  lines(samples: readonly Sample[], events: readonly TraceEvent[]): void;
}

export interface SessionParts {
  readonly meta: TraceMeta & { readonly run: string };
  readonly settings: ProbeSettings;
  readonly box: Box;
  readonly writer: RunWriter;
  readonly sinks: readonly LineSink[];
  /** Fills in what only the engine and the explainer know before a verdict is kept. */
  readonly finishVerdict: (verdict: Verdict) => Verdict;
}

/**
 * One run: asks the controller, does what it says, writes down what came of it, and tells who watches. However it ends,
 * the box is closed, what was measured is kept, and `done` resolves with a verdict.
 */
export class ProbeSession {
  readonly run: string;
  readonly done: Promise<Outcome>;
  readonly #parts: SessionParts;
  readonly #abort = new AbortController();
  readonly #watchers = new Set<(update: Update) => void>();
  #state: ProbeState;
  #ending: Ending | null = null;
  #failure: Problem | null = null;
  /** Something could not be written: nothing is from then on, so that what is kept has no holes. */
  #lost = false;
  #closing = false;

  constructor(parts: SessionParts) {
    this.#parts = parts;
    this.run = parts.meta.run;
    this.#state = begin(parts.settings);
    parts.box.keepWith?.((samples, events) => {
      this.#keep(samples, events);
    });
    this.done = this.#live();
  }

  get state(): ProbeState {
    return this.#state;
  }

  /** Why the box could not go on, for the message beside the verdict. */
  get failure(): Problem | null {
    return this.#failure;
  }

  /** A slot's own folder in the making, while a launch waits for it. */
  get copying(): Copying | null {
    return this.#parts.box.copying?.() ?? null;
  }

  /** @returns a function that ends the watching */
  watch(watcher: (update: Update) => void): () => void {
    this.#watchers.add(watcher);
    return () => this.#watchers.delete(watcher);
  }

  /** Ends the run now; the first cause wins. Resolves when everything launched is gone. */
  async end(ending: Ending): Promise<Outcome> {
    this.#endBy(ending);
    this.#abort.abort();
    return this.done;
  }

  #endBy(ending: Ending): void {
    this.#ending ??= ending;
  }

  async #live(): Promise<Outcome> {
    let fault: Error | null = null;
    try {
      await this.#probe();
    } catch (error) {
      fault = this.#ownFault(error);
    }
    const outcome = await this.#close();
    if (fault) throw fault;
    return outcome;
  }

  async #probe(): Promise<void> {
    while (this.#ending === null) {
      const action = decide(this.#state);
      if (action.do === 'finish') {
        this.#endBy({ by: 'decided' });
        return;
      }
      this.#take(await this.#perform(action));
    }
  }

  #keep(samples: readonly Sample[], events: readonly TraceEvent[]): void {
    if (this.#lost) return;
    try {
      this.#parts.writer.append(samples, events);
      for (const sink of this.#parts.sinks) sink.lines(samples, events);
    } catch (error) {
      this.#lost = true;
      // At the end everything launched is gone and the verdict is known; what is not kept is told beside it.
      if (!this.#closing || !(error instanceof Problem)) throw error;
      this.#failure ??= error as Problem;
    }
  }

  async #perform(action: Exclude<Action, { do: 'finish' }>): Promise<Tick> {
    const { box } = this.#parts;
    switch (action.do) {
      case 'launch':
        return { samples: [], events: (await box.launch(this.#abort.signal)).events };
      case 'stop':
        return { samples: [], events: (await box.stop(action.instance)).events };
      case 'advance': {
        // On a real clock every tick is looked at as it comes; in virtual time nobody waits for it.
        const seconds = box.info.clock === 'real' ? box.info.tick : action.seconds;
        return box.advance(seconds, this.#abort.signal);
      }
    }
  }

  #take({ samples, events }: Tick): void {
    const before = timeOf(this.#state.history);
    const forward = samples.filter(({ t }) => t > before);
    if (!this.#parts.box.keepWith) this.#keep(forward, events);
    this.#state = observe(this.#state, { samples: forward, events });
    const guard = events.find(({ event }) => event === 'guard');
    if (guard) this.#endBy({ by: 'guard', guard: String(guard['guard']) });
    for (const watcher of this.#watchers) watcher({ state: this.#state, samples: forward, events });
  }

  /** Takes note of an error's meaning for the run; returns one that is a fault of our own and must be heard of. */
  #ownFault(error: unknown): Error | null {
    // An abort is how `end` wakes us; its cause is kept already.
    if (this.#abort.signal.aborted) return null;
    const problem = error instanceof Problem ? (error as Problem) : null;
    this.#failure = problem;
    this.#endBy({ by: 'box', reason: problem?.code ?? 'fault' });
    if (problem) return null;
    return error instanceof Error ? error : new Error(String(error));
  }

  async #close(): Promise<Outcome> {
    this.#closing = true;
    const ending = this.#effective(this.#ending ?? { by: 'interrupted' });
    const verdict = this.#parts.finishVerdict(conclude(this.#state, ending));
    const { events } = await this.#parts.box.close(verdict);
    const end: TraceEvent = {
      type: 'event',
      t: timeOf(this.#state.history),
      event: 'end',
      ...ending,
    };
    const last = [...events, end];
    this.#keep([], this.#parts.box.keepWith ? [end] : last);
    this.#finish(verdict);
    for (const watcher of this.#watchers) watcher({ state: this.#state, samples: [], events: last });
    return { run: this.run, verdict, ending };
  }

  #finish(verdict: Verdict): void {
    // Without its last lines a run is not whole: it is found as cut off.
    if (this.#lost) return;
    try {
      this.#parts.writer.finish(verdict);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      this.#failure ??= error as Problem;
    }
  }

  /** A decision that came because the time was up is the budget's. */
  #effective(ending: Ending): Ending {
    const { budgetSeconds } = this.#parts.settings;
    const outOfTime = budgetSeconds !== null && timeOf(this.#state.history) >= budgetSeconds;
    return ending.by === 'decided' && outOfTime ? { by: 'budget' } : ending;
  }
}
