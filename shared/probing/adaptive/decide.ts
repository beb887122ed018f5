import type { Mode } from '../../model/plan.ts';
import type { TraceEvent } from '../../model/trace.ts';
import type { Seconds } from '../../model/units.ts';
import type { Action } from '../action.ts';
import { likely } from '../capacity.ts';
import { failuresOf } from '../failures.ts';
import { timeOf, type History } from '../history.ts';
import { aliveOf, instancesOf } from '../instances.ts';
import { readingOf, watchedResources } from '../readings.ts';
import { resumedAt } from '../resumption.ts';
import type { ProbeSettings } from '../settings.ts';
import { GALLOP_FACTOR, goal, seenInDoubt, seenNextTo } from './goal.ts';
import { maturityOf, type Maturity } from './maturity.ts';
import { outlookOf, SURE_DEATH, type Outlook } from './outlook.ts';

/** How sure a mode wants to be, and how long it is willing to look. */
interface Effort {
  readonly baseline: Seconds;
  /** Shortest look at the first instance, and at a level on the way. */
  readonly firstLook: Seconds;
  readonly passingLook: Seconds;
  /** Shortest look at the levels next to the answer, together. */
  readonly lastLook: Seconds;
  /** Risk of a wrong answer that is good enough. */
  readonly risk: number;
  /** Seconds per level of the answer after which more risk is accepted. */
  readonly perLevel: Seconds;
  /** Longest look at the levels next to the answer. */
  readonly longestLook: Seconds;
}

/**
 * Measured on simulated boxes: less risk asked for everywhere costs time where it is clear and gains nothing, more patience gains
 * where it is close. So `thorough` differs from `balanced` by its patience.
 */
export const EFFORTS: Record<Mode, Effort> = {
  quick: {
    baseline: 6,
    firstLook: 8,
    passingLook: 6,
    lastLook: 10,
    risk: 0.1,
    perLevel: 15,
    longestLook: 40,
  },
  balanced: {
    baseline: 8,
    firstLook: 10,
    passingLook: 8,
    lastLook: 20,
    risk: 0.033,
    perLevel: 30,
    longestLook: 200,
  },
  thorough: {
    baseline: 10,
    firstLook: 14,
    passingLook: 10,
    lastLook: 24,
    risk: 0.05,
    perLevel: 60,
    longestLook: 400,
  },
};

/** Cards on their way to where clocks fall are given this long to get there. */
const LONGEST_SOAK: Seconds = 400;
/** Longest step in which nobody asks whether a level has settled, and whether what was seen of it is enough. */
const LONGEST_STEP = { settling: 6, looking: 12 } as const satisfies Record<string, Seconds>;
/** Shortest look as a share of what a start takes. */
const START_SHARE = 0.15;
/** What was looked at for long is asked after again when it has been for this share longer: sooner there is little new. */
const LOOK_SHARE = 0.15;
/** A start that has come to nothing by then never will, unless memory still moves: by so many points in so long. */
const STUCK: Seconds = 900;
const STUCK_FOR_GOOD: Seconds = 3600;
const MOVES = { points: 1, seconds: 300 };
/** A box on which so many instances end by themselves says nothing more. */
const MOST_FAILURES = 12;

function advance(settings: ProbeSettings, seconds: Seconds): Action {
  return { do: 'advance', seconds: Math.max(1, Math.ceil(seconds / settings.tick - 1e-9)) * settings.tick };
}

/** Seconds that the present level has been looked at since it settled; null while it has not. */
function lookedFor(maturity: Maturity, alive: number, time: Seconds): Seconds | null {
  const last = maturity.stretches.at(-1);
  if (last?.stretch.n !== alive || last.stretch.to < time || last.settledFrom === null) return null;
  return last.stretch.to - last.settledFrom;
}

