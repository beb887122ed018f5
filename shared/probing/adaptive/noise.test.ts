import { describe, expect, it } from 'vitest';
import { normal, remembering, seeded } from '../../../build/test/random.ts';
import type { Resource } from '../../model/resources.ts';
import type { Sample } from '../../model/trace.ts';
import { CardMap } from '../cards.ts';
import type { InstanceLife } from '../instances.ts';
import type { MatureStretch } from './maturity.ts';
import { noiseOf, type Noise } from './noise.ts';

/** What one copy's scene wanders by, and what the counter adds that has no memory. */
const SCENE = { deviation: 1.7, correlation: 0.88 };
const COUNTER = 0.8;

/** Copies go round the cards; a minute without any, then two with so many each. */
function learned(cards: number, each: number): Noise {
  const random = seeded(7);
  const lives = Array.from({ length: cards * each }, (_, i): InstanceLife => ({
    instance: i + 1,
    slot: i + 1,
    gpu: i % cards,
    launchedAt: 60,
    readyAt: null,
    exit: null,
  }));
  const scenes = lives.map(() => remembering(random, SCENE.deviation, SCENE.correlation));
  const level = (from: number, to: number, n: number): MatureStretch => {
    const samples = Array.from({ length: to - from }, (_, i): Sample => {
      const gpu = Array.from({ length: cards }, () => 20 + COUNTER * normal(random));
      if (n > 0) for (const [k, scene] of scenes.entries()) gpu[k % cards] = (gpu[k % cards] ?? 0) + scene();
      return { type: 'sample', t: from + i + 1, n, gpu };
    });
    const stretch = { n, from, to, samples, alive: n === 0 ? [] : lives };
    return { stretch, settledFrom: from, notBefore: from, fresh: n };
  };
  const resources = Array.from({ length: cards }, (_, index): Resource => ({ resource: 'gpu', index }));
  const stretches = [level(0, 60, 0), level(60, 660, lives.length)];
  return noiseOf('gpu', resources, stretches, new CardMap(lives, cards));
}

describe('noise', () => {
  it('is learned by the copies on a card, however many cards there are', () => {
    const one = learned(1, 3);
    const eight = learned(8, 3);
    const expected = COUNTER ** 2 + 3 * SCENE.deviation ** 2;
    for (const noise of [one, eight]) {
      expect(noise.varianceAt(3) / expected).toBeGreaterThan(0.7);
      expect(noise.varianceAt(3) / expected).toBeLessThan(1.4);
    }
  });
});
