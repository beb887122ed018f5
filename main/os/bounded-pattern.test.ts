import { describe, expect, it } from 'vitest';
import { boundedPattern, unlessTooLong } from './bounded-pattern.ts';

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

describe('a call that ends itself after a time', () => {
  const tooLong = () => Object.assign(new Error('timed out'), { code: 'ERR_SCRIPT_EXECUTION_TIMEOUT' });
  /** Ends itself so often, each time after so much time on a processor, then answers. */
  function calls(late: number, ranMs: number) {
    const seen = { calls: 0, ran: 0 };
    const call = () => {
      seen.calls += 1;
      if (seen.calls > late) return 'found';
      seen.ran += ranMs;
      throw tooLong();
    };
    return { seen, answer: () => unlessTooLong(call, 50, () => seen.ran) };
  }

  it('is called again where a full box did not let it run', () => {
    const starved = calls(2, 5);
    expect(starved.answer()).toEqual({ answer: 'found' });
    expect(starved.seen.calls).toBe(3);
  });

  it('is given up where it ran all the time, or for ever', () => {
    const slow = calls(9, 48);
    expect(slow.answer()).toBeNull();
    expect(slow.seen.calls).toBe(1);
    const never = calls(Number.POSITIVE_INFINITY, 0);
    expect(never.answer()).toBeNull();
    expect(never.seen.calls).toBe(5);
  });

  it('may fail for reasons of its own', () => {
    const fails = () => {
      throw new RangeError('of its own');
    };
    expect(() => unlessTooLong(fails, 50)).toThrow(RangeError);
  });
});