/** A run that was gone on with first lives through one copy alone: it shows whether the program and the box are what they were. */
function beginsAgain(history: History, { stretches }: Maturity): boolean {
  const since = resumedAt(history);
  return (
    since !== null &&
    !stretches.some(
      ({ stretch, settledFrom }) => stretch.n > 0 && stretch.from >= since && settledFrom !== null,
    )
  );
}

/** Whether CPU or a card was full all the time at n. */
function wasFull({ resources }: Outlook['belief'], n: number): boolean {
  return resources.some(
    ({ resource, looks }) =>
      (resource.resource === 'cpu' || resource.resource === 'gpu') &&
      looks.some((look) => look.n === n && look.saturated),
  );
}

/** Whether only one copy alone has been looked at. */
function isFirst({ stretches }: Maturity, n: number): boolean {
  return n === 1 && stretches.every(({ stretch, settledFrom }) => settledFrom === null || stretch.n <= 1);
}

const firstOfMoment = new WeakMap<History['samples'], History>();

/**
 * The history as it was thought of at the first launch of this moment: nothing was read since, so that twenty launches need
 * one thought. Only which card a second copy went to is news.
 */
function beforeLaunches(history: History): History {
  const time = timeOf(history);
  const isNow = ({ event, t }: TraceEvent) => event === 'launch' && t >= time;
  const isSecond = instancesOf(history).filter(({ launchedAt }) => launchedAt < time).length === 1;
  const kept = isSecond ? history.events.find(isNow) : undefined;
  const events = history.events.filter((event) => !isNow(event) || event === kept);
  const known = firstOfMoment.get(history.samples);
  const then = known?.events.length === events.length ? known : { samples: history.samples, events };
  firstOfMoment.set(history.samples, then);
  return then;
}

/** Whether what is known is enough, or more would not help. */
function isEnough(
  settings: ProbeSettings,
  { atLeast, belief, reach, visited }: Outlook,
  time: Seconds,
): boolean {
  const effort = EFFORTS[settings.mode];
  const found = likely(atLeast);
  const seen = seenNextTo(found, visited);
  const highest = Math.max(0, ...visited.keys());
  // Only deaths speak against more, and may be chance: that is found out by trying again.
  const hoped = likely(reach);
  if (hoped > found && (visited.get(hoped) ?? 0) < effort.lastLook) return false;
  // The answer itself, or a level beyond it, must have been lived through.
  if (found > highest || (found > 0 && seen === 0 && found + 1 < highest)) return false;
  // What was full only says that it was too much: the level below it is not known by that.
  if (found > 0 && !visited.has(found) && wasFull(belief, found + 1)) return false;
  const beyond = found < settings.cap ? (atLeast[found + 1] ?? 0) : 0;
  const risk = 1 - (atLeast[found] ?? 0) + beyond;
  const longest = belief.heats ? Math.max(LONGEST_SOAK, effort.longestLook) : effort.longestLook;
  const patience = Math.max(1, time / (effort.perLevel * (found + 1)));
  if (Math.max(seen, seenInDoubt(reach, visited)) >= longest) return true;
  return seen >= effort.lastLook && risk <= effort.risk * patience ** 2;
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

  const cameNow = lives.some(({ launchedAt }) => launchedAt >= time);
  const maturity = maturityOf(cameNow ? beforeLaunches(history) : history, settings);
  const looked = lookedFor(maturity, n, time);
  const wentNow = lives.some(({ exit }) => (exit?.at ?? -1) >= time);
  const died = n < settings.cap && diedLast(history);
  if (n > 0 && !cameNow && !wentNow && !died) {
    if (looked === null) return wait(settings, history, maturity);
    const look = isFirst(maturity, n) ? effort.firstLook : effort.passingLook;
    // What took long to start is worth a longer look than what is soon there again.
    const least = Math.max(look, START_SHARE * (maturity.startup.seconds ?? 0));
    if (looked < least) return advance(settings, least - looked);
  }

  const outlook = outlookOf(settings, cameNow && !died ? beforeLaunches(history) : history);
  const { deaths, visited } = outlook;
  if (n === 0) return deaths.limits(1) > SURE_DEATH ? { do: 'finish' } : { do: 'launch' };
  // Someone died: one more in its place, unless the box would end that one too.
  if (died && !cameNow && deaths.limits(n + 1) <= SURE_DEATH) return { do: 'launch' };
  const next = beginsAgain(history, maturity) ? 1 : goal(settings, outlook, n);
  // No time has passed since the last step: only the same step goes on.
  if (cameNow) return next > n && !died ? { do: 'launch' } : advance(settings, 2);
  if (wentNow && !died) return next < n ? stopNewest(alive) : advance(settings, 2);
  if (looked === null) return wait(settings, history, maturity);

  if (isEnough(settings, outlook, time)) return { do: 'finish' };
  if (next > n) return { do: 'launch' };
  if (next < n) return stopNewest(alive);
  const longest = outlook.belief.heats ? LONGEST_SOAK : effort.longestLook;
  if (looked >= longest) return { do: 'finish' };
  // While the shortest look is not over nothing can end: it is asked less often.
  const seen = seenNextTo(likely(outlook.atLeast), visited);
  const left = effort.lastLook - seen;
  return advance(settings, Math.min(LONGEST_STEP.looking, Math.max(2, left, LOOK_SHARE * seen)));
}

