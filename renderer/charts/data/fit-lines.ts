import type { Load, Resource } from '../../../shared/model/resources.ts';
import type { Percent } from '../../../shared/model/units.ts';
import type { ResourceLevels } from './level-points.ts';

/** A stretch of the fitted demand: within what was measured, or beyond it. */
export interface FitLine extends Resource {
  readonly predicted: boolean;
  readonly points: readonly { readonly n: number; readonly mean: Percent }[];
}

/** How far beyond the last level a prediction is drawn, as a share of it: further would squeeze what was measured. */
const BEYOND = 0.5;

/** How far a prediction may stretch the axis, as a multiple of what was measured. */
const MOST_STRETCH = 4;

/**
 * The fitted lines and the last n of the axis: one beyond what was measured, or as far as the first limit that a
 * prediction meets, within reason.
 * @param expected the n at which a knee is expected: the axis reaches it, within reason
 */
export function fitLines(
  resources: readonly ResourceLevels[],
  limits: Readonly<Partial<Record<Load, Percent>>>,
  expected: number | null = null,
): { fits: FitLine[]; last: number } {
  const measured = Math.max(0, ...resources.flatMap(({ points }) => points.map(({ n }) => n)));
  const crossings = resources.flatMap(({ resource, fit }) => {
    const limit = limits[resource];
    return fit && limit !== undefined && fit.perInstance > 0
      ? [(limit - fit.baseline) / fit.perInstance]
      : [];
  });
  const first = Math.ceil(Math.min(Number.POSITIVE_INFINITY, ...crossings));
  const last = Math.max(
    measured + 1,
    Math.min(first, Math.ceil(measured * (1 + BEYOND))),
    expected === null ? 0 : Math.min(expected + 1, MOST_STRETCH * Math.max(1, measured)),
  );
  const fits = resources.flatMap(({ resource, index, points, fit }): FitLine[] => {
    if (!fit) return [];
    const at = (n: number) => ({ n, mean: fit.baseline + fit.perInstance * n });
    const known = Math.max(0, ...points.map(({ n }) => n));
    return [
      { resource, index, predicted: false, points: [at(0), at(known)] },
      { resource, index, predicted: true, points: [at(known), at(last)] },
    ];
  });
  return { fits, last };
}
