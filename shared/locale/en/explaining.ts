const copies = (n: number) => (n === 1 ? '1 copy' : `${n} copies`);
const percent = (share: number) => `${Math.round(share * 1000) / 10} %`;
const figure = (value: number) => value.toFixed(1);
const readings = (n: number) => (n === 1 ? '1 reading' : `${n} readings`);

interface Seen {
  readonly n: number;
  readonly mean: number;
  readonly low: number | null;
  readonly high: number | null;
  readonly samples: number;
}
const seen = ({ n, mean, low, high, samples }: Seen) =>
  `${figure(mean)} %${low === null || high === null ? '' : ` (${figure(low)} to ${figure(high)})`} with ${copies(n)}, over ${readings(samples)}`;

interface Change {
  /** A resource's name; null for the floor of frame rates. */
  readonly resource: string | null;
  readonly at: number;
  readonly capacity: number;
  readonly open: boolean;
}
const answer = ({ capacity, open }: Change) => `${open ? 'at least ' : ''}${capacity}`;

/** What decided, what would change it, what warnings cost. Means have one decimal, shares of certainty one, limits none. */
export const explaining = {
  decidedBy: (d: { resource: string; levels: readonly Seen[]; notRun: number | null }) =>
    `What decided: ${d.resource} was at ${d.levels.map(seen).join(', and at ')}.${d.notRun === null ? '' : ` ${copies(d.notRun)} did not run: what is said of that follows from the other levels.`}`,
  decidedByFrames: (d: {
    levels: readonly { readonly n: number; readonly worst: number }[];
    floor: number;
  }) =>
    `What decided: the slowest copy made ${d.levels.map(({ n, worst }) => `${figure(worst)} frames per second with ${copies(n)}`).join(', and ')}; each was to make at least ${figure(d.floor)}.`,
  fullest: (d: { resource: string; limit: number; level: Seen }) =>
    `The fullest was ${d.resource}, with a limit of ${d.limit} %: ${seen(d.level)}.`,
  near: (d: { resource: string; limit: number; next: number; load: number }) =>
    `${d.resource} gives out first: with ${copies(d.next)} it is at ${figure(d.load)} %, too close to its limit of ${d.limit} % to count on.`,
  wouldChange: (d: { changes: readonly Change[] }) =>
    `The same readings would give another answer ${d.changes
      .map(
        (change) =>
          `with ${change.resource === null ? `a frame rate floor of ${change.at} %` : `a ${change.resource} limit of ${change.at} %`}: ${answer(change)}`,
      )
      .join(', and ')}.`,
  without: (d: { capacity: number; confidence: number }) =>
    ` Without it the answer would be ${d.capacity} (${percent(d.confidence)} sure).`,
};
