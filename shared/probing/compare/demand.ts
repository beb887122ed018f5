import type { Interval } from '../../stats/interval.ts';
import type { Measured, SpreadPrior } from '../../stats/moderated-difference.ts';

/** Half of a 95 % interval, in standard errors. */
const HALF_WIDTH = 1.96;
/** Standard error of a demand that came without an interval (two levels only), relative to it. */
const UNKNOWN_ERROR = 0.03;

/**
 * What the demand of one build differs by from run to run where nobody has repeated a run: one percent, believed as firmly as
 * four repeats would be. Repeats replace it by what they show.
 */
export const REPEAT_SPREAD: SpreadPrior = { deviation: 0.01, freedom: 4 };

/**
 * A demand on the scale on which builds are compared: its logarithm, so that differences are relative.
 * @returns null for one that is not above 0, of which nothing relative can be said
 */
export function measuredDemand({ mean, low, high }: Interval): Measured | null {
  if (!(mean > 0)) return null;
  const error = low === null || high === null ? UNKNOWN_ERROR : (high - low) / (2 * HALF_WIDTH * mean);
  return { value: Math.log(mean), error: Math.max(0, error) };
}
