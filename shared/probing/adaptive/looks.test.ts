import { describe, expect, it } from 'vitest';
import type { Resource } from '../../model/resources.ts';
import type { Sample } from '../../model/trace.ts';
import { CardMap } from '../cards.ts';
import { clockView } from './card-clock.ts';
import { looksAt } from './looks.ts';
import type { Maturity } from './maturity.ts';

const CARD: Resource = { resource: 'gpu', index: 0 };
const noise = () => ({ period: null, swing: 0, correlation: 0.7, varianceAt: () => 1 });
const CARDS = new CardMap([], 1);

/** A minute at 60 % with one second that stands out by so many points, on a card at 80 °C. */
function minute(points: number): Maturity {
  const samples = Array.from({ length: 60 }, (_, i): Sample => {
    const gpu = 60 + Math.sin(2.4 * i) + (i === 30 ? points : 0);
    return { type: 'sample', t: i + 1, n: 1, gpu: [gpu], temperature: [80] };
  });
  const stretch = { n: 1, from: 0, to: 60, samples, alive: [] };
  return {
    startup: { seconds: 10, readyHelps: null, readySeconds: 0 },
    stretches: [{ stretch, settledFrom: 0, notBefore: 0, fresh: 0 }],
  };
}

/** Evidence of that minute where heat leaves this share of the clock. */
function evidence(points: number, share: number): number {
  const throttling = { onset: 70, perDegree: (1 - share) / 10, logWeight: 0 };
  return looksAt(CARD, CARDS, noise(), minute(points), clockView(0, false, throttling, 80)).logEvidence;
}

describe('the evidence of a look with a spike', () => {
  it('is of the same readings under every way of throttling: as work it jumps by less, and is no less a spike', () => {
    const shares = Array.from({ length: 81 }, (_, i) => 0.6 + 0.005 * i);
    for (const points of [8, 9, 12]) {
      const told = shares.map((share) => evidence(points, share));
      const steps = told.slice(1).map((one, i) => Math.abs(one - (told[i] ?? 0)));
      expect(Math.max(...steps)).toBeLessThan(2);
    }
  });
});
