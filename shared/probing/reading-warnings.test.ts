import { describe, expect, it } from 'vitest';
import type { Sample } from '../model/trace.ts';
import { readingWarnings } from './reading-warnings.ts';

const samples = (count: number, more: (i: number) => Partial<Sample> = () => ({}), n = 2): Sample[] =>
  Array.from({ length: count }, (_, i) => ({ type: 'sample', t: i + 1, n, cpu: 50, ...more(i) }));
const codes = (list: Sample[]) => readingWarnings(list).map(({ code }) => code);

describe('warnings of the readings', () => {
  it('are none where the readings tell nothing', () => {
    expect(readingWarnings(samples(60))).toEqual([]);
    expect(readingWarnings([])).toEqual([]);
  });

  it('are told of a run of two days too', () => {
    const long = samples(2 * 86_400, () => ({ encoder: [0], gpu: [50], swapInMiBps: 5, cpuThrottles: 1 }));
    expect(codes(long)).toEqual(['swapping', 'cpu-throttling', 'no-encoder-load']);
  });

  it('tell of swapping that lasts, and from which n', () => {
    const swap = (i: number) => ({ swapInMiBps: 0.5, swapOutMiBps: i > 5 ? 20 : 0, n: i > 5 ? 4 : 2 });
    expect(readingWarnings(samples(20, swap))).toEqual([
      { code: 'swapping', text: '', data: { n: 4, most: 20.5, samples: 14 } },
    ]);
    expect(codes(samples(8, swap))).toEqual([]);
  });

  it('tell of an encoder that never worked, not of one that cannot be read', () => {
    expect(codes(samples(20, () => ({ encoder: [0, null] })))).toEqual(['no-encoder-load']);
    expect(codes(samples(20, () => ({ encoder: [null] })))).toEqual([]);
    expect(codes(samples(20, (i) => ({ encoder: [i === 7 ? 3 : 0] })))).toEqual([]);
    expect(codes(samples(20, () => ({ encoder: [0] }), 0))).toEqual([]);
  });

  it('tell what others took of a card, where it is known what the instances take', () => {
    const own = (loads: (number | null)[]) => loads.map((load, i) => ({ instance: i + 1, gpu: [load, 0] }));
    const busy = () => ({ gpu: [60, 5], instances: own([20, 20]) });
    expect(readingWarnings(samples(20, busy))).toEqual([
      { code: 'gpu-of-others', text: '', data: { index: 0, mean: 20 } },
    ]);
    expect(codes(samples(20, () => ({ gpu: [45], instances: own([20, 20]) })))).toEqual([]);
    const unknown = [{ instance: 1, gpu: [10] }, { instance: 2 }];
    expect(codes(samples(20, () => ({ gpu: [60], instances: unknown })))).toEqual([]);
  });

  describe('of others that take of the processor for a time', () => {
    const beside = (others: (i: number) => number) => (i: number) => ({
      cpu: 30 + others(i),
      instances: [10, 20].map((cpu, at) => ({ instance: at + 1, cpu })),
    });
    const after = (list: Sample[], from: number) => list.map((sample) => ({ ...sample, t: sample.t + from }));

    it('name the level, what they took and what they take otherwise', () => {
      const burst = samples(40, beside((i) => (i >= 10 && i < 25 ? 21 : 1)), 2); // prettier-ignore
      expect(readingWarnings(burst)).toEqual([
        { code: 'cpu-of-others', text: '', data: { n: 2, mean: 21, usual: 1 } },
      ]);
      const whole = [...samples(20, beside(() => 18), 2), ...after(samples(20, beside(() => 3), 3), 20)]; // prettier-ignore
      expect(readingWarnings(whole)).toEqual([
        { code: 'cpu-of-others', text: '', data: { n: 2, mean: 18, usual: 3 } },
      ]);
    });

    it('are found among the thousands of visits of two days', () => {
      const up = (i: number) => 1 + (Math.floor(i / 10) % 8);
      const busy = (i: number) => (i >= 1000 && i < 1010 ? 31 : 1);
      const long = samples(2 * 86_400, (i) => ({ ...beside(busy)(i), n: up(i) }));
      expect(readingWarnings(long)).toEqual([
        { code: 'cpu-of-others', text: '', data: { n: up(1000), mean: 31, usual: 1 } },
      ]);
    });

    it('are none where more copies give the system more to do', () => {
      const grows = [...samples(20, beside(() => 3), 2), ...after(samples(20, beside(() => 18), 3), 20)]; // prettier-ignore
      expect(codes(grows)).toEqual([]);
    });

    it('are none for a moment, for a level hardly seen, or where an instance does not tell', () => {
      expect(codes(samples(40, beside((i) => (i < 4 ? 21 : 1)), 2))).toEqual([]); // prettier-ignore
      // A quarter of an hour in two days changes no mean.
      expect(codes(samples(2 * 86_400, beside((i) => (i < 900 ? 40 : 1)), 2))).toEqual([]); // prettier-ignore
      expect(codes([...samples(9, beside(() => 30), 2), ...after(samples(20, beside(() => 1), 3), 9)])).toEqual([]); // prettier-ignore
      const unknown = (i: number) => ({ cpu: i < 20 ? 60 : 20, instances: [{ instance: 1, cpu: 10 }, { instance: 2 }] }); // prettier-ignore
      expect(codes(samples(40, unknown))).toEqual([]);
    });
  });

  it('tell of a thread that fills its core, by what was just looked at', () => {
    const thread = (load: number, age: number) => () => ({
      instances: [{ instance: 3, hottestThread: { name: 'GameThread', load, age } }],
    });
    expect(readingWarnings(samples(20, thread(99, 1)))).toEqual([
      { code: 'thread-bound', text: '', data: { instances: [3], thread: 'GameThread' } },
    ]);
    expect(codes(samples(20, thread(99, 20)))).toEqual([]);
    expect(codes(samples(20, thread(80, 0)))).toEqual([]);
  });

  it('tell of an instance that never presents', () => {
    const fps = (i: number) => ({
      fps: [
        { instance: 1, fps: null },
        { instance: 2, fps: i === 0 ? 60 : null },
      ],
    });
    expect(readingWarnings(samples(20, fps))).toEqual([
      { code: 'never-presents', text: '', data: { instances: [1] } },
    ]);
    expect(codes(samples(5, fps))).toEqual([]);
  });

  it('tell of a host that takes the processor away, where it does so all along', () => {
    expect(readingWarnings(samples(20, (i) => ({ cpuStolen: i % 2 === 0 ? 4 : 10 })))).toEqual([
      { code: 'cpu-stolen', text: '', data: { mean: 7, most: 10 } },
    ]);
    expect(codes(samples(20, (i) => ({ cpuStolen: i === 3 ? 30 : 0.5 })))).toEqual([]);
    expect(codes(samples(20, () => ({ cpuStolen: 30 }), 0))).toEqual([]);
  });

  it('tell of heat', () => {
    expect(codes(samples(20, (i) => ({ cpuThrottles: i % 4 === 0 ? 2 : 0 })))).toEqual(['cpu-throttling']);
  });
});
