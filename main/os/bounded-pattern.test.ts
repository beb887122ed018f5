import { describe, expect, it } from 'vitest';
import { boundedPattern } from './bounded-pattern.ts';

/** As long as the longest line that a program's output is cut into. */
const LONG = 4096;

describe('a pattern from a plan', () => {
  it.each([
    ['LogInit: .*ready', 'LogInit: Display: engine ready', 'LogInit: Display: engine ready'],
    ['fps=(?=\\d)(\\d+)', 'fps=60', 'fps=60'],
    ['(a)\\1', 'baab', 'aa'],
    ['ready', 'not yet', null],
  ])('%s against %j', (source, text, found) => {
    expect(boundedPattern(source).exec(text)?.[0] ?? null).toBe(found);
  });

  it('gives its groups', () => {
    expect(boundedPattern('fps[=:] *([0-9.]+)').exec('fps: 59.9 mean')?.[1]).toBe('59.9');
    expect(boundedPattern('(?=f)fps[=:] *([0-9.]+)').exec('fps: 59.9 mean')?.[1]).toBe('59.9');
  });

  // Each of these takes longer than the age of the world by itself; that the test ends is what it shows.
  it.each([
    ['(a+)+$', 'a'],
    ['^(([a-z])+.)+[A-Z]([a-z])+$', 'a'],
    ['(?=a)(a+)+$', 'a'],
    ['(x+x+)+\\1y', 'x'],
    ['((a{0,100}){0,100}){0,100}b', 'a'],
  ])('%s ends', (source, letter) => {
    const pattern = boundedPattern(source);
    for (let line = 0; line < 20; line++) expect(pattern.exec(`${letter.repeat(LONG)}!`)).toBe(null);
  });

  it('is refused where it is none', () => {
    expect(() => boundedPattern('(')).toThrow(SyntaxError);
  });
});
