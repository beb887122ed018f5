import { expect, it } from 'vitest';
import { numberText } from './numbers.ts';

it.each([
  [85, 0, '85'],
  [11.25, 1, '11.3'],
  [7, 1, '7.0'],
  [28800, 0, '28,800'],
  [-0.04, 1, '0.0'],
  [-0.06, 1, '-0.1'],
] as const)('writes %d with %d decimals as %s in both languages', (value, decimals, text) => {
  expect(numberText(value, 'en', decimals)).toBe(text);
  expect(numberText(value, 'zh-CN', decimals)).toBe(text);
});
