import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RelativeSpeed } from '../../model/hardware.ts';
import type { Verdict } from '../../model/verdict.ts';
import { additionsFor } from './additions.ts';
import { calibratedSpeed } from './calibrate.ts';
import { measuredDemand, type MeasuredDemand } from './demand.ts';
import { SAME_SPEED, largestBelow, predictCapacity, type HardwareDescription } from './predict.ts';

const around = (mean: number, half = 0.1) => ({ mean, low: mean - half, high: mean + half });
/** 8 cores, 32 GiB, a card of 12 GiB: an instance takes 1 core, 1 GiB, 11 % of the card and 1.2 GiB on it. */
const verdict = (): Verdict => ({
  format: 'kneescope.verdict/1',
  run: 'abc',
  verdict: 'knee',
  capacity: 6,
  safe: 6,
  interval: [6, 6],
  confidence: 1,
  loadCapacity: 6,
  frameCapacity: null,
  limitedBy: { resource: 'cpu', index: null, reason: 'load' },
  resources: [
    { resource: 'cpu', index: null, limit: 85, capacity: 6, predicted: false, demand: around(12.5) },
    { resource: 'ram', index: null, limit: 90, capacity: 20, predicted: true, demand: around(3.125) },
    { resource: 'gpu', index: 0, limit: 85, capacity: 7, predicted: true, demand: around(11) },
    { resource: 'vram', index: 0, limit: 95, capacity: 8, predicted: true, demand: around(10) },
  ],
  baseline: { seconds: 10, cpu: around(2.5), ram: around(10), gpu: [around(2)], vram: [around(5)] },
  levels: [],
  curve: { kneedle: null, usl: null },
  warnings: [],
  probeSeconds: 1,
  launches: 7,
  simulated: false,
});
const host = { cores: 8, ramMiB: 32 * 1024, gpus: [{ name: 'card', vramMiB: 12 * 1024 }] };
const demand = () => measuredDemand(verdict(), host);
const speed = (low: number, high = low): RelativeSpeed => ({ low, high, source: 'typed' });
const box = (changed: Partial<HardwareDescription> = {}): HardwareDescription => ({
  cores: 8,
  coreSpeed: SAME_SPEED,
  cards: 1,
  gpuSpeed: SAME_SPEED,
  vramMiB: 12 * 1024,
  ramMiB: 32 * 1024,
  encoderSessions: null,
  ...changed,
});
const of = (prediction: ReturnType<typeof predictCapacity>, resource: string) =>
  prediction.resources.find((one) => one.resource === resource)!.capacity;

describe('the demand of an instance', () => {
  it('is in units that another box has too', () => {
    const [cpu, ram, gpu, vram] = demand().demands;
    expect(cpu).toMatchObject({ resource: 'cpu', perInstance: { mean: 1 }, idle: 0.2, size: 8, limit: 0.85 });
    expect(ram).toMatchObject({ resource: 'ram', perInstance: { mean: 1024 } });
    expect(gpu).toMatchObject({ resource: 'gpu', perInstance: { mean: 0.11 }, idle: 0.02, size: 1 });
    expect(vram!.perInstance.mean).toBeCloseTo(0.1 * 12 * 1024, 9);
  });

  it('is left out where the box’s size is not known, or nothing was measured', () => {
    expect(measuredDemand(verdict(), null).demands.map(({ resource }) => resource)).toEqual(['gpu']);
    const none = { ...verdict(), resources: [] };
    expect(measuredDemand(none, host).demands).toEqual([]);
  });
});

