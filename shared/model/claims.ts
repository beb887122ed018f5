import type { Verdict } from './verdict.ts';

/** What the verdict of a run that cannot be trusted says of capacities. */
export const NO_CLAIMS = {
  capacity: null,
  safe: null,
  interval: null,
  confidence: null,
  loadCapacity: null,
  frameCapacity: null,
  limitedBy: null,
};

/**
 * A verdict that says how many copies fit nowhere: not as the answer, not for one resource alone, not as a second opinion. What was measured
 * stays: levels, baseline, demands.
 */
export function withoutClaims(verdict: Verdict): Verdict {
  return {
    ...verdict,
    ...NO_CLAIMS,
    resources: verdict.resources.map((one) => ({ ...one, capacity: null, predicted: false })),
    // A program that reads the first n it finds would take these for the answer.
    curve: { kneedle: null, usl: null },
  };
}
