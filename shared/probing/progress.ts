import type { Seconds } from '../model/units.ts';
import { likely } from './capacity.ts';
import { assess, type ProbeState } from './controller.ts';
import { timeOf } from './history.ts';
import { aliveOf, instancesOf } from './instances.ts';
import { PACES } from './pace.ts';

/** Where a probe stands, for faces. Honest rather than smooth: what is not known is null. */
export interface Progress {
  readonly phase: 'baseline' | 'loading' | 'measuring';
  /** Instances alive. */
  readonly n: number;
  /** The largest n that was measured and held. */
  readonly atLeast: number;
  /** The n that is being looked at and is not known to hold, null where it is. */
  readonly checking: number | null;
  /** The capacity that the loads so far point to. */
  readonly predicted: number | null;
  readonly elapsed: Seconds;
  readonly left: Seconds | null;
}

/** What the loads so far point to: the smallest n that a resource would carry by itself, within the cap. */
function predictedCapacity({ settings }: ProbeState, own: readonly (number | null)[]): number | null {
  const known = own.filter((capacity) => capacity !== null);
  return known.length === 0 ? null : Math.min(settings.cap, ...known);
}

/** Where the probe stands. A pure function of the state, like all else here. */
export function progress(state: ProbeState): Progress {
  const { settings, history } = state;
  const elapsed = timeOf(history);
  const lives = instancesOf(history);
  const alive = aliveOf(history);
  const pace = PACES[settings.mode];
  if (lives.length === 0)
    return { phase: 'baseline', n: 0, atLeast: 0, checking: null, predicted: null, elapsed, left: null };

  const assessment = assess(state);
  const atLeast = likely(assessment.atLeast);
  const loading = alive.some(({ readyAt }) => readyAt === null) && !measured(alive.length);
  const predicted = predictedCapacity(
    state,
    assessment.resources.map(({ capacity }) => capacity),
  );
  const done = assessment.levels.length;
  const perLevel = done > 0 ? (elapsed - pace.baseline) / (done + 0.5) : null;
  const left =
    perLevel === null || predicted === null
      ? null
      : Math.max(pace.leastDwell / 2, (Math.min(predicted + 1, settings.cap) - done) * perLevel);
  return {
    phase: loading ? 'loading' : 'measuring',
    n: alive.length,
    atLeast,
    checking: alive.length > atLeast ? alive.length : null,
    predicted,
    elapsed,
    left,
  };

  function measured(n: number): boolean {
    return assessment.levels.some((level) => level.n === n);
  }
}
