import { describe, expect, it } from 'vitest';
import { buildRecording } from '../../../build/test/two-builds.ts';
import { verdictSchema, type Verdict } from '../../model/verdict.ts';
import { judgeRecording } from '../recording.ts';
import { poolVerdicts } from './pool.ts';

const single = (seed: number, gpu = 11) => judgeRecording(buildRecording({ seed, gpu }));
const unsure = (capacity: number, confidence: number): Verdict => ({
  ...single(capacity),
  run: `run-${capacity}`,
  verdict: 'knee',
  capacity,
  safe: capacity - 1,
  interval: [capacity - 1, capacity + 1],
  confidence,
});

describe('poolVerdicts', () => {
  it('leaves a single verdict as it is', () => {
    const verdict = single(1);
    expect(poolVerdicts([verdict])).toBe(verdict);
  });

  it('is a verdict with the single ones below it', () => {
    const pooled = verdictSchema.parse(poolVerdicts([single(1), single(2), single(3)]));
    expect(pooled).toMatchObject({ verdict: 'knee', capacity: 7, run: 'run-1' });
    expect(pooled.runs?.map(({ run }) => run)).toEqual(['run-1', 'run-2', 'run-3']);
    expect(pooled.launches).toBe(pooled.runs!.reduce((sum, { launches }) => sum + launches, 0));
  });

  it('is surer than each of three that agree', () => {
    const pooled = poolVerdicts([unsure(7, 0.8), unsure(7, 0.8), unsure(7, 0.8)]);
    expect(pooled).toMatchObject({ capacity: 7, interval: [7, 7] });
    expect(pooled.confidence).toBeGreaterThan(0.95);
  });

  it('is outvoted by nobody who stands alone, and says that they disagree', () => {
    const pooled = poolVerdicts([unsure(7, 0.9), unsure(3, 0.9), unsure(7, 0.9)]);
    expect(pooled.capacity).toBe(7);
    expect(pooled.warnings).toContainEqual(
      expect.objectContaining({ code: 'repeat-disagree', data: { capacities: [7, 3, 7] } }),
    );
  });

  it('is wide where two contradict each other', () => {
    const pooled = poolVerdicts([unsure(9, 0.95), unsure(5, 0.95)]);
    expect(pooled.confidence).toBeLessThan(0.6);
    expect(pooled.interval![0]).toBeLessThanOrEqual(5);
    expect(pooled.safe).toBeLessThan(5);
  });

  it('leaves out and names what cannot be trusted', () => {
    const invalid: Verdict = {
      ...single(2),
      verdict: 'invalid',
      reason: 'box-failed',
      capacity: null,
      confidence: null,
      interval: null,
    };
    const pooled = poolVerdicts([invalid, single(1), single(3)]);
    expect(pooled).toMatchObject({ verdict: 'knee', capacity: 7 });
    expect(pooled.warnings).toContainEqual(
      expect.objectContaining({ code: 'repeat-invalid', data: { run: 'run-2', reason: 'box-failed' } }),
    );
    expect(poolVerdicts([invalid, invalid]).verdict).toBe('invalid');
  });

  it('keeps an open end open', () => {
    const open = (seed: number) => judgeRecording(buildRecording({ seed, gpu: 11, cap: 4 }));
    expect(poolVerdicts([open(1), open(2)])).toMatchObject({
      verdict: 'at-least',
      capacity: 4,
      interval: [4, null],
    });
  });

  it('tells a demand that goes one way from repeat to repeat', () => {
    const pooled = poolVerdicts([single(1, 10), single(2, 10.6), single(3, 11.2), single(4, 11.8)]);
    expect(pooled.warnings).toContainEqual(
      expect.objectContaining({
        code: 'repeat-drift',
        data: expect.objectContaining({ resource: 'gpu' }) as unknown,
      }),
    );
    expect(poolVerdicts([single(1), single(2), single(3)]).warnings.map(({ code }) => code)).not.toContain(
      'repeat-drift',
    );
  });

  it('refuses nothing at all', () => {
    expect(() => poolVerdicts([])).toThrow(RangeError);
  });
});
