import type { Seconds } from '../model/units.ts';
import { timeLeftAdaptive } from './adaptive/decide.ts';
import type { Assessment } from './assessment.ts';
import { assessByHand } from './by-hand.ts';
import { likely } from './capacity.ts';
import { assess, type ProbeState } from './controller.ts';
import { timeOf } from './history.ts';
import { aliveOf, instancesOf } from './instances.ts';
import type { LevelEstimate } from './levels.ts';
import { isHeld } from './operator.ts';
import { PACES } from './pace.ts';
import { predictedRange } from './predicted-range.ts';
import { watchedResources } from './readings.ts';
import { restAfterResumption } from './resumption.ts';
import { knownWellEnough } from './steady.ts';

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
  /** The range that holds that capacity with 95 %; its upper end is null where it lies at the cap or beyond. */
  readonly predictedRange: readonly [number, number | null] | null;
  /** Whether the operator keeps it at what runs now. */
  readonly held: boolean;
  /** What is known of the n that runs now; null before its first reading that counts. */
  readonly level: LevelProgress | null;
  readonly elapsed: Seconds;
  readonly left: Seconds | null;
}

export interface LevelProgress {
  readonly n: number;
  /** Readings that count. */
  readonly samples: number;
  /** Whether the load has stopped moving. */
  readonly settled: boolean;
  /** Whether more readings would hardly change what is thought of it: who drives by hand may go on. */
  readonly enough: boolean;
}

function levelProgress(
  { settings, history }: ProbeState,
  levels: readonly LevelEstimate[],
  n: number,
): LevelProgress | null {
  const level = levels.find((candidate) => candidate.n === n);
  if (!level) return null;
  const pace = PACES[settings.mode];
  const { samples, settled } = level;
  const known = knownWellEnough(level, watchedResources(history), settings, pace);
  return { n, samples, settled, enough: settled && known && samples * settings.tick >= pace.leastDwell };
}

/**
 * The levels that are judged as the verdict will judge them. A run by hand in which nothing has settled by the strict rules is read by
 * easier ones, which no longer count once something has: who is told to go on is told so by what will stay.
 */
function levelsThatStay({ settings, history }: ProbeState, { levels }: Assessment): readonly LevelEstimate[] {
  return settings.method === 'manual' ? (assessByHand(settings, history)?.levels ?? []) : levels;
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
  const held = isHeld(history);
  if (lives.length === 0)
    return {
      phase: 'baseline',
      n: 0,
      atLeast: 0,
      checking: null,
      predicted: null,
      predictedRange: null,
      held,
      level: null,
      elapsed,
      left: null,
    };

  const assessment = assess(state);
  const levels = levelsThatStay(state, assessment);
  // What is only expected does not count as known to hold.
  const highest = Math.max(0, ...levels.map(({ n }) => n));
  const atLeast = Math.min(likely(assessment.atLeast), highest);
  const resting = restAfterResumption(settings, history) > 0;
  const loading = alive.some(({ readyAt }) => readyAt === null) && !measured(alive.length);
  const predicted = predictedCapacity(
    state,
    assessment.resources.map(({ capacity }) => capacity),
  );
  const done = assessment.levels.length;
  const perLevel = done > 0 ? (elapsed - pace.baseline) / (done + 0.5) : null;
  const left =
    settings.method === 'adaptive'
      ? timeLeftAdaptive(settings, history)
      : perLevel === null || predicted === null
        ? null
        : Math.max(pace.leastDwell / 2, (Math.min(predicted + 1, settings.cap) - done) * perLevel);
  return {
    phase: resting ? 'baseline' : loading ? 'loading' : 'measuring',
    n: alive.length,
    atLeast,
    checking: alive.length > atLeast ? alive.length : null,
    predicted,
    predictedRange: predictedRange(state),
    held,
    level: levelProgress(state, levels, alive.length),
    elapsed,
    // Who drives by hand, or keeps it where it is, decides how long it takes.
    left: held || settings.method === 'manual' ? null : left,
  };

  function measured(n: number): boolean {
    return assessment.levels.some((level) => level.n === n);
  }
}
