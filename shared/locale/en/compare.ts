/** The screen that holds runs against each other; what it says of them is in `comparison`. */
export const compare = {
  title: 'Compare',
  others: 'Choose other runs',
  choose: 'Choose 2 to 5 runs in the history.',
  base: 'The others are held against this one.',
  interval: (low: string, high: string | null) =>
    high === null ? `${low} or more` : low === high ? `exactly ${low}` : `${low} to ${high}`,
  sure: (percent: string) => `${percent} % sure`,
  resource: 'Resource',
  overN: (resource: string) => `${resource} over instances`,
  limit: (percent: string) => `limit ${percent} %`,
  demand: 'What one instance takes',
  demandHint:
    'Points of the whole box or card per instance, with 95 % intervals; below them the change against A. Where a resource is near enough to giving out to decide, it is said whether the change is more than noise.',
};
