import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Capability } from '../../shared/model/capability.ts';
import { Problem } from '../../shared/model/problem.ts';
import type { Sample, TraceEvent } from '../../shared/model/trace.ts';
import type { Action, Ending } from '../../shared/probing/action.ts';
import { begin, conclude, decide, observe, type ProbeState } from '../../shared/probing/controller.ts';
import { explained } from '../../shared/probing/explanation.ts';
import { forwardOf, timeOf, type Tick } from '../../shared/probing/history.ts';
import { isHeld } from '../../shared/probing/operator.ts';
import type { Box, Copying } from '../box/box.ts';
import { localOf } from '../box/local-of.ts';
import type { LocalInstance } from '../box/local/local-box.ts';
import { Operator } from './operator.ts';
import { effectiveEnding, type Outcome } from './outcome.ts';
import { perform } from './perform.ts';
import { RunRecord } from './run-record.ts';
import type { SessionParts } from './session-parts.ts';
import { ToldTimes } from './told-times.ts';

/** What a face is told after every answer of the box. */
export interface Update {
  readonly state: ProbeState;
  readonly samples: readonly Sample[];
  readonly events: readonly TraceEvent[];
}

/** `ending`: everything launched is being stopped. */
export type SessionPhase = 'running' | 'ending' | 'ended';

/** In virtual time nothing waits, so faces and signals are let in every so often. */
const TURN_MS = 20;

/**
 * One run: asks the controller, does what it says, writes down what came of it, and tells who watches. However it ends,
 * the box is closed, what was measured is kept, and `done` resolves with a verdict.
 */
export class ProbeSession {
  readonly run: string;
  readonly done: Promise<Outcome>;
  /** What a person may do to the run. */
  readonly operator: Operator;
  readonly #parts: SessionParts;
  readonly #record: RunRecord;
  readonly #abort = new AbortController();
  readonly #watchers = new Set<(update: Update) => void>();
  #phase: SessionPhase = 'running';
  /** Null where the box keeps its lines itself: its clock is ours. */
  readonly #times: ToldTimes | null;
  #state: ProbeState;
  #ending: Ending | null = null;
  #failure: Problem | null = null;
  #traceLost: Problem | null = null;
  #closing = false;
  /** The box was told to close. */
  #released = false;

