import { expect, it } from 'vitest';
import { signatureOf } from './use-steady.ts';

const levels = (mean: number, more: object = {}) => ({
  points: [{ n: 7, mean, low: null, ...more }],
  limits: { gpu: 85 },
});

it('takes for the same what no eye could tell apart, and nothing else', () => {
  expect(signatureOf(levels(43.21))).toBe(signatureOf(levels(43.23)));
  expect(signatureOf(levels(43.2))).not.toBe(signatureOf(levels(43.6)));
  expect(signatureOf(levels(43.2, { low: 42 }))).not.toBe(signatureOf(levels(43.2)));
  expect(signatureOf(levels(43.2, { n: 8 }))).not.toBe(signatureOf(levels(43.2)));
});
