import { describe, expect, it } from 'vitest';
import { commonOscillation } from './oscillation.ts';

const TIMES = Array.from({ length: 24 }, (_, i) => i);
const VALUES = TIMES.map((t) => 5 + 2 * Math.sin((2 * Math.PI * t) / 9 + 0.4) + 0.3 * (((t * 7) % 5) - 2));
const PERIODS = [6, 7, 8, 9, 10, 11];

describe('a common oscillation', () => {
  it('is found with the share of the variance and the evidence that ridge regression gives', () => {
    const found = commonOscillation([{ times: TIMES, values: VALUES }], PERIODS, 3);
    expect(found?.period).toBe(9);
    // Oracle: NumPy 2.4, ridge regression on a centred cosine and sine with a penalty of 4, and the determinant of that.
    expect(found?.share).toBeCloseTo(0.6782715663846424, 10);
    expect(found?.gain).toBeCloseTo(5.1441577296404, 10);
  });

  it('is not taken for a shorter one because short series show no more', () => {
    const parts = [0, 17, 40, 61].map((start) => {
      const times = TIMES.slice(0, 12).map((t) => start + t);
      return { times, values: times.map((t) => 50 + 5 * Math.sin((2 * Math.PI * t) / 16)) };
    });
    expect(commonOscillation([...parts], [9, 11, 13, 16, 19, 24], 0.5)?.period).toBe(16);
  });

  it('is found though every series has a mean, an amplitude and a phase of its own', () => {
    const other = TIMES.map((t) => 40 + 3 * Math.sin((2 * Math.PI * t) / 9 + 2));
    const found = commonOscillation(
      [
        { times: TIMES, values: VALUES },
        { times: TIMES, values: other },
      ],
      PERIODS,
      3,
    );
    expect(found?.period).toBe(9);
  });

  it('is none where nothing oscillates, and where too little of a period was seen', () => {
    const flat = TIMES.map((t) => ((t * 5) % 7) / 7);
    expect(commonOscillation([{ times: TIMES, values: flat }], [16, 20], 6)).toBeNull();
    const short = { times: TIMES.slice(0, 6), values: VALUES.slice(0, 6) };
    expect(commonOscillation([short], [9, 12], 3)).toBeNull();
  });
});
