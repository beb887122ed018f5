import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Sample, TraceEvent } from '../../../shared/model/trace.ts';
import { frameSummary } from '../../../shared/model/frame-summary.ts';
import { seriesOf } from './series.ts';

const sample = (t: number, n: number, cpu: number | null, more: Partial<Sample> = {}): Sample => ({
  type: 'sample',
  t,
  n,
  cpu,
  ...more,
});
const whole = { from: null, to: null, columns: 1000 };
const recorded = (samples: readonly Sample[], events: readonly TraceEvent[] = []) => ({
  samples: samples.map((one) => ({ ...one, frames: frameSummary(one.fps) })),
  events,
  tick: 1,
});

describe('the series of a run', () => {
  it('of any window keeps its extremes, in order, in as few readings as its columns show', () => {
    fc.assert(
      fc.property(
        fc.array(fc.option(fc.double({ min: 0, max: 100, noNaN: true })), { minLength: 2, maxLength: 400 }),
        fc.integer({ min: 1, max: 50 }),
        fc.tuple(fc.nat(400), fc.nat(400)),
        (values, columns, [a, b]) => {
          const samples = values.map((value, index) => sample(index + 1, 1, value));
          const [from, to] = [Math.min(a, b), Math.max(a, b)];
          const series = seriesOf(recorded(samples), { from, to, columns });
          const inside = samples.filter(({ t }) => t >= series.from && t <= series.to);
          const known = inside.flatMap(({ cpu }) => (typeof cpu === 'number' ? [cpu] : []));
          const { times = [], values: kept = [] } = series.lines[0] ?? {};
          expect(times).toEqual(times.toSorted((x, y) => x - y));
          const shown = kept.filter((_, i) => (times[i] ?? 0) >= series.from && (times[i] ?? 0) <= series.to);
          const numbers = shown.filter((value) => value !== null);
          if (known.length > 0) {
            expect(Math.max(...numbers)).toBe(Math.max(...known));
            expect(Math.min(...numbers)).toBe(Math.min(...known));
          }
          expect(numbers.length).toBeLessThanOrEqual(2 * (columns + 2) + 4);
        },
      ),
      // The least reading within the window equals the one before it, and shares its column.
      { examples: [[[0, 0, null, null, 5e-324], 1, [5, 2]]] },
    );
  });

  it('breaks where samples are missing and says why where that is known', () => {
    const samples = [1, 2, 3, 10, 11, 20, 21].map((t) => sample(t, 1, t));
    const events: TraceEvent[] = [{ type: 'event', t: 19, event: 'gap', from: 11, to: 19, asleep: 7 }];
    const { lines, gaps } = seriesOf(recorded(samples, events), whole);
    expect(lines[0]?.times).toEqual([1, 2, 3, 4, 10, 11, 12, 20, 21]);
    expect(lines[0]?.values).toEqual([1, 2, 3, null, 10, 11, null, 20, 21]);
    expect(gaps).toEqual([
      { from: 3, to: 9, asleep: null },
      { from: 11, to: 19, asleep: 7 },
    ]);
  });

  it('leaves out what was never read, and knows each card by its place', () => {
    const samples = [1, 2].map((t) => sample(t, 1, null, { gpu: [null, 50], vram: [10, 20] }));
    const { lines, gpus } = seriesOf(recorded(samples), whole);
    expect(lines.map(({ resource, index }) => `${resource} ${String(index)}`)).toEqual([
      'gpu 1',
      'vram 0',
      'vram 1',
    ]);
    expect(gpus).toBe(2);
  });

  it('tells the slowest and the mean rate at the same times', () => {
    const fps = (a: number | null, b: number) => ({
      fps: [
        { instance: 1, fps: a },
        { instance: 2, fps: b },
      ],
    });
    const samples = [sample(1, 2, 1, fps(60, 40)), sample(2, 2, 1, fps(null, 30)), sample(3, 0, 1)];
    expect(seriesOf(recorded(samples), whole).frames).toEqual({
      times: [1, 2],
      worst: [40, 30],
      mean: [50, 30],
    });
    expect(seriesOf(recorded([sample(1, 0, 1)]), whole).frames).toBeNull();
  });

  it('says for each time how many ran, as finely as columns show', () => {
    const samples = [0, 0, 1, 1, 2, 1].map((n, index) => sample(index + 1, n, 1));
    expect(seriesOf(recorded(samples), whole).bands).toEqual([
      { n: 0, from: 0, to: 2 },
      { n: 1, from: 2, to: 4 },
      { n: 2, from: 4, to: 5 },
      { n: 1, from: 5, to: 6 },
    ]);
    expect(seriesOf(recorded(samples), { ...whole, columns: 1 }).bands.length).toBeLessThanOrEqual(3);
  });

  it('of nothing is nothing', () => {
    expect(seriesOf(recorded([]), whole)).toMatchObject({
      end: 0,
      lines: [],
      bands: [],
      gaps: [],
      samples: 0,
    });
  });

  it('counts the samples up to its end, from where a face goes on by itself', () => {
    const samples = [1, 2, 3, 4].map((t) => sample(t, 1, t));
    expect(seriesOf(recorded(samples), { ...whole, to: 3 }).samples).toBe(3);
    expect(seriesOf(recorded(samples), whole).samples).toBe(4);
  });
});
