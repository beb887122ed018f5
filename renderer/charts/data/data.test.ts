import { describe, expect, it } from 'vitest';
import { sampleRun } from '../../../build/test/sample-run.ts';
import { untrusted } from '../../../build/test/untrusted.ts';
import type { Sample } from '../../../shared/model/trace.ts';
import { fitLines } from './fit-lines.ts';
import { framePoints, resourceLevels } from './level-points.ts';
import { gpuCount, loadLines } from './load-lines.ts';
import { instanceMarks, kneeMoment, levelBands } from './time-marks.ts';

const sample = (t: number, n: number, loads: Partial<Sample> = {}): Sample => ({
  type: 'sample',
  t,
  n,
  ...loads,
});

describe('loadLines', () => {
  it('has a line for every load that was read, in the order in which they are named', () => {
    const samples = [
      sample(1, 0, { cpu: 5, ram: 20, gpu: [1, null], vram: [3] }),
      sample(2, 0, { cpu: null }),
    ];
    expect(loadLines(samples, 1)).toEqual([
      { resource: 'cpu', index: null, times: [1, 2], values: [5, null] },
      { resource: 'gpu', index: 0, times: [1, 2], values: [1, null] },
      { resource: 'vram', index: 0, times: [1, 2], values: [3, null] },
      { resource: 'ram', index: null, times: [1, 2], values: [20, null] },
    ]);
  });

  it('keeps a card its number where another card could not be read', () => {
    expect(loadLines([sample(1, 0, { gpu: [null, 7] })], 1)).toEqual([
      { resource: 'gpu', index: 1, times: [1], values: [7] },
    ]);
    expect(gpuCount([sample(1, 0, { gpu: [null, 7] })])).toBe(2);
  });

  it('has a gap where samples are missing', () => {
    const samples = [sample(1, 0, { cpu: 5 }), sample(2, 0, { cpu: 6 }), sample(9, 0, { cpu: 7 })];
    expect(loadLines(samples, 1)).toEqual([
      { resource: 'cpu', index: null, times: [1, 2, 3, 9], values: [5, 6, null, 7] },
    ]);
  });

  it('has no line of nothing', () => {
    expect(loadLines([sample(1, 0, { cpu: null, gpu: null })], 1)).toEqual([]);
    expect(loadLines([], 1)).toEqual([]);
  });
});

describe('levelBands', () => {
  it('joins samples of the same n; a sample stands for the tick before it', () => {
    const samples = [sample(1, 0), sample(2, 0), sample(3, 1), sample(4, 1), sample(5, 0)];
    expect(levelBands(samples, 1)).toEqual([
      { n: 0, from: 0, to: 2 },
      { n: 1, from: 2, to: 4 },
      { n: 0, from: 4, to: 5 },
    ]);
  });

  it('ends a band where samples are missing', () => {
    expect(levelBands([sample(1, 1), sample(9, 1)], 1)).toEqual([
      { n: 1, from: 0, to: 1 },
      { n: 1, from: 8, to: 9 },
    ]);
  });
});

describe('instanceMarks', () => {
  it('tells launches, exits and failures apart and leaves out the rest', () => {
    const event = (name: string, reason?: string) => ({ type: 'event' as const, t: 1, event: name, reason });
    const kinds = instanceMarks([
      event('launch'),
      event('ready'),
      event('exit', 'stopped'),
      event('exit', 'crash'),
      event('exit', 'out-of-memory'),
      event('exit'),
    ]).map(({ kind }) => kind);
    expect(kinds).toEqual(['launch', 'exit', 'failed', 'failed', 'exit']);
  });
});

describe('kneeMoment', () => {
  const samples = [sample(1, 1), sample(2, 2), sample(3, 3), sample(4, 1), sample(5, 3)];
  it('is when n first passed the capacity', () => {
    expect(kneeMoment(samples, 2, 1)).toBe(2);
    expect(kneeMoment(samples, 0, 1)).toBe(0);
  });
  it('is never where n never did', () => {
    expect(kneeMoment(samples, 3, 1)).toBeNull();
  });
});

