import type { Interval } from '../stats/interval.ts';
import { LOADS_PER_GPU, isPerGpu, type Load, type Resource } from './resources.ts';
import type { LevelVerdict, Verdict } from './verdict.ts';

/** The loads of a level or of the baseline. */
export type LevelLoads = Pick<LevelVerdict, Load>;

/** What was measured of one resource; null where it could not be read. */
export function intervalOf(
  loads: LevelLoads | null | undefined,
  { resource, index }: Resource,
): Interval | null {
  if (!loads) return null;
  if (isPerGpu(resource)) return loads[resource]?.[index ?? 0] ?? null;
  return loads[resource] ?? null;
}

/** How many cards a verdict speaks of. */
export function cardCount({ resources, levels, baseline }: Verdict): number {
  const named = resources.map(({ index }) => (index ?? -1) + 1);
  const read = [...levels, ...(baseline ? [baseline] : [])].flatMap((loads) =>
    LOADS_PER_GPU.map((load) => loads[load]?.length ?? 0),
  );
  return Math.max(0, ...named, ...read);
}
