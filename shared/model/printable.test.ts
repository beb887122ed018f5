import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { printable } from './printable.ts';

describe('what a terminal is shown', () => {
  it.each([
    ['a \u001B[2J\u001B]0;title\u0007 b', 'a \\u001b[2J\\u001b]0;title\\u0007 b'],
    ['8-bit \u009B31m', '8-bit \\u009b31m'],
    ['over\rwritten', 'over\\u000dwritten'],
    ['exe.\u202Etxt', 'exe.\\u202etxt'],
    ['显示 é 🙂\tand\nlines', '显示 é 🙂\tand\nlines'],
  ])('%j', (text, shown) => {
    expect(printable(text)).toBe(shown);
  });

  it('leaves a JSON document what it says', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const document = printable(JSON.stringify({ text }));
        expect(document).not.toMatch(/[\u007F-\u009F\u202A-\u202E\u2066-\u2069]/u);
        expect(JSON.parse(document)).toEqual({ text });
      }),
    );
  });
});
