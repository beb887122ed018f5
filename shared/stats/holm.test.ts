import { expect, it } from 'vitest';
import { holm } from './holm.ts';

it('agrees with R', () => {
  // R: p.adjust(c(0.01, 0.04, 0.03, 0.005), "holm")
  const adjusted = holm([0.01, 0.04, 0.03, 0.005]);
  for (const [place, p] of [0.03, 0.06, 0.06, 0.02].entries()) expect(adjusted[place]).toBeCloseTo(p, 12);
});

it('never passes 1, and answers nothing with nothing', () => {
  expect(holm([0.9, 0.8])).toEqual([1, 1]);
  expect(holm([])).toEqual([]);
});

it('refuses what is no probability', () => {
  expect(() => holm([0.5, 1.5])).toThrow(RangeError);
  expect(() => holm([Number.NaN])).toThrow(RangeError);
});
