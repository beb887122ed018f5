import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Problem } from '../../../shared/model/problem.ts';
import type { Sample, TraceEvent } from '../../../shared/model/trace.ts';
import { concludeRecording } from '../../../shared/probing/recording.ts';
import { BoundedGathering, type Bounds } from './bounded-gathering.ts';
import { joinSamples, readingsIn } from './join-samples.ts';

const ROOM: Bounds = { readings: 1e9, samples: 1e9, lives: 1000, others: 1000 };
const sample = (t: number, n: number, more: Partial<Sample> = {}): Sample => ({
  type: 'sample',
  t,
  n,
  ...more,
});
const gathered = (
  bounds: Partial<Bounds>,
  samples: readonly Sample[],
  events: readonly TraceEvent[] = [],
) => {
  const gathering = new BoundedGathering('f', { ...ROOM, ...bounds });
  for (const one of samples) gathering.addSample(one);
  for (const [line, event] of events.entries()) gathering.addEvent(event, line + 1);
  return gathering.whole();
};

describe('two samples as one', () => {
  const joined = (
    earlier: Partial<Sample>,
    later: Partial<Sample>,
    counts: readonly [number, number] = [1, 1],
  ) =>
    joinSamples(
      { sample: sample(1, 2, earlier), count: counts[0] },
      { sample: sample(2, 2, later), count: counts[1] },
    );

  it('are their mean, each weighted by how many it stands for, at the later time', () => {
    expect(joined({ cpu: 10, gpu: [20, 0], odd: 'a' }, { cpu: 40, gpu: [80, 1], odd: 'b' }, [2, 1])).toEqual({
      sample: sample(2, 2, { cpu: 20, gpu: [40, 1 / 3], odd: 'b' }),
      count: 3,
    });
  });

  it('never make a number of what could not be read', () => {
    expect(joined({ cpu: null, gpu: [null, 5], ram: 3 }, { cpu: null, gpu: [7, null] }).sample).toEqual(
      sample(2, 2, { cpu: null, gpu: [7, 5], ram: 3 }),
    );
  });

  it('keep the rate of each instance apart', () => {
    const fps = (...rates: readonly [number, number | null][]) => ({
      fps: rates.map(([instance, rate]) => ({ instance, fps: rate })),
    });
    expect(joined(fps([1, 60], [2, 50]), fps([2, 40], [3, null])).sample).toMatchObject(
      fps([2, 45], [3, null]),
    );
  });

  it('leave out the level before', () => {
    const later = { sample: sample(2, 3, { cpu: 90 }), count: 1 };
    expect(joinSamples({ sample: sample(1, 2, { cpu: 10 }), count: 5 }, later)).toEqual(later);
  });
});

describe('a trace in bounded memory', () => {
  const long = Array.from({ length: 4000 }, (_, i) =>
    sample(i + 1, Math.floor(i / 400), {
      cpu: 3 + 11 * Math.floor(i / 400) + Math.sin(i),
      instances: [{ instance: 1, cpu: 4 }],
    }),
  );

  it('is kept as it is while it fits', () => {
    const events: TraceEvent[] = [{ type: 'event', t: 1, event: 'launch', instance: 1 }];
    expect(gathered({}, long, events)).toEqual({ meta: { type: 'meta' }, samples: long, events });
  });

  it('first forgets what each instance told', () => {
    const { samples, events } = gathered({ readings: long.length * 6 }, long);
    expect(samples.map(({ instances: _, ...box }) => box)).toEqual(samples);
    expect(samples).toHaveLength(long.length);
    expect(events).toEqual([]);
  });

  it('then joins its ticks, says so, and gives the verdict that all of it gives', () => {
    const coarse = gathered({ samples: 1000 }, long);
    expect(coarse.samples.length).toBeLessThanOrEqual(1000);
    expect(coarse.meta.tick).toBe(4);
    expect(coarse.events).toEqual([
      expect.objectContaining({ event: 'warning', code: 'import-coarse', tick: 4 }),
    ]);
    const decided = (recording: typeof coarse) =>
      concludeRecording({ ...recording, cutOff: false }, { method: 'steady' });
    const [all, some] = [decided(gathered({}, long)), decided(coarse)];
    expect(all).toMatchObject({ verdict: 'knee', capacity: 7 });
    expect(some).toMatchObject({ verdict: 'knee', capacity: 7 });
    expect(some.levels[3]?.cpu?.mean).toBeCloseTo(all.levels[3]?.cpu?.mean ?? 0, 0);
    expect(some.warnings.map(({ code }) => code)).toContain('import-coarse');
  });

  it('never holds more than its bounds, whatever comes in whatever order', () => {
    const one = fc
      .record({
        t: fc.double({ min: 0, max: 1e12, noNaN: true }),
        n: fc.nat(3),
        gpu: fc.array(fc.option(fc.double({ noNaN: true })), { maxLength: 6 }),
        fps: fc.array(fc.record({ instance: fc.nat(50), fps: fc.option(fc.double({ noNaN: true })) })),
      })
      .map((fields): Sample => ({ type: 'sample', ...fields }));
    fc.assert(
      fc.property(fc.array(one, { maxLength: 60 }), (samples) => {
        const bounds = { readings: 100, samples: 10 };
        const { samples: kept } = gathered(bounds, samples);
        expect(kept.length).toBeLessThanOrEqual(bounds.samples);
        if (kept.length > 1) expect(readingsIn(kept)).toBeLessThanOrEqual(bounds.readings + kept.length + 1);
        if (samples.length > 0) expect(kept.length).toBeGreaterThan(0);
      }),
    );
  });

  it('refuses more starts and ends than take part in a decision, naming the line', () => {
    const launches = Array.from({ length: 1001 }, (_, i): TraceEvent => ({
      ...{ type: 'event', t: i, event: 'launch', instance: i },
    }));
    expect(() => gathered({}, [], launches)).toThrow(
      expect.objectContaining<Partial<Problem>>({
        code: 'import.line',
        data: expect.objectContaining({ file: 'f', line: 1001, expected: 'lives 1000' }),
      }),
    );
  });

  it('of everything else that happened keeps the newest', () => {
    const warnings = Array.from({ length: 5000 }, (_, t): TraceEvent => ({
      type: 'event',
      t,
      event: 'warning',
    }));
    const { events } = gathered({}, [], warnings);
    expect(events.map(({ t }) => t)).toEqual(Array.from({ length: 1000 }, (_, i) => 4000 + i));
  });
});
