import type { Problem } from '../../shared/model/problem.ts';
import type { Seconds } from '../../shared/model/units.ts';
import type { Verdict } from '../../shared/model/verdict.ts';
import type { Ending } from '../../shared/probing/action.ts';
import type { ProbeSettings } from '../../shared/probing/settings.ts';

/** What a session came to. */
export interface Outcome {
  readonly run: string;
  readonly verdict: Verdict;
  readonly ending: Ending;
  /** Why its trace file ends in the middle; null where it does not, or none was asked for. */
  readonly traceLost: Problem | null;
}

/** A decision that came because the time was up is the budget's. @param time the run's, in seconds */
export function effectiveEnding(ending: Ending, { budgetSeconds }: ProbeSettings, time: Seconds): Ending {
  const outOfTime = budgetSeconds !== null && time >= budgetSeconds;
  return ending.by === 'decided' && outOfTime ? { by: 'budget' } : ending;
}
