import type { Seconds } from '../../model/units.ts';
import type { InstanceLife } from '../instances.ts';
import type { Stretch } from '../stretches.ts';
import { after, columnOf, frameColumnsOf, meanOf, until, type Column } from './columns.ts';
import { memoryArrived, type MemoryLearned, type Signs } from './loaded-memory.ts';
import type { MatureStretch } from './maturity.ts';
import { lastBelow, lastChange, lastJump, lateBeginning, stillFills, stillMoves, tailOf } from './signs.ts';
import { LATE, toldStart, type Startup } from './startup.ts';
import { BEGUN } from './unfinished.ts';

/*
 * Whether the instances of one stretch have loaded, and since when, by what is known of the program from the stretches before.
 */

/** How long everything must stand still before it is believed to, at least and at most. */
const SHORTEST_LOOK: Seconds = 6;
const LONGEST_LOOK: Seconds = 15;
/** The first instance teaches what all others are judged by; it is given this long to say "ready". */
const FIRST_PATIENCE: Seconds = 20;
/** Share of its age that a first instance must stand still, if it said "ready" when it came to rest. */
const TOLD_SHARE = 0.3;
/** A first instance whose "ready" tells nothing must stand still for this long: starts pause as if they were over. */
const UNTOLD: Seconds = 50;
/** "Ready" later than this after everything stood still shows that it was a pause. */
const PAUSED: Seconds = 30;
/** A renderer that leaves every card idle, and did not say "ready" as it came to rest, is given this long to begin its work. */
const IDLE_PATIENCE: Seconds = 150;
/** Points above the idle baseline from which on a card is at work. */
const AT_WORK = 2;
/** Having said "ready" late, while all stood still, a first instance must go on standing still for this long. */
const TOLD_LATE: Seconds = 20;
/** A first instance that takes more than a limit allows must do so for this long: what loads takes no more than what runs. */
const TOO_MUCH: Seconds = 25;
/** The instances that were launched since the stretch before. */
export function freshIn(stretch: Stretch, previous: Stretch | undefined): readonly InstanceLife[] {
  const known = new Set(previous?.alive.map(({ instance }) => instance));
  return stretch.alive.filter(({ instance }) => !known.has(instance));
}

/** When memory came to rest, whatever the program says. */
function memoryRest(
  stretch: Stretch,
  previous: Stretch | undefined,
  { memory, sight }: Signs,
  patience: Seconds,
): Seconds {
  return memory.reduce((latest, resource) => {
    const before = previous ? tailOf(sight(previous, resource)) : null;
    const column = until(sight(stretch, resource), patience);
    return Math.max(latest, lastChange(column, before) ?? stretch.from);
  }, stretch.from);
}

export interface Knowledge {
  readonly startup: Startup;
  readonly memory: MemoryLearned;
  /** Start-ups of less than this have turned out not to be over. */
  readonly least: Seconds;
  readonly idle: Stretch | undefined;
  /** Somebody went on before the first copy had stood still for as long as it should. */
  readonly hurried: boolean;
  /** Instances known to have loaded. */
  readonly loaded: ReadonlySet<number>;
}

/**
 * Until when every card was as idle as before the first launch: a renderer begins to work when the first of its cards does. The beginning
 * of the stretch where there is no card.
 */
function idleUntil(stretch: Stretch, idle: Stretch | undefined, { gpus }: Signs): Seconds {
  const until = gpus.map((card) => {
    const before = idle ? (meanOf(columnOf(idle, card)) ?? 0) : 0;
    return lastBelow(columnOf(stretch, card), before + AT_WORK, 8) ?? stretch.from;
  });
  return until.length === 0 ? stretch.from : Math.min(...until);
}

/** Whether an instance makes far fewer frames than another one on the same card does. */
function someHaveNotBegun(stretch: Stretch): boolean {
  const columns = frameColumnsOf(stretch);
  const byCard = new Map<number | null, number[]>();
  for (const { instance, gpu } of stretch.alive) {
    const column = columns.get(instance);
    const rate = column ? tailOf(column, 6) : null;
    if (rate !== null) byCard.set(gpu, [...(byCard.get(gpu) ?? []), rate]);
  }
  return [...byCard.values()].some((rates) => Math.min(...rates) < BEGUN * Math.max(...rates));
}

/**
 * Since when an instance makes as many frames as it does in the end: one that loads in two parts makes them in between, and a dip
 * is no step. 0 where it is not told.
 */
function begunSince(frames: Column): Seconds {
  const now = tailOf(frames, DIP);
  return now === null ? 0 : (lastBelow(frames, BEGUN * now, DIP) ?? 0);
}
/** So many readings together are a dip; one alone is a hitch. */
const DIP = 4;

/** A start of which nothing is known yet is given time as if it took so long. */
const UNKNOWN_START: Seconds = 80;