function stopNewest(alive: readonly { readonly instance: number }[]): Action {
  return { do: 'stop', instance: Math.max(...alive.map(({ instance }) => instance)) };
}

function wait(settings: ProbeSettings, history: History, { stretches }: Maturity): Action {
  const since = Math.max(
    ...instancesOf(history).flatMap(({ launchedAt, exit }) => [launchedAt, exit?.at ?? 0]),
  );
  const waited = timeOf(history) - since;
  const isStuck = waited > STUCK_FOR_GOOD || (waited > STUCK && !memoryMoves(history));
  if (isStuck) return { do: 'finish' };
  const soonest = (stretches.at(-1)?.notBefore ?? 0) - timeOf(history);
  return advance(settings, Math.min(LONGEST_STEP.settling, Math.max(waited < 3 ? 3 : 1, soonest)));
}

function memoryMoves(history: History): boolean {
  const now = timeOf(history);
  const before = history.samples.findLast(({ t }) => t <= now - MOVES.seconds);
  const last = history.samples.at(-1);
  return watchedResources(history)
    .filter(({ resource }) => resource === 'vram' || resource === 'ram')
    .some((resource) => {
      const [then, since] = [before && readingOf(before, resource), last && readingOf(last, resource)];
      return typeof then === 'number' && typeof since === 'number' && since - then > MOVES.points;
    });
}

/** Whether the last thing that happened to the number of instances was that one ended by itself. */
function diedLast(history: History): boolean {
  const changes = instancesOf(history).flatMap(({ launchedAt, exit }) => [
    { at: launchedAt, died: false },
    ...(exit ? [{ at: exit.at, died: exit.reason !== 'stopped' }] : []),
  ]);
  const last = Math.max(...changes.map(({ at }) => at));
  return changes.some(({ at, died }) => at === last && died);
}

/**
 * How long it is likely to take from here, in seconds: leaps to where the limit is expected, each a start and a look, then
 * looks next to it. Null before the first instance is known.
 */
export function timeLeftAdaptive(settings: ProbeSettings, history: History): Seconds | null {
  const { reach, visited, belief } = outlookOf(settings, history);
  const highest = Math.max(0, ...visited.keys());
  if (highest === 0) return null;
  const effort = EFFORTS[settings.mode];
  const start = belief.maturity.startup.seconds ?? effort.firstLook;
  const found = likely(reach);
  const seen = (visited.get(found) ?? 0) + (visited.get(found + 1) ?? 0);
  const leaps = found > highest ? Math.ceil(Math.log(found / highest) / Math.log(GALLOP_FACTOR)) + 1 : 0;
  return leaps * (1.5 * start + effort.passingLook) + Math.max(start / 2, 2 * effort.lastLook - seen);
}
