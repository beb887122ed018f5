import { describe, expect, it } from 'vitest';
import { probe as simulatedProbe, settingsFor } from '../../../build/test/simulated-probe.ts';
import { explainWarning } from '../../../shared/explain/verdict.ts';
import type { Method } from '../../../shared/model/plan.ts';
import type { Verdict } from '../../../shared/model/verdict.ts';
import { conclude } from '../../../shared/probing/controller.ts';
import { worldSpec } from './families.ts';
import type { WorldSpec } from './spec.ts';
import { truthOf } from './truth.ts';

function probe(spec: WorldSpec, method: Method = 'adaptive'): Verdict {
  return conclude(simulatedProbe(spec, settingsFor(spec, { method })).state, { by: 'decided' });
}
const told = ({ warnings }: Verdict) => warnings.filter(({ code }) => code === 'hidden-windows');
const box = (seed: number, more: Partial<WorldSpec> = {}): WorldSpec => {
  const spec = worldSpec('hidden-windows', seed);
  return { ...spec, ...more };
};
const clocks = (spec: WorldSpec, shown: boolean): WorldSpec => ({
  ...spec,
  counters: { ...spec.counters, clocks: shown },
});

describe('copies that render less once they are covered', { timeout: 120_000 }, () => {
  it.each(['adaptive', 'steady'] as const)(
    'are told, with what one took and what each further one took (%s)',
    (method) => {
      for (const seed of [401, 405]) {
        const spec = clocks(box(seed), true);
        const verdict = probe(spec, method);
        expect(Math.abs((verdict.capacity ?? 0) - truthOf(spec).capacity)).toBeLessThanOrEqual(1);
        const [warning, ...more] = told(verdict);
        expect(more).toEqual([]);
        const {
          first,
          last,
          clocks: known,
        } = warning?.data as Record<'first' | 'last', { n: number; demand: number }> & { clocks: boolean };
        expect(known).toBe(true);
        expect(first.n).toBe(1);
        expect(Math.abs(first.demand / spec.program.gpu - 1)).toBeLessThan(0.25);
        expect(Math.abs(last.demand / (spec.program.gpu * (spec.hidden?.share ?? 1)) - 1)).toBeLessThan(0.3);
        for (const [language, words] of [
          ['en', 'covered'],
          ['zh-CN', '遮挡'],
        ] as const) {
          const text = warning ? explainWarning(warning, language) : '';
          expect(text).toContain(words);
          for (const number of [first.demand.toFixed(1), last.demand.toFixed(1), String(last.n)])
            expect(text).toContain(number);
        }
      }
    },
  );

  it('are not told where every copy is in view', () => {
    for (const seed of [401, 402, 403, 405, 406])
      expect(told(probe(box(seed, { hidden: null })))).toEqual([]);
  });

  it('are not taken for a clock that rises with load; where clocks are not told that is said', () => {
    // Of these boxes demand seems to fall by half, because the clock doubles on the way.
    const seeds = [419, 424, 425, 427, 432];
    const boxes = seeds.map((seed) => worldSpec('rising-clocks', seed));
    expect(boxes.flatMap((spec) => told(probe(clocks(spec, true))))).toEqual([]);
    const blind = boxes.flatMap((spec) => told(probe(clocks(spec, false))));
    expect(blind.length).toBeGreaterThan(0);
    for (const warning of blind) {
      expect(warning.data['clocks']).toBe(false);
      expect(explainWarning(warning, 'en')).toContain('Clocks could not be read');
      expect(explainWarning(warning, 'zh-CN')).toContain('读不到时钟频率');
    }
  });
});
