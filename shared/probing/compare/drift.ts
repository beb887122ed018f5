import { resourceKey } from '../../model/resources.ts';
import type { Verdict, Warning } from '../../model/verdict.ts';
import { weightedLine } from '../../stats/weighted-line.ts';

/** Fewer runs have no trend that could be told from scatter. */
const FEWEST = 3;
/** A trend over all repeats that is smaller than this does not matter, relative to the demand. */
const NEGLIGIBLE = 0.02;

/**
 * Says where the demand went one way from repeat to repeat, as it does on a box that heats up: a mean of such runs is a mean of
 * different boxes.
 */
export function driftWarnings(verdicts: readonly Verdict[]): Warning[] {
  const [first] = verdicts;
  if (!first || verdicts.length < FEWEST) return [];
  return first.resources.flatMap(({ resource, index }): Warning[] => {
    const key = resourceKey({ resource, index });
    const demands = verdicts.map(
      ({ resources }) => resources.find((one) => resourceKey(one) === key)?.demand?.mean ?? null,
    );
    const points = demands.flatMap((y, x) => (y !== null && y > 0 ? [{ x, y: Math.log(y), weight: 1 }] : []));
    if (points.length < FEWEST) return [];
    const { slope } = weightedLine(points);
    const total = slope.mean * (verdicts.length - 1);
    const sure = slope.low !== null && slope.high !== null && slope.low * slope.high > 0;
    if (!sure || Math.abs(total) < NEGLIGIBLE) return [];
    return [{ code: 'repeat-drift', text: '', data: { resource, index, percent: 100 * Math.expm1(total) } }];
  });
}
