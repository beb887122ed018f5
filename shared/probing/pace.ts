import type { Mode } from '../model/plan.ts';
import type { Percent, Seconds } from '../model/units.ts';

/** How long `steady` looks at what. */
export interface Pace {
  readonly baseline: Seconds;
  readonly leastDwell: Seconds;
  readonly mostDwell: Seconds;
  /** A mean is known well enough when its interval is at most this far to each side. */
  readonly goodEnough: Percent;
}

export const PACES: Record<Mode, Pace> = {
  quick: { baseline: 5, leastDwell: 10, mostDwell: 30, goodEnough: 2 },
  balanced: { baseline: 10, leastDwell: 12, mostDwell: 60, goodEnough: 1 },
  thorough: { baseline: 20, leastDwell: 30, mostDwell: 120, goodEnough: 0.5 },
};
