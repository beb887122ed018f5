import type { Verdict } from '../model/verdict.ts';
import type { Action, Ending } from './action.ts';
import { assessAdaptive } from './adaptive/assess.ts';
import { decideAdaptive } from './adaptive/decide.ts';
import type { Assessment } from './assessment.ts';
import { crashLevel } from './failures.ts';
import { EMPTY_HISTORY, append, timeOf, type History, type Tick } from './history.ts';
import { levelsOf } from './levels.ts';
import { isHeld } from './operator.ts';
import { restAfterResumption } from './resumption.ts';
import type { ProbeSettings } from './settings.ts';
import { decideSteady } from './steady.ts';
import { assessSteady } from './steady-assessment.ts';
import { verdictOf } from './verdict.ts';
import { warningsOf } from './warnings.ts';

/** The controller's whole state: what it was told and what it has seen. A value. */
export interface ProbeState {
  readonly settings: ProbeSettings;
  readonly history: History;
}

export function begin(settings: ProbeSettings): ProbeState {
  return { settings, history: EMPTY_HISTORY };
}

/** The state after one more answer of the box. */
export function observe(state: ProbeState, tick: Tick): ProbeState {
  const history = append(state.history, tick);
  return history === state.history ? state : { ...state, history };
}

/** What to do next. A pure function of the state: asked twice it answers the same. */
export function decide({ settings, history }: ProbeState): Action {
  if (settings.budgetSeconds !== null && timeOf(history) >= settings.budgetSeconds) return { do: 'finish' };
  if (settings.method === 'manual' || isHeld(history)) return { do: 'advance', seconds: settings.tick };
  const rest = restAfterResumption(settings, history);
  if (rest > 0) return { do: 'advance', seconds: Math.ceil(rest / settings.tick - 1e-9) * settings.tick };
  return settings.method === 'adaptive' ? decideAdaptive(settings, history) : decideSteady(settings, history);
}

/** What is thought of the history at this moment, up to the highest n that it can speak of. */
export function assess({ settings, history }: ProbeState): Assessment {
  const highest = Math.max(0, ...levelsOf(history, settings).map(({ n }) => n));
  const crash = crashLevel(history) ?? 0;
  const cap = Math.max(highest, crash);
  return settings.method === 'adaptive'
    ? assessAdaptive(settings, history, settings.cap)
    : assessSteady(settings, history, cap);
}

/** The verdict, at any moment and however the run ended. */
export function conclude(state: ProbeState, ending: Ending): Verdict {
  const assessment = assess(state);
  const { settings, history } = state;
  return verdictOf(settings, history, ending, assessment, warningsOf(settings, history, assessment));
}
