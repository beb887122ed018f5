import type { Load, Resource } from '../model/resources.ts';
import type { Warning } from '../model/verdict.ts';
import type { Seconds } from '../model/units.ts';
import { after, columnOf } from './adaptive/columns.ts';
import { maturityOf, type MatureStretch } from './adaptive/maturity.ts';
import type { History } from './history.ts';
import { watchedResources } from './readings.ts';
import { resumedAt } from './resumption.ts';
import type { ProbeSettings } from './settings.ts';

/** Points that an idle box, or one with as many instances, may differ by from one session to the next. */
const SAME = { idle: 3, loaded: 5 };
/** And so many standard errors of the difference. */
const CLEAR = 4;
/** Neighbouring readings are alike: so many of them count as one. */
const ALIKE = 6;

/** What a box does with instances also says how warm it is and how long they live; idle it says what else is there. */
const COMPARED: Readonly<Record<'idle' | 'loaded', readonly Load[]>> = {
  idle: ['cpu', 'gpu', 'vram', 'ram'],
  loaded: ['cpu', 'gpu'],
};

interface Looked {
  readonly mean: number;
  readonly error: number;
}

function lookedAt(stretches: readonly MatureStretch[], resource: Resource): Looked | null {
  const values = stretches.flatMap(({ stretch, settledFrom }) =>
    settledFrom === null ? [] : [...after(columnOf(stretch, resource), settledFrom).values],
  );
  if (values.length < ALIKE) return null;
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
  return { mean, error: Math.sqrt((variance * ALIKE) / values.length) };
}

/**
 * Where a run that was gone on with found another box than it had left: the same number of instances, idle or not, took
 * clearly more or less than before. One warning a resource, of the lowest such n.
 */
export function resumedWarnings(settings: ProbeSettings, history: History): Warning[] {
  const since: Seconds | null = resumedAt(history);
  if (since === null) return [];
  const { stretches } = maturityOf(history, settings);
  const sides = [
    stretches.filter(({ stretch }) => stretch.to < since),
    stretches.filter(({ stretch }) => stretch.to >= since),
  ] as const;
  const levels = [...new Set(sides[1].map(({ stretch }) => stretch.n))].toSorted((a, b) => a - b);
  return watchedResources(history).flatMap((resource): Warning[] => {
    for (const n of levels) {
      const kind = n === 0 ? 'idle' : 'loaded';
      if (!COMPARED[kind].includes(resource.resource)) continue;
      const [then, now] = sides.map((side) =>
        lookedAt(
          side.filter(({ stretch }) => stretch.n === n),
          resource,
        ),
      );
      if (!then || !now) continue;
      const apart = Math.abs(now.mean - then.mean);
      if (apart < SAME[kind] || apart < CLEAR * Math.hypot(then.error, now.error)) continue;
      return [
        { code: 'resumed-differs', text: '', data: { ...resource, n, then: then.mean, now: now.mean } },
      ];
    }
    return [];
  });
}
