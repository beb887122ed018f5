/** What came of one box. */
export interface Outcome {
  readonly family: string;
  readonly seed: number;
  readonly truth: number;
  readonly found: number | null;
  readonly safe: number | null;
  readonly confidence: number | null;
  readonly interval: readonly [number, number | null] | null;
  readonly seconds: number;
}

export interface Score {
  readonly boxes: number;
  readonly exact: number;
  readonly withinOne: number;
  readonly tooHigh: number;
  readonly twoTooHigh: number;
  readonly safeTooHigh: number;
  /** Mean of each box's time over that of a fixed ramp of 60 s a level up to the first level above the truth. */
  readonly time: number;
  /** All time over all of the ramps' time. */
  readonly timeOfAll: number;
  readonly covered: number;
}

const RAMP_SECONDS = 60;
const share = (outcomes: readonly Outcome[], holds: (outcome: Outcome) => boolean) =>
  outcomes.length === 0 ? 0 : outcomes.filter(holds).length / outcomes.length;
const ramp = ({ truth }: Outcome) => RAMP_SECONDS * (truth + 1);

export function score(outcomes: readonly Outcome[]): Score {
  const excess = ({ found, truth }: Outcome) => (found ?? -1) - truth;
  return {
    boxes: outcomes.length,
    exact: share(outcomes, (one) => excess(one) === 0 && one.found !== null),
    withinOne: share(outcomes, (one) => one.found !== null && Math.abs(excess(one)) <= 1),
    tooHigh: share(outcomes, (one) => excess(one) > 0),
    twoTooHigh: share(outcomes, (one) => excess(one) > 1),
    safeTooHigh: share(outcomes, ({ safe, truth }) => safe !== null && safe > truth),
    time: outcomes.reduce((sum, one) => sum + one.seconds / ramp(one), 0) / outcomes.length,
    timeOfAll:
      outcomes.reduce((sum, one) => sum + one.seconds, 0) / outcomes.reduce((sum, one) => sum + ramp(one), 0),
    covered: share(
      outcomes,
      ({ interval, truth }) =>
        interval !== null && truth >= interval[0] && (interval[1] === null || truth <= interval[1]),
    ),
  };
}
