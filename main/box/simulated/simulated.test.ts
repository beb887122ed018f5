import { describe, expect, it } from 'vitest';
import type { Sample } from '../../../shared/model/trace.ts';
import { FAMILY_NAMES, worldSpec } from './families.ts';
import { openSimulatedBox, PROFILES } from './simulated-box.ts';
import { levelTruth, truthOf } from './truth.ts';
import { World } from './world.ts';

function meanOf(samples: readonly Sample[], value: (sample: Sample) => number | null | undefined): number {
  const values = samples.flatMap((sample) => value(sample) ?? []);
  return values.reduce((sum, one) => sum + one, 0) / values.length;
}

describe('a simulated box', () => {
  it.each(FAMILY_NAMES)('of the family %s does in the long run what its truth says', (family) => {
    for (let seed = 1; seed <= 3; seed++) {
      const spec = { ...worldSpec(family, seed), deaths: null, launchFails: 0 };
      const n = Math.max(1, Math.min(spec.cap, truthOf(spec).capacity));
      const world = new World(spec);
      for (let i = 0; i < n; i++) world.launch();
      world.advance(1500);
      const samples = world.advance(3000);
      if (samples.at(-1)?.n !== n) continue;
      const truth = levelTruth(spec, n);
      expect(Math.abs(meanOf(samples, ({ cpu }) => cpu) - truth.cpu)).toBeLessThan(0.06 * truth.cpu + 0.5);
      for (const [index, card] of truth.cards.entries()) {
        expect(Math.abs(meanOf(samples, ({ gpu }) => gpu?.[index]) - card.load)).toBeLessThan(
          0.05 * card.load + 0.5,
        );
        expect(meanOf(samples, ({ vram }) => vram?.[index])).toBeCloseTo(Math.min(100, card.vram), 0);
      }
    }
  });

  it('is the same box for the same seed, and another for another', () => {
    const trace = (seed: number) => {
      const world = new World(worldSpec('gpu-bound', seed));
      world.launch();
      return JSON.stringify(world.advance(40));
    };
    expect(trace(5)).toBe(trace(5));
    expect(trace(5)).not.toBe(trace(6));
  });

  it('has a truth for every seed of every family, within its cap', () => {
    for (const family of FAMILY_NAMES) {
      for (let seed = 1; seed <= 40; seed++) {
        const spec = worldSpec(family, seed);
        const { capacity } = truthOf(spec);
        expect(capacity).toBeGreaterThanOrEqual(0);
        expect(capacity).toBeLessThanOrEqual(spec.cap);
        if (family === 'capacity-0') expect(capacity).toBe(0);
        if (family === 'never-reached') expect(capacity).toBe(spec.cap);
      }
    }
  });

  it('speaks as every box does', async () => {
    const box = openSimulatedBox('multi-gpu', { seed: 1, pace: null });
    expect(box?.info).toMatchObject({ name: 'simulated:multi-gpu', clock: 'virtual', simulated: true });
    const { instance, events } = await box!.launch();
    expect(events).toEqual([expect.objectContaining({ event: 'launch', instance, slot: 1, gpu: 0, t: 0 })]);
    const { samples } = await box!.advance(3);
    expect(samples.map(({ t, n }) => [t, n])).toEqual([[1, 1], [2, 1], [3, 1]]); // prettier-ignore
    expect((await box!.close()).events).toEqual([
      expect.objectContaining({ event: 'exit', reason: 'stopped' }),
    ]);
  });

  it('is the same box on another day in each repeat, and the same day when it is asked for again', async () => {
    const day = async (repeat: number) => {
      const box = openSimulatedBox('gpu-bound', { seed: 7, pace: null, repeat })!;
      await box.launch();
      const { samples } = await box.advance(600);
      const loads = samples.slice(200).flatMap(({ gpu }) => gpu?.[0] ?? []);
      return { host: box.info.host, loads, mean: loads.reduce((sum, load) => sum + load, 0) / loads.length };
    };
    const [first, second, again] = [await day(1), await day(2), await day(2)];
    expect(second.host).toEqual(first.host);
    expect(second.loads).not.toEqual(first.loads);
    expect(second.loads).toEqual(again.loads);
    expect(Math.abs(second.mean / first.mean - 1)).toBeLessThan(0.1);
  });

  it('keeps the pace that is asked for, and is woken at once when it is ended', async () => {
    const box = openSimulatedBox('gpu-bound', { seed: 1, pace: 0.001 });
    const ending = new AbortController();
    const waiting = box!.advance(1, ending.signal);
    ending.abort();
    await expect(waiting).rejects.toThrow();
  });

  it('has the profiles that are documented', () => {
    for (const profile of [
      'gpu-bound',
      'cpu-bound',
      'vram-cliff',
      'throttling',
      'slow-start',
      'multi-gpu',
      'capacity-0',
      'never-reached',
    ])
      expect(PROFILES).toContain(profile);
    expect(openSimulatedBox('no-such', { seed: 1, pace: null })).toBeNull();
  });
});
