import { describe, expect, it } from 'vitest';
import { AUDIENCE_BOUNDS } from '../../model/audience-bounds.ts';
import { readNumber } from './read-number.ts';

describe('a typed number', () => {
  it.each([
    ['', 'empty'],
    ['   ', 'empty'],
    ['ten', 'not-a-number'],
    ['8 Mbit', 'not-a-number'],
    ['-1', 'too-small'],
    ['-Infinity', 'too-small'],
    ['1e9', 'too-big'],
    ['Infinity', 'too-big'],
    ['2.5', 'not-whole'],
  ])('%j is answered with %s', (text, issue) => {
    expect(readNumber(text, AUDIENCE_BOUNDS.streams)).toEqual({ value: null, issue });
  });

  it('is read within its bounds, both ends included', () => {
    expect(readNumber(' 10 ', AUDIENCE_BOUNDS.streams)).toEqual({ value: 10, issue: null });
    for (const { least, most } of Object.values(AUDIENCE_BOUNDS)) {
      expect(readNumber(String(least), { least, most }).value).toBe(least);
      expect(readNumber(String(most), { least, most }).value).toBe(most);
    }
  });
});