  constructor(parts: SessionParts) {
    this.#parts = parts;
    this.#record = new RunRecord(parts.writer, parts.sinks, (problem) => {
      this.#goOnWithoutTrace(problem);
    });
    this.run = parts.meta.run;
    this.#times = parts.box.keepWith ? null : new ToldTimes();
    const { before } = parts;
    this.#state = before ? observe(begin(parts.settings), before) : begin(parts.settings);
    if (before) this.#keep(before.samples, before.events);
    this.operator = new Operator({
      run: this.run,
      cap: parts.settings.cap,
      signal: this.#abort.signal,
      box: parts.box,
      history: () => this.#state.history,
      isOver: () => this.#ending !== null,
      take: (tick) => {
        this.#take(tick);
      },
      say: (events) => {
        this.#say(events);
      },
    });
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

  get phase(): SessionPhase {
    return this.#phase;
  }

  get meta(): SessionParts['meta'] {
    return this.#parts.meta;
  }

  get box(): Box {
    return this.#parts.box;
  }

  /** What the box itself knows of its instances; null where it cannot tell. */
  instances(): readonly LocalInstance[] | null {
    return localOf(this.#parts.box)?.instances() ?? null;
  }

  /** What can be read of the box, and why not what cannot; null where the box does not say. */
  capabilities(): readonly Capability[] | null {
    return localOf(this.#parts.box)?.capabilities ?? null;
  }

  /** The last lines of an instance's output, oldest first; null where the box keeps none. */
  log(instance: number, lines: number): readonly string[] | null {
    return localOf(this.#parts.box)?.log(instance, lines) ?? null;
  }

  /** Ends everything at once, without asking it first. Resolves when everything launched is gone. */
  emergencyStop(): Promise<Outcome> {
    this.#parts.box.hurry?.();
    return this.end({ by: 'interrupted' });
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

  /** Writes down what was found out beside the run; too late it is left out. */
  note(event: string, more: Readonly<Record<string, unknown>>): void {
    if (this.#ending !== null || this.#record.isLost) return;
    this.#say([{ type: 'event', t: timeOf(this.#state.history), event, ...more }]);
  }

  /** After `end`: nobody has any patience left, what still runs is ended by force. */
  hurry(): void {
    this.#parts.box.hurry?.();
  }

  #endBy(ending: Ending): void {
    if (this.#ending !== null) return;
    this.#ending = ending;
    this.#phase = 'ending';
    this.#tell([], []);
  }

  #tell(samples: readonly Sample[], events: readonly TraceEvent[]): void {
    for (const watcher of this.#watchers) watcher({ state: this.#state, samples, events });
  }

  async #live(): Promise<Outcome> {
    try {
      return await this.#toTheEnd();
    } catch (error) {
      // A fault of our own may come again on the way to the verdict: nothing that was launched may stay for that.
      this.#phase = 'ended';
      if (!this.#released) await this.#parts.box.close(null);
      throw error;
    }
  }

  async #toTheEnd(): Promise<Outcome> {
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
    let turn = performance.now();
    while (this.#ending === null) {
      if (await this.operator.grantOne()) continue;
      const action = decide(this.#state);
      if (action.do === 'finish') {
        this.#endBy({ by: 'decided' });
        return;
      }
      this.#take(await this.#perform(action));
      if (performance.now() - turn < TURN_MS) continue;
      await nextTurn();
      turn = performance.now();
    }
  }

  #keep(samples: readonly Sample[], events: readonly TraceEvent[]): void {
    try {
      this.#record.append(samples, events);
    } catch (error) {
      // At the end everything launched is gone and the verdict is known; what is not kept is told beside it.
      if (!this.#closing || !(error instanceof Problem)) throw error;
      this.#failure ??= error as Problem;
    }
  }

  /** What is measured is kept elsewhere, so the run is worth its while; at its end only whoever asked for the trace is told. */
  #goOnWithoutTrace(problem: Problem): void {
    this.#traceLost = problem;
    if (this.#closing) return;
    const t = timeOf(this.#state.history);
    this.#say([{ type: 'event', t, event: 'warning', code: 'trace-lost', at: t, ...problem.data }]);
  }

  #perform(action: Exclude<Action, { do: 'finish' }>): Promise<Tick> {
    return perform(action, this.#parts.box, this.#isDrivenByHand(), this.#abort.signal);
  }

  #isDrivenByHand(): boolean {
    return this.#parts.settings.method === 'manual' || isHeld(this.#state.history);
  }

  /** What a person said is known to no box, so no box keeps it. */
  #say(events: readonly TraceEvent[]): void {
    if (this.#parts.box.keepWith) this.#keep([], events);
    this.#take({ samples: [], events });
  }

  #take({ samples, events }: Tick): void {
    const before = timeOf(this.#state.history);
    const forward = forwardOf(samples, before);
    const all = [...events, ...(this.#times?.look({ before, samples, forward, events }) ?? [])];
    if (!this.#parts.box.keepWith) this.#keep(forward, all);
    this.#state = observe(this.#state, { samples: forward, events: all });
    const guard = events.find(({ event }) => event === 'guard');
    if (guard) this.#endBy({ by: 'guard', guard: String(guard['guard']) });
    this.#tell(forward, all);
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
    this.#phase = 'ending';
    this.operator.refuseAll();
    this.#closing = true;
    const untold = this.#times?.rest(timeOf(this.#state.history)) ?? [];
    if (untold.length > 0) this.#say(untold);
    const ending = effectiveEnding(
      this.#ending ?? { by: 'interrupted' },
      this.#parts.settings,
      timeOf(this.#state.history),
    );
    const verdict = this.#parts.finishVerdict(explained(this.#state, ending, conclude(this.#state, ending)));
    this.#released = true;
    const { events } = await this.#parts.box.close(verdict);
    // What was being stopped meanwhile has told its exit to that stop.
    await this.operator.settled();
    this.#state = observe(this.#state, { samples: [], events });
    const end: TraceEvent = {
      type: 'event',
      t: timeOf(this.#state.history),
      event: 'end',
      ...ending,
    };
    const last = [...events, end];
    this.#keep([], this.#parts.box.keepWith ? [end] : last);
    const unfinished = this.#record.finish(verdict);
    this.#failure ??= unfinished;
    this.#phase = 'ended';
    this.#tell([], last);
    return { run: this.run, verdict, ending, traceLost: this.#traceLost };
  }
}