describe('resourceLevels', () => {
  it('has the baseline as n = 0, every level and the line that the verdict fitted', () => {
    const { verdict } = sampleRun({ levels: 3, gpus: 2 });
    const all = resourceLevels(verdict);
    expect(all.map(({ resource, index }) => `${resource} ${String(index)}`)).toEqual([
      'cpu null',
      'gpu 0',
      'gpu 1',
      'vram 0',
      'vram 1',
      'ram null',
      'encoder 0',
      'encoder 1',
    ]);
    const gpu = all.find(({ resource, index }) => resource === 'gpu' && index === 1)!;
    expect(gpu.points.map(({ n }) => n)).toEqual([0, 1, 2, 3]);
    expect(gpu.points[3]).toEqual({ n: 3, ...verdict.levels[2]!.gpu![1]! });
    const demand = verdict.resources.find(
      ({ resource, index }) => resource === 'gpu' && index === 1,
    )!.demand!;
    expect(gpu.fit).toEqual({ baseline: verdict.baseline!.gpu![1]!.mean, perInstance: demand.mean });
  });

  it('draws the line of a card through what was measured where the instances are spread over the cards', () => {
    const { verdict } = sampleRun({ levels: 8, gpus: 2 });
    const interval = (mean: number) => ({ mean, low: null, high: null });
    const spread = {
      ...verdict,
      baseline: { ...verdict.baseline!, gpu: [interval(4), interval(4)] },
      // Each card carries every other instance.
      levels: verdict.levels.map((level) => ({
        ...level,
        gpu: [interval(4 + 10 * Math.ceil(level.n / 2)), interval(4 + 10 * Math.floor(level.n / 2))],
      })),
      resources: verdict.resources.map((one) =>
        one.resource === 'gpu' ? { ...one, demand: interval(10) } : one,
      ),
    };
    for (const { resource, points, fit } of resourceLevels(spread)) {
      if (resource !== 'gpu') continue;
      const last = points.at(-1)!;
      expect(fit!.baseline + fit!.perInstance * last.n).toBeCloseTo(last.mean, 6);
    }
  });

  it('fits nothing to the levels of a run that cannot be trusted', () => {
    const { verdict } = sampleRun({ levels: 3 });
    const all = resourceLevels(untrusted(verdict, 'interrupted'));
    expect(all.map(({ fit }) => fit)).toEqual(all.map(() => null));
    expect(all[0]!.points).toHaveLength(4);
  });

  it('draws a card flat that carries none of them', () => {
    const { verdict } = sampleRun({ levels: 4, gpus: 2 });
    const interval = (mean: number) => ({ mean, low: null, high: null });
    const oneCard = {
      ...verdict,
      baseline: { ...verdict.baseline!, gpu: [interval(4), interval(0)] },
      levels: verdict.levels.map((level) => ({ ...level, gpu: [interval(4 + 10 * level.n), interval(0)] })),
      resources: verdict.resources.map((one) =>
        one.resource === 'gpu' ? { ...one, demand: interval(10) } : one,
      ),
    };
    const slopes = resourceLevels(oneCard).flatMap(({ resource, fit }) =>
      resource === 'gpu' ? [fit?.perInstance] : [],
    );
    expect(slopes).toEqual([10, 0]);
  });

  it('draws no line where the verdict knows no demand or no baseline', () => {
    const { verdict } = sampleRun({ levels: 2 });
    expect(resourceLevels({ ...verdict, baseline: null }).every(({ fit }) => fit === null)).toBe(true);
    expect(resourceLevels({ ...verdict, resources: [] }).every(({ fit }) => fit === null)).toBe(true);
  });
});

describe('fitLines', () => {
  const gpu = (perInstance: number) => ({
    resource: 'gpu' as const,
    index: 0,
    points: [0, 1, 2, 4].map((n) => ({ n, mean: 5 + perInstance * n, low: null, high: null })),
    fit: { baseline: 5, perInstance },
  });

  it('is solid as far as was measured and predicted from there to the first limit', () => {
    expect(fitLines([gpu(15)], { gpu: 85 })).toEqual({
      last: 6,
      fits: [
        {
          resource: 'gpu',
          index: 0,
          predicted: false,
          points: [
            { n: 0, mean: 5 },
            { n: 4, mean: 65 },
          ],
        },
        {
          resource: 'gpu',
          index: 0,
          predicted: true,
          points: [
            { n: 4, mean: 65 },
            { n: 6, mean: 95 },
          ],
        },
      ],
    });
  });

  it('goes one beyond what was measured at least, and half as far again at most', () => {
    expect(fitLines([gpu(40)], { gpu: 85 }).last).toBe(5);
    expect(fitLines([gpu(0.1)], { gpu: 85 }).last).toBe(6);
    expect(fitLines([], {}).last).toBe(1);
  });
});

describe('framePoints', () => {
  it('has only the levels at which frames were measured', () => {
    const { verdict } = sampleRun({ levels: 2 });
    const [first, second] = verdict.levels;
    expect(framePoints([second!, { ...first!, fps: null }])).toEqual([{ n: 2, ...second!.fps }]);
    expect(framePoints([{ ...first!, fps: { worst: null, mean: null } }])).toEqual([]);
  });
});
