import type { Load, Resource } from '../model/resources.ts';
import { after, columnOf } from './adaptive/columns.ts';
import type { MatureStretch } from './adaptive/maturity.ts';

/** Points that an idle box, or one with as many instances, may differ by from one visit to the next. */
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

/** Means of two times with the same n, which clearly are not the same. */
export interface Unequal {
  readonly n: number;
  readonly then: number;
  readonly now: number;
}

function lookedAt(stretches: readonly MatureStretch[], resource: Resource) {
  const values = stretches.flatMap(({ stretch, settledFrom }) =>
    settledFrom === null ? [] : [...after(columnOf(stretch, resource), settledFrom).values],
  );
  if (values.length < ALIKE) return null;
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
  return { mean, error: Math.sqrt((variance * ALIKE) / values.length) };
}

/** Whether a resource clearly took more or less at n in the later of two groups of stretches; null where not, or where one was not looked at. */
export function unequal(
  resource: Resource,
  n: number,
  earlier: readonly MatureStretch[],
  later: readonly MatureStretch[],
): Unequal | null {
  const kind = n === 0 ? 'idle' : 'loaded';
  if (!COMPARED[kind].includes(resource.resource)) return null;
  const [then, now] = [earlier, later].map((group) =>
    lookedAt(
      group.filter(({ stretch }) => stretch.n === n),
      resource,
    ),
  );
  if (!then || !now) return null;
  const apart = Math.abs(now.mean - then.mean);
  if (apart < SAME[kind] || apart < CLEAR * Math.hypot(then.error, now.error)) return null;
  return { n, then: then.mean, now: now.mean };
}
