import { describe, expect, it } from 'vitest';
import { commonOscillation } from './oscillation.ts';

const TIMES = Array.from({ length: 24 }, (_, i) => i);
const VALUES = TIMES.map((t) => 5 + 2 * Math.sin((2 * Math.PI * t) / 9 + 0.4) + 0.3 * (((t * 7) % 5) - 2));
const PERIODS = [6, 7, 8, 9, 10, 11];

describe('a common oscillation', () => {
  it('is found with the share of the variance that least squares gives', () => {
    const found = commonOscillation([{ times: TIMES, values: VALUES }], PERIODS, 3);
    expect(found?.period).toBe(9);
    // Oracle: NumPy 2.4, 1 − RSS ÷ TSS of numpy.linalg.lstsq on a mean, a cosine and a sine.
    expect(found?.share).toBeCloseTo(0.9137439985106309, 10);
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
