import { resourceKey, type Resource } from '../model/resources.ts';
import type { Seconds } from '../model/units.ts';
import type { Action } from './action.ts';
import { crashLevel, failuresOf } from './failures.ts';
import { timeOf, type History } from './history.ts';
import { aliveOf, instancesOf, type InstanceLife } from './instances.ts';
import { levelsOf, loadedAt, type LevelEstimate } from './levels.ts';
import { PACES, type Pace } from './pace.ts';
import { watchedResources } from './readings.ts';
import { resumedAt } from './resumption.ts';
import type { ProbeSettings } from './settings.ts';
import { assessSteady } from './steady-assessment.ts';
import { stretchesOf, type Stretch } from './stretches.ts';

const READY_UNKNOWN: Seconds = 20;

/** Whether it makes sense to wait for an instance's word that it is ready. */
function awaited(life: InstanceLife, settings: ProbeSettings, history: History): boolean {
  if (life.readyAt !== null) return false;
  const waited = timeOf(history) - life.launchedAt;
  const gaveUp = history.events.some(
    ({ event, instance, ...rest }) =>
      event === 'warning' && instance === life.instance && rest['code'] === 'ready-timeout',
  );
  if (gaveUp) return false;
  if (settings.readySeconds !== null) return waited < settings.readySeconds + settings.tick;
  const others = instancesOf(history).flatMap(({ readyAt, launchedAt }) =>
    readyAt === null ? [] : [readyAt - launchedAt],
  );
  return waited < (others.length > 0 ? 2 * Math.max(...others) + 10 : READY_UNKNOWN);
}

/** Whether more readings of this level would hardly change what is thought of it. */
export function knownWellEnough(
  level: LevelEstimate,
  resources: readonly Resource[],
  { limits }: ProbeSettings,
  pace: Pace,
): boolean {
  return resources.every((resource) => {
    const load = level.loads.get(resourceKey(resource));
    if (!load || load.low === null || load.high === null) return true;
    const half = (load.high - load.low) / 2;
    return half <= pace.goodEnough || Math.abs(limits[resource.resource] - load.mean) > 2 * half;
  });
}

type Phase =
  { readonly phase: 'loading' | 'measuring'; readonly seconds: Seconds } | { readonly phase: 'measured' };

/** Where the current level stands. Earlier visits of the same n count. */
function phaseOf(stretch: Stretch, settings: ProbeSettings, history: History): Phase {
  const pace = PACES[settings.mode];
  const resources = watchedResources(history);
  const level = levelsOf(history, settings).find(({ n }) => n === stretch.n);
  const kept = (level?.samples ?? 0) * settings.tick;
  const known = level?.settled === true && knownWellEnough(level, resources, settings, pace);
  if (known && kept >= pace.leastDwell) return { phase: 'measured' };
  if (stretch.alive.some((life) => awaited(life, settings, history))) return { phase: 'loading', seconds: 1 };
  const dwelt = timeOf(history) - Math.max(loadedAt(stretch), stretch.from);
  if (dwelt >= pace.mostDwell) return { phase: 'measured' };
  const rest = kept < pace.leastDwell ? pace.leastDwell - kept : 5;
  return { phase: 'measuring', seconds: Math.min(rest, pace.mostDwell - dwelt) };
}

/**
 * One level after the other: an idle baseline, then launch, wait, measure, compare, until a limit is passed, instances
 * die twice at the same n, or the cap is reached.
 */
export function decideSteady(settings: ProbeSettings, history: History): Action {
  const pace = PACES[settings.mode];
  const time = timeOf(history);
  const ticks = (seconds: Seconds): Action => ({
    do: 'advance',
    seconds: Math.max(1, Math.ceil(seconds / settings.tick - 1e-9)) * settings.tick,
  });
  if (instancesOf(history).length === 0)
    return time < pace.baseline ? ticks(pace.baseline - time) : { do: 'launch' };

  const alive = aliveOf(history).length;
  const crash = crashLevel(history);
  if (climbsBack(settings, history, alive, crash)) return { do: 'launch' };
  if (crash !== null) {
    // What lies below the deaths must have been measured, or nothing is known of it.
    if (alive === 0 || levelsOf(history, settings).some(({ n }) => n === crash - 1)) return { do: 'finish' };
  }
  const stretch = stretchesOf(history, settings.tick).at(-1);
  if (alive === 0) return { do: 'launch' };
  // The samples lag behind a launch or an exit: look at the new level first.
  if (stretch?.n !== alive || stretch.to < lastChange(history)) return ticks(1);
  const state = phaseOf(stretch, settings, history);
  if (state.phase !== 'measured') return ticks(state.seconds);
  if (crash !== null && alive >= crash - 1) return { do: 'finish' };
  const assessment = assessSteady(settings, history, alive);
  if (assessment.loadCapacity < alive || (assessment.frameCapacity ?? alive) < alive) return { do: 'finish' };
  return alive >= settings.cap ? { do: 'finish' } : { do: 'launch' };
}

/** Whether a run that was gone on with is still on its way to where it was: what is known below need not be dwelt on again. */
function climbsBack(settings: ProbeSettings, history: History, alive: number, crash: number | null): boolean {
  const since = resumedAt(history);
  if (since === null) return false;
  // Whoever dies on the way up is looked at like any other.
  if (failuresOf(history).some(({ life }) => life.launchedAt >= since)) return false;
  const known = Math.max(
    1,
    ...levelsOf(history, settings)
      .filter(({ to }) => to <= since)
      .map(({ n }) => n),
  );
  return alive < Math.min(known, settings.cap, (crash ?? Number.POSITIVE_INFINITY) - 1);
}

/** The moment after which the next sample belongs to the present level. */
function lastChange(history: History): Seconds {
  const launches = instancesOf(history).map(({ launchedAt }) => launchedAt + 1e-9);
  const exits = failuresOf(history).map(({ life }) => life.exit?.at ?? 0);
  return Math.max(0, ...launches, ...exits);
}
