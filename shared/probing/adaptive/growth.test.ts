import { describe, expect, it } from 'vitest';
import { remembering, seeded } from '../../../build/test/random.ts';
import type { Resource } from '../../model/resources.ts';
import type { Sample } from '../../model/trace.ts';
import { CardMap } from '../cards.ts';
import type { InstanceLife } from '../instances.ts';
import { believeGrowth } from './growth.ts';
import type { MatureStretch } from './maturity.ts';
import type { Pool } from './pool.ts';

const VRAM: Resource = { resource: 'vram', index: 0 };
const EXACTLY = { mean: 0, variance: 0 };
const BASE = 3;
const EACH = 28;

const RAMP: readonly Pick<MatureStretch['stretch'] & MatureStretch, 'n' | 'from' | 'to' | 'settledFrom'>[] = [
  { n: 0, from: -10, to: 0, settledFrom: -10 },
  { n: 1, from: 0, to: 40, settledFrom: 12 },
  { n: 2, from: 40, to: 80, settledFrom: 52 },
  { n: 3, from: 80, to: 120, settledFrom: 92 },
];

/** A copy at 0, 40 and 80 s, and levels as they were looked at: memory that grows by a share of what a copy takes. */
function growth(share: number, { wandering = 0.02, levels = RAMP } = {}) {
  const wander = remembering(seeded(3), wandering, 0.3);
  const lives = [0, 40, 80].map((launchedAt, i): InstanceLife => ({
    instance: i + 1,
    slot: i + 1,
    gpu: 0,
    launchedAt,
    readyAt: null,
    exit: null,
  }));
  const memory = (t: number, alive: readonly InstanceLife[]) =>
    alive.reduce(
      (sum, { launchedAt }) => sum + EACH * (1 + share * (1 - Math.exp(-(t - launchedAt - 10) / 200))),
      BASE,
    );
  const stretches = levels.map(({ n, from, to, settledFrom }): MatureStretch => {
    const alive = lives.slice(0, n);
    const samples = Array.from({ length: to - from }, (_, i): Sample => {
      const t = from + i + 1;
      return { type: 'sample', t, n, vram: [(n === 0 ? BASE : memory(t, alive)) + wander()] };
    });
    return {
      stretch: { n, from, to, samples, alive },
      settledFrom,
      notBefore: from,
      fresh: n > 0 ? 1 : 0,
    };
  });
  const looks = stretches.map(({ stretch: { n, from } }) => ({
    n,
    from,
    count: n,
    mean: 0,
    variance: 1,
    saturated: false,
    seconds: 28,
  }));
  const pool: Pool = { points: [], intercept: EXACTLY, members: [{ resource: VRAM, looks, shift: EXACTLY }] };
  const startup = { seconds: 12, readyHelps: null, readySeconds: 0 };
  return believeGrowth(pool, new CardMap(lives, 1), { startup, stretches });
}

describe('memory that goes on growing', () => {
  it('is seen by how it moves within a level, long before it has grown', () => {
    // Three copies take 88 % now, and will take 98.
    const belief = growth(0.13);
    expect(belief?.probability).toBeGreaterThan(0.9);
    expect(belief?.holds(3, 95)).toBeLessThan(0.5);
    expect(belief?.holds(2, 95)).toBeGreaterThan(0.95);
  });

  it('is told of copies that never settled in the level in which they came, too', () => {
    const levels = RAMP.map((level) => (level.n > 0 ? { ...level, settledFrom: null } : level));
    const belief = growth(0.13, { levels: [...levels, { n: 2, from: 120, to: 160, settledFrom: 123 }] });
    expect(belief?.holds(2, 95)).toBeGreaterThan(0.9);
    expect(belief?.holds(6, 95)).toBeLessThan(0.1);
  });

  it('is not seen where memory stands still, or wanders for other reasons', () => {
    expect(growth(0)?.probability).toBeLessThan(0.1);
    expect(growth(0, { wandering: 1 })?.probability).toBeLessThan(0.2);
  });
});
