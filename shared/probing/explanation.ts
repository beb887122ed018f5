import { LOADS, type Limits, type Load } from '../model/resources.ts';
import type { LimitChange, Verdict, Warning, Without } from '../model/verdict.ts';
import type { Ending } from './action.ts';
import { assess, type ProbeState } from './controller.ts';
import { failuresOf } from './failures.ts';
import { cpuOfOthersAt } from './others.ts';
import { verdictOf } from './verdict.ts';

/** What would be said of the same readings. */
function decidedOn(state: ProbeState, ending: Ending): Verdict {
  return verdictOf(state.settings, state.history, ending, assess(state), []);
}

function atLimit({ settings, history }: ProbeState, limit: keyof Limits, at: number): ProbeState {
  return { history, settings: { ...settings, limits: { ...settings.limits, [limit]: at } } };
}

/** The nearest whole limit on one side at which the answer is another, between one where it is not and one where it is. */
function nearest(same: number, other: number, isOther: (at: number) => boolean): number {
  let [near, far] = [same, other];
  while (Math.abs(far - near) > 1) {
    const middle = Math.round((near + far) / 2);
    if (isOther(middle)) far = middle;
    else near = middle;
  }
  return far;
}

/**
 * Which limit would change the answer, and to what: the nearest whole percent on each side of the limit that decided. Every
 * one of them was decided on the same readings.
 */
function changesOf(state: ProbeState, ending: Ending, { capacity, limitedBy }: Verdict): LimitChange[] {
  const limit = limitedBy?.reason === 'frames' ? 'fpsFloor' : (limitedBy?.resource ?? null);
  if (capacity === null || limit === null) return [];
  const now = state.settings.limits[limit];
  const known = new Map<number, Verdict>();
  const at = (value: number): Verdict => {
    const verdict = known.get(value) ?? decidedOn(atLimit(state, limit, value), ending);
    known.set(value, verdict);
    return verdict;
  };
  const changed = (value: number) => {
    const found = at(value).capacity;
    return found !== null && found !== capacity;
  };
  const sides = [
    { same: Math.ceil(now) - 1, end: 1 },
    { same: Math.floor(now) + 1, end: 100 },
  ];
  return sides.flatMap(({ same, end }): LimitChange[] => {
    if (same < 1 || same > 100) return [];
    const value = changed(same) ? same : changed(end) ? nearest(same, end, changed) : null;
    if (value === null) return [];
    const { verdict, capacity: then } = at(value);
    return [{ limit, at: value, capacity: then ?? 0, open: verdict === 'at-least' }];
  });
}

function without({ capacity, confidence }: Verdict): Without | null {
  return capacity === null || confidence === null ? null : { capacity, confidence };
}

const isLoad = (value: unknown): value is Load => (LOADS as readonly unknown[]).includes(value);

/**
 * The answer if what others took of a resource had been free: as if its limit lay so much higher. Null where a limit is for several
 * cards at once, or would lie beyond what a card has.
 */
function withoutOthers(
  state: ProbeState,
  ending: Ending,
  { resources }: Verdict,
  { code, data }: Warning,
): Without | null {
  const load = code === 'gpu-of-others' ? 'gpu' : data['resource'];
  const { mean } = data;
  if (!isLoad(load) || typeof mean !== 'number') return null;
  if (resources.filter(({ resource }) => resource === load).length !== 1) return null;
  const at = state.settings.limits[load] + mean;
  return at > 100 ? null : without(decidedOn(atLimit(state, load, at), ending));
}

/** The answer if nobody had ended by himself: as if each had been stopped then. */
function withoutEndings({ settings, history }: ProbeState, ending: Ending): Without | null {
  const ended = new Set(failuresOf(history).map(({ life }) => life.instance));
  const events = history.events.map((event) =>
    event.event === 'exit' && ended.has(event.instance ?? 0) ? { ...event, reason: 'stopped' } : event,
  );
  return without(decidedOn({ settings, history: { ...history, events } }, ending));
}

/**
 * What others still took of the processor at the levels that decided, where most of what they took of the idle box was gone by
 * then: such a load cost nothing. Null where it went on, or where that is not known.
 */
function goneByThen({ history }: ProbeState, { capacity }: Verdict, { code, data }: Warning): number | null {
  const { mean, resource } = data;
  if (code !== 'background-load' || resource !== 'cpu' || typeof mean !== 'number') return null;
  if (capacity === null) return null;
  const then = cpuOfOthersAt(history.samples, [capacity, capacity + 1]);
  return then !== null && then < mean / 2 ? then : null;
}

/** What a warning cost, where that can be told by deciding without it. */
function costed(state: ProbeState, ending: Ending, verdict: Verdict): (warning: Warning) => Warning {
  const found = verdict.limitedBy;
  // Where endings are the answer they cost nothing: they are what was found.
  let endingsTold = found?.reason === 'crash' || found?.reason === 'memory';
  return (warning) => {
    const then = goneByThen(state, verdict, warning);
    if (then !== null) return { ...warning, data: { ...warning.data, then } };
    let cost: Without | null = null;
    if (warning.code === 'background-load' || warning.code === 'gpu-of-others')
      cost = withoutOthers(state, ending, verdict, warning);
    if (warning.code === 'crash' && !endingsTold) {
      endingsTold = true;
      cost = withoutEndings(state, ending);
    }
    return cost ? { ...warning, data: { ...warning.data, without: cost } } : warning;
  };
}

/** The verdict with what would change it and what its warnings cost; each was decided on the same readings. */
export function explained(state: ProbeState, ending: Ending, verdict: Verdict): Verdict {
  if (verdict.capacity === null) return verdict;
  return {
    ...verdict,
    wouldChange: changesOf(state, ending, verdict),
    warnings: verdict.warnings.map(costed(state, ending, verdict)),
  };
}
