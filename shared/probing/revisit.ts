import type { Warning } from '../model/verdict.ts';
import type { Seconds } from '../model/units.ts';
import type { Action } from './action.ts';
import { maturityOf, type MatureStretch } from './adaptive/maturity.ts';
import { timeOf, type History } from './history.ts';
import { aliveOf, instancesOf } from './instances.ts';
import { watchedResources } from './readings.ts';
import { resumedAt } from './resumption.ts';
import { unequal } from './same-level.ts';
import type { ProbeSettings } from './settings.ts';

/** How long the level below is looked at again, and how long it may take to settle. */
const LOOK: Seconds = 30;
const PATIENCE: Seconds = 90;

interface Visit {
  readonly n: number;
  readonly earlier: readonly MatureStretch[];
  readonly later: readonly MatureStretch[];
}

/** Every level that was looked at before and again after a higher one, since the run was last gone on with. */
function revisits({ stretches }: { readonly stretches: readonly MatureStretch[] }, since: Seconds): Visit[] {
  const settled = stretches.filter(
    ({ stretch, settledFrom }) => settledFrom !== null && stretch.n > 0 && stretch.from >= since,
  );
  const levels = [...new Set(settled.map(({ stretch }) => stretch.n))];
  return levels.flatMap((n) => {
    const highest = settled.findLastIndex(({ stretch }) => stretch.n > n);
    const at = (some: readonly MatureStretch[]) => some.filter(({ stretch }) => stretch.n === n);
    const [earlier, later] = [at(settled.slice(0, Math.max(0, highest))), at(settled.slice(highest + 1))];
    return highest < 0 || earlier.length === 0 || later.length === 0 ? [] : [{ n, earlier, later }];
  });
}

/**
 * Whether some level was looked at again after a higher one, whatever came then: a method that climbs again afterwards must not be
 * sent back for ever.
 */
function wentBack({ stretches }: { readonly stretches: readonly MatureStretch[] }, since: Seconds): boolean {
  const ns = stretches
    .filter(({ stretch, settledFrom }) => settledFrom !== null && stretch.n > 0 && stretch.from >= since)
    .map(({ stretch }) => stretch.n);
  return ns.some((n, i) => ns.indexOf(n) < i && ns.slice(ns.indexOf(n), i).some((other) => other > n));
}

/** Since when fewer run because the newest was told to stop; null where that was not the last thing to happen. */
function steppedDownAt(history: History): Seconds | null {
  const lives = instancesOf(history);
  const launched = Math.max(0, ...lives.map(({ launchedAt }) => launchedAt));
  const exits = lives.flatMap(({ exit }) => (exit ? [exit] : [])).toSorted((a, b) => a.at - b.at);
  const last = exits.at(-1);
  return last?.reason === 'stopped' && last.at >= launched ? last.at : null;
}

/**
 * What a thorough probe does beside its method: whenever it steps down to a level that it has seen, it looks at that again for a while;
 * and before it ends it steps down once, so that it is found out whether the box is still what it was.
 * @param action what the method wants
 */
export function goBack(settings: ProbeSettings, history: History, action: Action): Action {
  if (settings.mode !== 'thorough') return action;
  const maturity = maturityOf(history, settings);
  const alive = aliveOf(history);
  const n = alive.length;
  const last = maturity.stretches.at(-1);
  const since = resumedAt(history) ?? 0;
  const wasSettled = (level: number) =>
    maturity.stretches.some(
      ({ stretch, settledFrom }) =>
        stretch.n === level && settledFrom !== null && stretch.from >= since && stretch !== last?.stretch,
    );
  const steppedAt = steppedDownAt(history);
  if (steppedAt !== null && n > 0 && steppedAt >= since && wasSettled(n)) {
    const looked =
      last?.stretch.n === n && last.settledFrom !== null ? last.stretch.to - last.settledFrom : 0;
    if (looked < LOOK && timeOf(history) - steppedAt < LOOK + PATIENCE)
      return advance(settings, LOOK - looked);
    // What it climbs to next it has dwelt on.
    return settings.method === 'steady' ? { do: 'finish' } : action;
  }
  if (action.do !== 'finish' || n < 2 || !wasSettled(n - 1) || wentBack(maturity, since)) return action;
  return { do: 'stop', instance: Math.max(...alive.map(({ instance }) => instance)) };
}

function advance({ tick }: ProbeSettings, seconds: Seconds): Action {
  return { do: 'advance', seconds: Math.max(1, Math.ceil(seconds / tick - 1e-9)) * tick };
}

/** Where a level took clearly more or less when it was visited again after a higher one. One warning a resource. */
export function driftWarnings(settings: ProbeSettings, history: History): Warning[] {
  const visits = revisits(maturityOf(history, settings), resumedAt(history) ?? 0);
  return watchedResources(history).flatMap((resource): Warning[] => {
    const [found] = visits.flatMap(({ n, earlier, later }) => unequal(resource, n, earlier, later) ?? []);
    return found ? [{ code: 'drift', text: '', data: { ...resource, ...found } }] : [];
  });
}
