import type { Mode } from '../../model/plan.ts';
import type { Seconds } from '../../model/units.ts';
import type { Action } from '../action.ts';
import { exactly, likely } from '../capacity.ts';
import { failuresOf } from '../failures.ts';
import { timeOf, type History } from '../history.ts';
import { aliveOf, instancesOf } from '../instances.ts';
import type { ProbeSettings } from '../settings.ts';
import { maturityOf, type Maturity } from './maturity.ts';
import { outlookOf, SURE_DEATH, type Outlook } from './outlook.ts';

/** How sure a mode wants to be, and how long it is willing to look. */
interface Effort {
  readonly baseline: Seconds;
  /** Shortest look at the first instance, and at a level on the way. */
  readonly firstLook: Seconds;
  readonly passingLook: Seconds;
  /** Shortest look at the level that is to be the answer. */
  readonly lastLook: Seconds;
  /** Risk of a wrong answer that is good enough. */
  readonly risk: number;
  /** Longest look at one level when nothing gets clearer. */
  readonly longestLook: Seconds;
}

export const EFFORTS: Record<Mode, Effort> = {
  quick: { baseline: 6, firstLook: 8, passingLook: 6, lastLook: 10, risk: 0.1, longestLook: 40 },
  balanced: { baseline: 8, firstLook: 10, passingLook: 8, lastLook: 15, risk: 0.03, longestLook: 90 },
  thorough: { baseline: 15, firstLook: 20, passingLook: 15, lastLook: 40, risk: 0.01, longestLook: 240 },
};

/** Galloping goes no farther than is this sure to hold, and no more than so many times as many at once. */
const GALLOP_SURE = 0.9;
const GALLOP_FACTOR = 6;
/** The n that would be answered now. */
export function answer({ atLeast }: Outlook): number {
  return likely(atLeast);
}

function advance(settings: ProbeSettings, seconds: Seconds): Action {
  return { do: 'advance', seconds: Math.max(1, Math.ceil(seconds / settings.tick - 1e-9)) * settings.tick };
}

/** Seconds that the present level has been looked at since it settled; null while it has not. */
function lookedFor(maturity: Maturity, alive: number, time: Seconds): Seconds | null {
  const last = maturity.stretches.at(-1);
  if (last?.stretch.n !== alive || last.stretch.to < time || last.settledFrom === null) return null;
  return last.stretch.to - last.settledFrom;
}

/** Where to go next; the present n for "stay". */
function target(settings: ProbeSettings, outlook: Outlook, alive: number): number {
  const { reach: atLeast, visited } = outlook;
  const highest = Math.max(0, ...visited.keys());
  const found = likely(atLeast);
  const sure = atLeast.findLastIndex((probability) => probability >= GALLOP_SURE);
  // Far from the limit: on with as many as are sure to fit.
  if (sure > highest) {
    const reach = Math.min(sure, Math.max(highest + 1, Math.floor(highest * GALLOP_FACTOR)));
    return Math.min(settings.cap, reach);
  }
  if (found > highest) return Math.min(settings.cap, highest + 1);
  // Next to the limit: the level that decides is the answer itself, or the one above where that is the doubt.
  const above = found + 1;
  if (!visited.has(found) && found > 0 && !outlook.visited.has(above)) return found;
  const doubt = (atLeast[above] ?? 0) > 1 - (atLeast[found] ?? 1) && above <= settings.cap;
  if (doubt && (atLeast[above] ?? 0) > EFFORTS[settings.mode].risk / 2) return above;
  return visited.has(alive) && Math.abs(alive - found) <= 1 ? alive : Math.max(1, found);
}

/**
 * The method `adaptive`: an idle baseline, one instance until it is known what it takes and how it starts, then by
 * leaps to where the limit is expected, then a look at the levels next to it until the risk of a wrong answer is small.
 */
export function decideAdaptive(settings: ProbeSettings, history: History): Action {
  const effort = EFFORTS[settings.mode];
  const time = timeOf(history);
  const lives = instancesOf(history);
  if (lives.length === 0)
    return time < effort.baseline ? advance(settings, effort.baseline - time) : { do: 'launch' };
  const alive = aliveOf(history);
  const n = alive.length;
  const failures = failuresOf(history);
  if (failures.length > MOST_FAILURES + settings.cap / 2) return { do: 'finish' };

  const maturity = maturityOf(history, settings);
  const looked = lookedFor(maturity, n, time);
  const leaping = lives.some(({ launchedAt }) => launchedAt >= time);
  const died = failures.length > 0 && diedSinceLaunch(history);
  if (looked === null && n > 0 && !leaping && !died) {
    const waited = time - Math.max(...alive.map(({ launchedAt }) => launchedAt));
    return waited > STUCK_SECONDS ? { do: 'finish' } : advance(settings, waited < 3 ? 3 : 1);
  }

  const outlook = outlookOf(settings, history);
  const { deaths, atLeast, visited } = outlook;
  if (n === 0) return deaths.limits(1) > 0.9 ? { do: 'finish' } : { do: 'launch' };
  // Someone died on the way up: one more in its place, unless the box would end that one too.
  if (died && deaths.limits(n + 1) <= SURE_DEATH) return { do: 'launch' };
  // No time has passed since the last launch: the leap is still under way.
  if (leaping && target(settings, outlook, n) > n) return { do: 'launch' };
  if (looked === null) return advance(settings, 1);
  const first = visited.size === 1 && n === 1;
  const least = first ? effort.firstLook : effort.passingLook;
  if (looked < least) return advance(settings, least - looked);

  const found = answer(outlook);
  const mass = exactly(atLeast);
  const atCap = found >= settings.cap;
  const risk = atCap ? 1 - (atLeast[settings.cap] ?? 0) : 1 - (mass[found] ?? 0);
  const seen = (visited.get(found) ?? 0) + (visited.get(found + 1) ?? 0);
  const enough = found === 0 ? (visited.get(1) ?? 0) >= effort.lastLook : seen >= effort.lastLook;
  const next = target(settings, outlook, n);
  if (next === n || Math.abs(next - n) > 0) {
    const exhausted = seen >= effort.longestLook;
    if (enough && (risk <= effort.risk || exhausted)) return { do: 'finish' };
  }
  if (next > n) return { do: 'launch' };
  if (next < n) return { do: 'stop', instance: Math.max(...alive.map(({ instance }) => instance)) };
  return advance(settings, 2);
}

const STUCK_SECONDS: Seconds = 600;
/** A box on which so many instances end by themselves says nothing more. */
const MOST_FAILURES = 12;

/** Whether the last thing that happened to the number of instances was that one ended by itself. */
function diedSinceLaunch(history: History): boolean {
  const launched = Math.max(...instancesOf(history).map(({ launchedAt }) => launchedAt));
  return failuresOf(history).some(({ life }) => (life.exit?.at ?? 0) >= launched);
}
