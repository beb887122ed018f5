/** What stands in a workbook beside what a report says anyway. */
export const xlsx = {
  sheets: {
    verdict: 'Verdict',
    charts: 'Charts',
    levels: 'Levels',
    samples: 'Samples',
    events: 'Events',
    resources: 'Resources',
  },
  field: 'Field',
  value: 'Value',
  sentence: 'In a sentence',
  verdict: 'Verdict',
  intervalLow: '95 % interval, from',
  intervalHigh: '95 % interval, to',
  version: 'Kneescope version',
};
