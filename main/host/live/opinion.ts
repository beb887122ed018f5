import type { LiveProgress } from '../../../shared/bridge/live.ts';
import type { Verdict } from '../../../shared/model/verdict.ts';
import { conclude } from '../../../shared/probing/controller.ts';
import { timeOf } from '../../../shared/probing/history.ts';
import { aliveOf } from '../../../shared/probing/instances.ts';
import { isHeld } from '../../../shared/probing/operator.ts';
import { progress } from '../../../shared/probing/progress.ts';
import type { ProbeSession } from '../../engine/probe-session.ts';

/** Looking at a long run takes its time: at most so large a share of the engine's thread goes into it. */
const SHARE = 0.05;

interface Thought {
  readonly progress: LiveProgress;
  /** What would be said if it ended now; null before anything can be. */
  readonly verdict: Verdict | null;
  /** Another number with every other verdict. */
  readonly version: number;
}

/** What is thought of a run in progress, for faces; the decision itself is the controller's and waits for nothing. */
export class Opinion {
  readonly #session: ProbeSession;
  #thought: Thought | null = null;
  #of: object | null = null;
  #nextAt = 0;
  #final: Verdict | null = null;
  #version = 0;

  constructor(session: ProbeSession) {
    this.#session = session;
  }

  /** The run is over and this is what was decided. */
  conclude(verdict: Verdict): void {
    this.#final = verdict;
    this.#of = null;
    this.#nextAt = 0;
  }

  now(): Thought {
    const { state } = this.#session;
    const began = performance.now();
    if (this.#thought && (this.#of === state || began < this.#nextAt)) return this.#fresh(this.#thought);
    this.#of = state;
    this.#thought = {
      progress: asSent(progress(state)),
      verdict: this.#final ?? (state.history.samples.length === 0 ? null : this.#asIfEnded()),
      version: ++this.#version,
    };
    this.#nextAt = performance.now() + (performance.now() - began) / SHARE;
    return this.#thought;
  }

  /** What costs nothing to know is never old. */
  #fresh(thought: Thought): Thought {
    const { history } = this.#session.state;
    const held = isHeld(history);
    const left = held ? null : thought.progress.left;
    const n = aliveOf(history).length;
    // What was thought of another n says nothing of this one.
    const level = thought.progress.level?.n === n ? thought.progress.level : null;
    const checking = n > thought.progress.atLeast ? n : null;
    const now = { n, level, checking, held, left, elapsed: timeOf(history) };
    return { ...thought, progress: { ...thought.progress, ...now } };
  }

  #asIfEnded(): Verdict {
    const { state, meta, run } = this.#session;
    return { ...conclude(state, { by: 'operator' }), run, simulated: meta['simulated'] === true };
  }
}

function asSent({ predictedRange, level, ...rest }: ReturnType<typeof progress>): LiveProgress {
  return {
    ...rest,
    predictedRange: predictedRange && [predictedRange[0], predictedRange[1]],
    level: level && { ...level },
  };
}
