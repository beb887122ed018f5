import { expect, it } from 'vitest';
import { LOADS, isPerGpu } from '../../../shared/model/resources.ts';
import { dashOf, markerOf } from './line-style.ts';

const all = LOADS.flatMap((resource) =>
  (isPerGpu(resource) ? [0, 1, 2, 3] : [null]).map((index) => ({ resource, index })),
);

it('gives every line of a box with four cards a dash of its own', () => {
  expect(new Set(all.map(dashOf)).size).toBe(all.length);
});

it('gives every point of a box with four cards a marker of its own', () => {
  expect(new Set(all.map((resource) => JSON.stringify(markerOf(resource)))).size).toBe(all.length);
});
