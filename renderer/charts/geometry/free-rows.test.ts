import { expect, it } from 'vitest';
import { freeRows } from './free-rows.ts';

it('uses the first row again as soon as there is room', () => {
  const labels = [
    { x: 0, width: 50 },
    { x: 30, width: 50 },
    { x: 60, width: 10 },
    { x: 90, width: 10 },
  ];
  expect(freeRows(labels)).toEqual([0, 1, 2, 0]);
  expect(freeRows([])).toEqual([]);
});
