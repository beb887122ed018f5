import { resourceKey, type Resource } from '../model/resources.ts';
import type { Curve } from '../model/verdict.ts';
import { kneedle } from '../stats/kneedle.ts';
import { scalability } from '../stats/scalability.ts';
import type { Assessment } from './assessment.ts';
import type { LevelEstimate } from './levels.ts';

/** What was reached with n instances: frames a second of all of them, or load where nobody tells frames. */
export interface CurvePoint {
  readonly n: number;
  readonly value: number;
}

/** Fewer different n say nothing about a bend, nor about three unknowns and their doubt. */
const FEWEST = 4;

/**
 * What other methods make of a curve over n: Kneedle's knee, and the universal scalability law with its peak. Each is null
 * where it has nothing to say. They answer other questions than "how many below the limits", and never decide.
 * @param points in any order; of equal n the mean counts, n below 1 does not
 */
export function secondOpinions(points: readonly CurvePoint[]): Curve {
  const byN = new Map<number, number[]>();
  for (const { n, value } of points) if (n >= 1) byN.set(n, [...(byN.get(n) ?? []), value]);
  const curve = [...byN]
    .map(([n, values]) => ({ n, value: values.reduce((sum, value) => sum + value, 0) / values.length }))
    .toSorted((a, b) => a.n - b.n);
  if (curve.length < FEWEST) return { kneedle: null, usl: null };
  return {
    kneedle: kneedle(curve.map(({ n, value }) => ({ x: n, y: value }))),
    usl: lawOf(points.filter(({ n }) => n >= 1)),
  };
}

function lawOf(points: readonly CurvePoint[]): Curve['usl'] {
  if (points.some(({ value }) => value < 0) || points.every(({ value }) => value === 0)) return null;
  const { intervals, ...law } = scalability(points.map(({ n, value }) => ({ n, throughput: value })));
  if (!intervals) return { ...law, intervals };
  const { lambda, sigma, kappa } = intervals;
  return { ...law, intervals: { lambda: { ...lambda }, sigma: { ...sigma }, kappa: { ...kappa } } };
}

/** The curve of a run: frames a second of all instances; where nobody tells them the load of what gave out, less its idle load. */
export function curveOf({ levels, baseline, resources, gaveOut }: Assessment): CurvePoint[] {
  const busy = levels.filter(({ n, settled }) => n >= 1 && settled);
  if (busy.every(({ frames }) => frames.size > 0))
    return busy.map(({ n, frames }) => {
      const rates = [...frames.values()].map(({ mean }) => mean);
      return { n, value: (n * rates.reduce((sum, rate) => sum + rate, 0)) / rates.length };
    });
  const loadAt = ({ loads }: LevelEstimate, resource: Resource) => loads.get(resourceKey(resource))?.mean;
  const top = busy.reduce<LevelEstimate | null>((most, one) => (most && most.n > one.n ? most : one), null);
  const [fullest] = top
    ? resources.toSorted((a, b) => (loadAt(top, b) ?? 0) / b.limit - (loadAt(top, a) ?? 0) / a.limit)
    : [];
  const decisive = gaveOut?.resource ? { resource: gaveOut.resource, index: gaveOut.index } : fullest;
  if (!decisive) return [];
  const idle = (baseline && loadAt(baseline, decisive)) ?? 0;
  return busy.flatMap((level) => {
    const load = loadAt(level, decisive);
    return load === undefined ? [] : [{ n: level.n, value: Math.max(0, load - idle) }];
  });
}
