import { expect, it } from 'vitest';
import type { Series } from '../../../shared/bridge/series.ts';
import type { Sample } from '../../../shared/model/trace.ts';
import { cutTo, runLines } from './run-lines.ts';

const sample = (t: number, n: number, cpu: number | null): Sample => ({ type: 'sample', t, n, cpu });
const SERIES: Series = {
  from: 0,
  to: 3,
  end: 3,
  samples: 3,
  lines: [{ resource: 'cpu', index: null, times: [1, 2, 3], values: [10, 20, 30] }],
  frames: null,
  bands: [
    { n: 0, from: 0, to: 1 },
    { n: 1, from: 1, to: 3 },
  ],
  gaps: [],
  gpus: 0,
};

it('joins what the engine thinned and what came since without a seam', () => {
  const { lines, bands } = runLines(SERIES, [sample(4, 1, 40), sample(5, 2, 50)], 1);
  expect(lines).toEqual([
    { resource: 'cpu', index: null, times: [1, 2, 3, 4, 5], values: [10, 20, 30, 40, 50] },
  ]);
  expect(bands).toEqual([
    { n: 0, from: 0, to: 1 },
    { n: 1, from: 1, to: 4 },
    { n: 2, from: 4, to: 5 },
  ]);
});

it('shows a reading that the engine had not seen yet, in its place', () => {
  const { lines } = runLines(SERIES, [{ ...sample(4, 1, 40), ram: 7 }], 1);
  expect(lines.map(({ resource }) => resource)).toEqual(['cpu', 'ram']);
});

it('says where nothing was read', () => {
  const { gaps, lines } = runLines(null, [sample(1, 0, 1), sample(2, 0, 2), sample(30, 0, 3)], 1);
  expect(gaps).toEqual([{ from: 2, to: 29, asleep: null }]);
  expect(lines[0]?.values).toEqual([1, 2, null, 3]);
});

it('does not pretend that a tail begins with the run', () => {
  expect(runLines(null, [sample(100, 3, 1), sample(101, 3, 1)], 1).bands).toEqual([
    { n: 3, from: 99, to: 101 },
  ]);
});

it('hands on only what lies in the window', () => {
  const { lines, bands, gaps } = runLines(SERIES, [], 1);
  const data = { lines, bands, gaps, measured: [{ from: 1, to: 3 }], marks: [], knee: { t: 1, capacity: 0 } };
  const cut = cutTo(data, { from: 1.5, to: 2.5 });
  // The line goes on to the edges: between two readings it runs straight.
  expect(cut.lines[0]).toMatchObject({ times: [1.5, 2, 2.5], values: [15, 20, 25] });
  expect(cut.bands).toEqual([{ n: 1, from: 1.5, to: 2.5 }]);
  expect(cut.measured).toEqual([{ from: 1.5, to: 2.5 }]);
  expect(cut.knee).toBeNull();
});

it('ends a line where its readings end, and where one is missing', () => {
  const line = { resource: 'cpu', index: null, times: [1, 2, 3, 4], values: [10, 20, null, 40] } as const;
  const data = { lines: [line], bands: [], gaps: [], measured: [], marks: [], knee: null };
  const cut = (from: number, to: number) => cutTo(data, { from, to }).lines[0];
  expect(cut(0, 10)).toMatchObject({ times: [1, 2, 3, 4] });
  expect(cut(2, 4)).toMatchObject({ times: [2, 3, 4], values: [20, null, 40] });
  expect(cut(2.5, 3.5)).toMatchObject({ times: [3], values: [null] });
  expect(cut(5, 6)).toMatchObject({ times: [], values: [] });
});