describe('the prediction', () => {
  it('of the very same box is what was measured', () => {
    const same = predictCapacity(demand(), box());
    expect(same).toMatchObject({ prediction: true, capacity: 6, limitedBy: 'cpu' });
    expect([of(same, 'gpu'), of(same, 'vram'), of(same, 'ram')]).toEqual([7, 8, 25]);
  });

  it('moves to the resource that gives out next', () => {
    expect(predictCapacity(demand(), box({ cores: 32 }))).toMatchObject({ capacity: 7, limitedBy: 'gpu' });
    expect(predictCapacity(demand(), box({ cores: 32, cards: 2 }))).toMatchObject({ capacity: 14 });
    expect(predictCapacity(demand(), box({ cores: 32, gpuSpeed: speed(2) }))).toMatchObject({
      capacity: 8,
      limitedBy: 'vram',
    });
    expect(predictCapacity(demand(), box({ encoderSessions: 3 }))).toMatchObject({
      capacity: 3,
      low: 3,
      high: 3,
      limitedBy: 'encoder',
    });
    expect(predictCapacity(demand(), box({ cards: 0 })).capacity).toBe(0);
  });

  it('has an interval of what is not sure: the demand and the speeds', () => {
    const sure = predictCapacity(demand(), box({ cores: 16 }));
    const wide = predictCapacity(demand(), box({ cores: 16, cards: 4, coreSpeed: speed(0.8, 1.25) }));
    expect(sure.low).toBeLessThanOrEqual(sure.capacity!);
    expect(wide).toMatchObject({ capacity: 13, low: 10, high: 16, limitedBy: 'cpu' });
  });

  it('says what is not known, never 0', () => {
    const partly = predictCapacity(demand(), box({ ramMiB: null, cores: null, cards: null, vramMiB: null }));
    expect(partly).toMatchObject({ capacity: null, low: null, high: null, limitedBy: null });
    const unsure = { ...verdict() };
    const open = measuredDemand(
      {
        ...unsure,
        resources: unsure.resources.map((one) => ({ ...one, demand: { mean: 12.5, low: null, high: null } })),
      },
      host,
    );
    expect(predictCapacity(open, box())).toMatchObject({ low: null, high: null });
  });

  it('stays below the limit: at the limit is too much', () => {
    expect(largestBelow(85, 5, 10)).toBe(7);
    expect(largestBelow(84.9, 5, 10)).toBe(7);
    expect(largestBelow(85.1, 5, 10)).toBe(8);
    expect(largestBelow(3, 5, 10)).toBe(0);
  });

  it('never falls with more hardware, and lies in its own interval', () => {
    const some = fc.record({
      cores: fc.integer({ min: 1, max: 256 }),
      cards: fc.integer({ min: 0, max: 8 }),
      ramMiB: fc.integer({ min: 1024, max: 1 << 21 }),
      vramMiB: fc.integer({ min: 1024, max: 1 << 17 }),
      coreSpeed: fc.double({ min: 0.2, max: 4, noNaN: true }).map((one) => speed(one)),
    });
    fc.assert(
      fc.property(some, fc.integer({ min: 0, max: 64 }), (one, extra) => {
        const here = predictCapacity(demand(), box(one));
        expect(here.low).toBeLessThanOrEqual(here.capacity!);
        expect(here.high).toBeGreaterThanOrEqual(here.capacity!);
        for (const more of [
          { cores: one.cores + extra },
          { cards: one.cards + extra },
          { ramMiB: one.ramMiB + extra },
        ])
          expect(predictCapacity(demand(), box({ ...one, ...more })).capacity).toBeGreaterThanOrEqual(
            here.capacity!,
          );
      }),
    );
  });
});

describe('calibration', () => {
  const half = (): MeasuredDemand => ({
    ...demand(),
    demands: demand().demands.map((one) => ({
      ...one,
      perInstance: {
        mean: one.perInstance.mean / 2,
        low: one.perInstance.low! / 2,
        high: one.perInstance.high! / 2,
      },
    })),
  });

  it('is the ratio of the demands, with the range of both', () => {
    const found = calibratedSpeed('cpu', demand(), half())!;
    expect(found.source).toBe('calibrated');
    expect(found.low).toBeCloseTo((0.992 / 1.008) * 2, 9);
    expect(found.high).toBeCloseTo((1.008 / 0.992) * 2, 9);
    expect(calibratedSpeed('gpu', demand(), demand())!.low).toBeLessThan(1);
  });

  it('brings the second box’s own capacity back', () => {
    const second = box({
      coreSpeed: calibratedSpeed('cpu', demand(), half())!,
      gpuSpeed: calibratedSpeed('gpu', demand(), half())!,
    });
    // Twice as fast: 8 cores are worth 16 of the first, and its card two.
    expect(of(predictCapacity(demand(), second), 'cpu')).toBe(13);
  });

  it('is none where one of the boxes could not tell', () => {
    expect(calibratedSpeed('cpu', demand(), measuredDemand(verdict(), null))).toBeNull();
  });
});

describe('what to add', () => {
  it('is what lacks for so many more, in whole units, cheapest first', () => {
    // 12 instances need 12.2 cores below 85 %: 15 of them, so 7 more; and 2 cards of 7 each.
    const { target, additions, unknown } = additionsFor(demand(), 6, 6, { cpu: 50, gpu: 300 });
    expect(target).toBe(12);
    expect(additions).toEqual([
      { resource: 'gpu', amount: 1, share: 1, cost: 300 },
      { resource: 'cpu', amount: 7, share: 7 / 8, cost: 350 },
    ]);
    expect(unknown).toEqual(['encoder']);
  });

  it('without prices goes by how much it is of what there is', () => {
    const { additions } = additionsFor(demand(), 6, 30, {});
    const shares = additions.map(({ share }) => share);
    expect(shares).toEqual(shares.toSorted((a, b) => a - b));
    expect(additions.every(({ cost }) => cost === null)).toBe(true);
    expect(additions.map(({ resource }) => resource)).toContain('ram');
  });

  it('is enough: the box with it carries the target', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 200 }), (more) => {
        const { additions, target } = additionsFor(demand(), 6, more, {});
        const plus = (resource: string) => additions.find((one) => one.resource === resource)?.amount ?? 0;
        const extended = predictCapacity(
          demand(),
          box({
            cores: 8 + plus('cpu'),
            cards: 1 + plus('gpu'),
            vramMiB: (12 + plus('vram')) * 1024,
            ramMiB: (32 + plus('ram')) * 1024,
          }),
        );
        expect(extended.capacity).toBeGreaterThanOrEqual(target);
      }),
    );
  });

  it('says nothing where a card cannot carry one', () => {
    const heavy = {
      ...demand(),
      demands: demand().demands.map((one) =>
        one.resource === 'gpu' ? { ...one, perInstance: around(0.9, 0.01) } : one,
      ),
    };
    expect(additionsFor(heavy, 0, 1, {}).unknown).toContain('gpu');
  });
});
