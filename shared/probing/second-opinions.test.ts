import { describe, expect, it } from 'vitest';
import { resourceKey } from '../model/resources.ts';
import type { Assessment } from './assessment.ts';
import type { LevelEstimate } from './levels.ts';
import { curveOf, secondOpinions } from './second-opinions.ts';

const estimate = (mean: number) => ({ mean, low: mean, high: mean, error: 0.1, freedom: 10 });
const CPU = { resource: 'cpu', index: null } as const;

function level(n: number, cpu: number, frames: readonly number[] = [], settled = true): LevelEstimate {
  return {
    n,
    from: 0,
    to: 1,
    samples: 9,
    loads: new Map([[resourceKey(CPU), estimate(cpu)]]),
    frames: new Map(frames.map((rate, i) => [i + 1, estimate(rate)])),
    settled,
  };
}
function assessment(levels: readonly LevelEstimate[]): Assessment {
  return {
    baseline: level(0, 4),
    levels,
    resources: [{ ...CPU, limit: 85, capacity: null, predicted: false, demand: null }],
    atLeast: [1],
    loadCapacity: 0,
    frameCapacity: null,
    gaveOut: null,
  };
}

describe('second opinions', () => {
  it('take the frames of all instances where they are told', () => {
    expect(curveOf(assessment([level(1, 14, [60]), level(3, 34, [50, 60, 40])]))).toEqual([
      { n: 1, value: 60 },
      { n: 3, value: 150 },
    ]);
  });

  it('take the load of what is fullest, less its idle load, where frames are not told, and settled levels only', () => {
    expect(curveOf(assessment([level(1, 14), level(2, 25), level(3, 99, [], false)]))).toEqual([
      { n: 1, value: 10 },
      { n: 2, value: 21 },
    ]);
  });

  it('say nothing about fewer than four different n, nor where nothing was reached', () => {
    const few = [1, 2, 3, 3].map((n) => ({ n, value: 10 * n }));
    expect(secondOpinions(few)).toEqual({ kneedle: null, usl: null });
    expect(secondOpinions([1, 2, 3, 4].map((n) => ({ n, value: 0 })))).toEqual({ kneedle: null, usl: null });
  });

  it('give the knee and the law of a curve that fills up, in any order, n twice, and idle left out', () => {
    const values = [12, 24, 36, 48, 60, 72, 84, 96, 99, 100, 100, 100];
    const rows = [
      ...values.map((value, i) => ({ n: i + 1, value })),
      { n: 0, value: 50 },
      { n: 1, value: 12 },
    ];
    const { kneedle, usl } = secondOpinions(rows.toReversed());
    expect(kneedle).toBe(8);
    expect(usl?.lambda).toBeGreaterThan(10);
    expect(usl?.intervals).not.toBeNull();
  });
});
