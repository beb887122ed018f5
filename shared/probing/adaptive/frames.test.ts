import { describe, expect, it } from 'vitest';
import { probeSettings } from '../../../build/test/probe-settings.ts';
import { normal, seeded } from '../../../build/test/random.ts';
import type { Sample } from '../../model/trace.ts';
import { believeFrames } from './frames.ts';
import type { MatureStretch } from './maturity.ts';

const SETTINGS = probeSettings();
const random = seeded(5);

/** Twenty seconds at n, each copy's frames a second by its number and the second. */
function visit(from: number, n: number, rate: (instance: number, second: number) => number): MatureStretch {
  const samples = Array.from({ length: 20 }, (_, i): Sample => ({
    type: 'sample',
    t: from + i + 1,
    n,
    fps: Array.from({ length: n }, (__, k) => ({
      instance: k + 1,
      fps: rate(k + 1, i) + 0.5 * normal(random),
    })),
  }));
  return {
    stretch: { n, from, to: from + 20, samples, alive: [] },
    settledFrom: from,
    notBefore: from,
    fresh: 0,
  };
}

const alone = visit(0, 1, () => 60);
/** The third copy goes on with its start while it is looked at. */
const starting = (from: number) => visit(from, 3, (instance, i) => (instance === 3 && i > 9 ? 18 : 60));

describe('frames', () => {
  it('are kept at n where one visit shows it surely, though a start went on in another, whichever came first', () => {
    for (const visits of [
      [starting(20), visit(40, 3, () => 60)],
      [visit(20, 3, () => 60), starting(40)],
    ]) {
      const { holds, worst } = believeFrames(SETTINGS, [alone, ...visits]);
      expect(holds(3)).toBeGreaterThan(0.95);
      expect(worst.get(3)).toBeGreaterThan(59);
    }
  });

  it('are not kept where every visit shows too few, or the only one does', () => {
    const few = (from: number) => visit(from, 3, () => 50);
    expect(believeFrames(SETTINGS, [alone, few(20), few(40)]).holds(3)).toBeLessThan(0.05);
    expect(believeFrames(SETTINGS, [alone, starting(20)]).holds(3)).toBeLessThan(0.5);
  });
});
