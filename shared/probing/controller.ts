import type { Seconds } from '../model/units.ts';
import type { Verdict } from '../model/verdict.ts';
import type { Action, Ending } from './action.ts';
import { assessAdaptive } from './adaptive/assess.ts';
import { decideAdaptive } from './adaptive/decide.ts';
import type { Assessment } from './assessment.ts';
import { assessByHand } from './by-hand.ts';
import { crashLevel } from './failures.ts';
import { EMPTY_HISTORY, append, timeOf, type History, type Tick } from './history.ts';
import { levelsOf } from './levels.ts';
import { isHeld } from './operator.ts';
import { restAfterResumption } from './resumption.ts';
import { goBack } from './revisit.ts';
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
  const left = (settings.budgetSeconds ?? Number.POSITIVE_INFINITY) - timeOf(history);
  if (left <= 0) return { do: 'finish' };
  const action = wanted(settings, history);
  // Where time passes at once nobody would notice in between that it was up.
  return action.do === 'advance' && action.seconds > left ? ticks(settings, left) : action;
}

function ticks({ tick }: ProbeSettings, seconds: Seconds): Action {
  return { do: 'advance', seconds: Math.ceil(seconds / tick - 1e-9) * tick };
}

function wanted(settings: ProbeSettings, history: History): Action {
  if (settings.method === 'manual' || isHeld(history)) return { do: 'advance', seconds: settings.tick };
  const rest = restAfterResumption(settings, history);
  if (rest > 0) return ticks(settings, rest);
  const action =
    settings.method === 'adaptive' ? decideAdaptive(settings, history) : decideSteady(settings, history);
  return goBack(settings, history, action);
}

/** What is thought of the history at this moment, up to the highest n that it can speak of. */
export function assess({ settings, history }: ProbeState): Assessment {
  const highest = Math.max(0, ...levelsOf(history, settings).map(({ n }) => n));
  const crash = crashLevel(history) ?? 0;
  const cap = Math.max(highest, crash);
  if (settings.method === 'steady') return assessSteady(settings, history, cap);
  if (settings.method === 'adaptive') return assessAdaptive(settings, history, settings.cap);
  return assessByHand(settings, history) ?? assessSteady(settings, history, cap);
}

/** The verdict, at any moment and however the run ended. */
export function conclude(state: ProbeState, ending: Ending): Verdict {
  const assessment = assess(state);
  const { settings, history } = state;
  return verdictOf(settings, history, ending, assessment, warningsOf(settings, history, assessment));
}