/** How long a first instance whose "ready" did not come in time must stand still. */
function untoldLook(
  stretch: Stretch,
  pending: readonly InstanceLife[],
  rest: Seconds,
  { loads, limitOf }: Signs,
): Seconds {
  const told = pending.reduce(
    (latest, { readyAt }) => Math.max(latest, readyAt ?? Number.POSITIVE_INFINITY),
    0,
  );
  const late = told > rest + LATE && told <= rest + PAUSED ? told - rest + TOLD_LATE : UNTOLD;
  const exceeds = loads.some((resource) => {
    const lately = after(columnOf(stretch, resource), stretch.to - TOO_MUCH);
    return lately.values.length > 0 && (meanOf(lately) ?? 0) > limitOf(resource) + CLEARLY_OVER;
  });
  return Math.min(UNTOLD, late, exceeds ? TOO_MUCH : UNTOLD);
}
/** So many points above a limit is beyond it whatever the scene. */
const CLEARLY_OVER = 5;

/** Whether a stretch has settled. */
export type Settling = Pick<MatureStretch, 'settledFrom' | 'notBefore'>;

export function settle(
  stretch: Stretch,
  previous: Stretch | undefined,
  signs: Signs,
  { startup, memory, loaded, least, hurried, idle }: Knowledge,
  tick: Seconds,
): Settling {
  const { to } = stretch;
  const later = (moment: Seconds): Settling => ({ settledFrom: null, notBefore: moment });
  const unknown = later(to + 1);
  const pending = stretch.alive.filter(({ instance }) => !loaded.has(instance));
  // Somebody left and nobody came: what the others do settles at once, but for clocks and caches.
  if (pending.length === 0)
    return stretch.alive.length > 0 || stretch.n === 0
      ? { settledFrom: stretch.from + 3 * tick, notBefore: to }
      : unknown;
  const launched = pending.reduce((latest, { launchedAt }) => Math.max(latest, launchedAt), 0);
  const first = startup.seconds === null;
  if (first && to - launched < least) return later(launched + least);
  const expected = startup.seconds ?? toldStart(pending) ?? UNKNOWN_START;
  // What goes on for longer than this is not the start: others' memory moves, scenes change.
  const patience = launched + 3 * expected * (1 + 0.4 * pending.length) + 40;
  const rest = memoryRest(stretch, previous, signs, patience);
  let moment = Math.max(rest, launched + (startup.seconds ?? SHORTEST_LOOK));
  const [soonest, latest] = [rest - LATE, moment + LATE];
  const inTime = pending.every(({ readyAt }) => readyAt !== null && readyAt >= soonest && readyAt <= latest);
  const look = !first
    ? Math.min(LONGEST_LOOK, Math.max(SHORTEST_LOOK, 0.3 * startup.seconds))
    : inTime || hurried
      ? Math.max(SHORTEST_LOOK, TOLD_SHARE * (to - launched))
      : untoldLook(stretch, pending, rest, signs);
  for (const { readyAt, launchedAt } of pending) {
    if (
      readyAt !== null &&
      startup.readyHelps !== false &&
      (!first || readyAt <= moment + LATE || readyAt > moment + PAUSED)
    )
      moment = Math.max(moment, readyAt);
    const silent = readyAt === null && startup.readyHelps !== false;
    const mayYetTell =
      startup.readyHelps === true ? launchedAt + 2 * startup.readySeconds + 15 : launchedAt + FIRST_PATIENCE;
    // When it tells, it is looked at from then on.
    if (silent && (first || startup.readyHelps === true) && to < mayYetTell)
      return later(Math.min(mayYetTell, to + SHORTEST_LOOK));
  }
  if (first && !inTime && to < launched + IDLE_PATIENCE)
    moment = Math.max(moment, idleUntil(stretch, idle, signs));
  // What arrives, or begins, has changed just now, and is looked at from then on.
  if (to < patience && !memoryArrived(stretch, pending.length, memory, signs)) return later(to + look / 2);
  if (to - moment < look) return later(moment + look);
  if (to < patience && someHaveNotBegun(stretch)) return later(to + look / 2);
  if (
    to < patience &&
    signs.memory.some((resource) => {
      const before = previous ? tailOf(signs.sight(previous, resource)) : null;
      return stillFills(signs.sight(stretch, resource), launched, before);
    })
  )
    return later(to + 2);
  const columns = frameColumnsOf(stretch);
  for (const { instance } of pending) {
    const frames = columns.get(instance);
    if (!frames) continue;
    const own = until(after(frames, launched), patience);
    moment = Math.max(moment, lastJump(own, 2, 0.5) ?? 0, begunSince(own));
  }
  for (const resource of signs.loads) {
    const column = signs.sight(stretch, resource);
    moment = Math.max(moment, lastJump(until(after(column, moment), patience), 8, 0.1) ?? 0);
    moment = Math.max(moment, lateBeginning(until(after(column, moment), patience)) ?? 0);
    if (first && to < patience && stillMoves(after(column, to - 2 * look))) return unknown;
  }
  return { settledFrom: to - moment < look ? null : moment, notBefore: moment + look };
}
