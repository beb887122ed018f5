import { expect, it } from 'vitest';
import { clockText } from './duration.ts';
import { momentText } from './moment.ts';

it.each([
  [0, '0:00'],
  [42.9, '0:42'],
  [725, '12:05'],
  [3723, '1:02:03'],
  [-1, '0:00'],
])('writes %d s as %s', (seconds, text) => {
  expect(clockText(seconds)).toBe(text);
});

it('writes a moment in the box’s own time zone', () => {
  expect(momentText('2026-11-20T21:04:05+08:00')).toBe('2026-11-20 21:04');
  expect(momentText('yesterday')).toBe('yesterday');
});
