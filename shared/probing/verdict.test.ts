import { describe, expect, it } from 'vitest';
import { sampleRun } from '../../build/test/sample-run.ts';
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
