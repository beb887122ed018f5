import { expect, it } from 'vitest';
import { densityFor } from './density.ts';

it.each([
  [7, 283, 310, 'row'],
  [12, 283, 310, 'tile'],
  [60, 283, 310, 'mark'],
  [60, 460, 440, 'tile'],
  [0, 0, 0, 'row'],
  [400, 283, 310, 'mark'],
] as const)('shows %d instances in %d × %d as a %s each', (count, width, height, density) => {
  expect(densityFor(count, width, height)).toBe(density);
});
