import { expect, it } from 'vitest';
import type { Series } from '../../../shared/bridge/series.ts';
import { refinedSeries } from './refined-series.ts';

const series = (from: number, to: number, times: number[], values: number[]): Series => ({
  ...{ from, to, end: 100, samples: to, frames: null, gaps: [], gpus: 0 },
  lines: [{ resource: 'cpu', index: null, times, values }],
  bands: [{ n: 1, from, to }],
});
const WHOLE: Series = {
  ...series(0, 100, [0, 25, 50, 75, 100], [0, 1, 2, 3, 4]),
  bands: [
    { n: 1, from: 0, to: 50 },
    { n: 2, from: 50, to: 100 },
  ],
  gaps: [
    { from: 10, to: 12, asleep: null },
    { from: 61, to: 62, asleep: null },
  ],
};

it('shows the fine part where it is, and the coarse run around it', () => {
  const fine: Series = {
    ...series(40, 70, [40, 50, 60, 70], [10, 11, 12, 13]),
    bands: [
      { n: 1, from: 39, to: 52 },
      { n: 2, from: 52, to: 70 },
    ],
    gaps: [{ from: 60.5, to: 62, asleep: 3 }],
  };
  const refined = refinedSeries(WHOLE, fine);
  expect(refined.lines[0]).toMatchObject({
    times: [0, 25, 40, 50, 60, 70, 75, 100],
    values: [0, 1, 10, 11, 12, 13, 3, 4],
  });
  expect(refined.bands).toEqual([
    { n: 1, from: 0, to: 52 },
    { n: 2, from: 52, to: 100 },
  ]);
  expect(refined.gaps).toEqual([
    { from: 10, to: 12, asleep: null },
    { from: 60.5, to: 62, asleep: 3 },
  ]);
});

it('knows as much of a run that goes on as the newer answer', () => {
  const refined = refinedSeries(WHOLE, { ...series(90, 120, [90, 110], [8, 9]), end: 120, samples: 120 });
  expect(refined).toMatchObject({ from: 0, to: 120, end: 120, samples: 120 });
  expect(refined.lines[0]?.times).toEqual([0, 25, 50, 75, 90, 110]);
});

it('shows a reading that is in one of them only', () => {
  const fine: Series = {
    ...series(40, 70, [], []),
    lines: [{ resource: 'ram', index: null, times: [50], values: [7] }],
  };
  const { lines } = refinedSeries(WHOLE, fine);
  expect(lines.map(({ resource }) => resource)).toEqual(['cpu', 'ram']);
  // The coarse readings of a stretch that was looked at closely say no more than it.
  expect(lines[0]?.times).toEqual([0, 25, 75, 100]);
});
