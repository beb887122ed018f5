import { cardCount, intervalOf, type LevelLoads } from '../../../shared/model/level-loads.ts';
import { LOADS, isPerGpu, type Resource } from '../../../shared/model/resources.ts';
import type { FramesPerSecond, Percent } from '../../../shared/model/units.ts';
import type { LevelVerdict, Verdict } from '../../../shared/model/verdict.ts';
import type { Interval } from '../../../shared/stats/interval.ts';

export interface LevelPoint extends Interval {
  readonly n: number;
}

/** What one resource did at each level, and the line that was fitted to it: points for each instance of the box. */
export interface ResourceLevels extends Resource {
  /** Ascending n; the baseline is n = 0. */
  readonly points: readonly LevelPoint[];
  readonly fit: { readonly baseline: Percent; readonly perInstance: Percent } | null;
}

/**
 * How much of each further instance falls on this card. A demand is that of one instance on its own card, and n counts
 * those of the whole box: spread over several cards each takes its part of them, else one takes them all and the
 * others none. A verdict does not say which, the last level does.
 */
function shareOfCard(
  points: readonly LevelPoint[],
  baseline: Percent,
  demand: Percent,
  { resource }: Resource,
  cards: number,
): number {
  const last = points.at(-1);
  if (!isPerGpu(resource) || cards < 2 || !last || last.n === 0 || demand === 0) return 1;
  const seen = (last.mean - baseline) / (demand * last.n);
  const shares = [0, 1 / cards, 1];
  return shares.toSorted((a, b) => Math.abs(seen - a) - Math.abs(seen - b))[0] ?? 1;
}

/** The resources of which a verdict measured at least one level or the baseline. */
export function resourceLevels(verdict: Verdict): ResourceLevels[] {
  const measured: (LevelLoads & { n: number })[] = [
    ...(verdict.baseline ? [{ ...verdict.baseline, n: 0 }] : []),
    ...verdict.levels.toSorted((a, b) => a.n - b.n),
  ];
  const cards = Array.from({ length: cardCount(verdict) }, (_, index) => index);
  return LOADS.flatMap((resource) =>
    (isPerGpu(resource) ? cards : [null]).map((index) => ({ resource, index })),
  )
    .map((resource): ResourceLevels => {
      const points = measured.flatMap((loads): LevelPoint[] => {
        const interval = intervalOf(loads, resource);
        return interval ? [{ n: loads.n, mean: interval.mean, low: interval.low, high: interval.high }] : [];
      });
      const demand = verdict.resources.find(
        (one) => one.resource === resource.resource && one.index === resource.index,
      )?.demand;
      const baseline = intervalOf(verdict.baseline, resource);
      const fit =
        // A line through the levels is a claim of what further instances need.
        demand && baseline && verdict.verdict !== 'invalid'
          ? {
              baseline: baseline.mean,
              perInstance:
                demand.mean * shareOfCard(points, baseline.mean, demand.mean, resource, cards.length),
            }
          : null;
      return { ...resource, points, fit };
    })
    .filter(({ points }) => points.length > 0);
}

export interface FramePoint {
  readonly n: number;
  readonly mean: FramesPerSecond | null;
  readonly worst: FramesPerSecond | null;
}

/** The levels at which frames were measured. */
export function framePoints(levels: readonly LevelVerdict[]): FramePoint[] {
  return levels
    .toSorted((a, b) => a.n - b.n)
    .flatMap(({ n, fps }) =>
      fps && (fps.mean !== null || fps.worst !== null) ? [{ n, mean: fps.mean, worst: fps.worst }] : [],
    );
}
