import type { Warning } from '../model/verdict.ts';
import { maturityOf } from './adaptive/maturity.ts';
import type { History } from './history.ts';
import { watchedResources } from './readings.ts';
import { resumedAt } from './resumption.ts';
import { unequal } from './same-level.ts';
import type { ProbeSettings } from './settings.ts';

/**
 * Where a run that was gone on with found another box than it had left: the same number of instances, idle or not, took
 * clearly more or less than before. One warning a resource, of the lowest such n.
 */
export function resumedWarnings(settings: ProbeSettings, history: History): Warning[] {
  const since = resumedAt(history);
  if (since === null) return [];
  const { stretches } = maturityOf(history, settings);
  const earlier = stretches.filter(({ stretch }) => stretch.to < since);
  const later = stretches.filter(({ stretch }) => stretch.to >= since);
  const levels = [...new Set(later.map(({ stretch }) => stretch.n))].toSorted((a, b) => a - b);
  return watchedResources(history).flatMap((resource): Warning[] => {
    const [found] = levels.flatMap((n) => unequal(resource, n, earlier, later) ?? []);
    return found ? [{ code: 'resumed-differs', text: '', data: { ...resource, ...found } }] : [];
  });
}
