import { describe, expect, it } from 'vitest';
import { sampleRun } from '../../build/test/sample-run.ts';
import type { Verdict } from '../model/verdict.ts';
import type { Ending } from './action.ts';
import { conclude } from './controller.ts';
import { replay, settingsFromMeta } from './recording.ts';

const { recording } = sampleRun({ levels: 9 });
const ended = (by: 'operator' | 'interrupted') => {
  const ending: Ending = { by };
  const settings = settingsFromMeta(recording.meta, { method: 'steady' });
  return conclude(replay(recording, settings), ending);
};

describe('the verdict of a run that cannot be trusted', () => {
  const trusted = ended('operator');
  const verdict = ended('interrupted');

  it('claims no capacity, nor what one resource alone would carry, nor another reading of the curve', () => {
    expect(verdict).toMatchObject({ verdict: 'invalid', reason: 'interrupted', capacity: null });
    expect(verdict.resources.map(({ capacity, predicted }) => [capacity, predicted])).toEqual(
      verdict.resources.map(() => [null, false]),
    );
    expect(verdict.curve).toEqual({ kneedle: null, usl: null });
    // The same readings do tell them.
    expect(trusted.resources.some(({ capacity }) => capacity !== null)).toBe(true);
    expect(trusted.curve.usl).not.toBeNull();
  });

  it('keeps what was measured', () => {
    expect(verdict.levels).toEqual(trusted.levels);
    expect(verdict.baseline).toEqual(trusted.baseline);
    expect(verdict.resources.map(({ demand }) => demand)).toEqual(
      trusted.resources.map(({ demand }) => demand),
    );
  });
});

describe('the demand of one instance', () => {
  it('is not told where loads surely fell as copies were added: something else was there, and went', () => {
    const falling = recording.samples.map((sample) => ({
      ...sample,
      cpu: 80 - 4 * sample.n + (sample.t % 3),
    }));
    const run = { ...recording, samples: falling };
    const demandOf = (verdict: Verdict, load: string) =>
      verdict.resources.find(({ resource }) => resource === load)?.demand;
    for (const method of ['steady', 'adaptive'] as const) {
      const settings = settingsFromMeta(run.meta, { method });
      const verdict = conclude(replay(run, settings), { by: 'operator' });
      expect(demandOf(verdict, 'cpu')).toBeNull();
      expect(demandOf(verdict, 'gpu')?.mean).toBeGreaterThan(5);
    }
  });
});
