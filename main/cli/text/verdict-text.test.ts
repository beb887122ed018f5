import { describe, expect, it } from 'vitest';
import { sampleRun } from '../../../build/test/sample-run.ts';
import type { Verdict } from '../../../shared/model/verdict.ts';
import { verdictText } from './verdict-text.ts';

const { verdict } = sampleRun({ levels: 4 });

describe('a verdict in a terminal', () => {
  it('says of what one copy needs how far it may be off', () => {
    const [first, ...others] = verdict.resources;
    const demand = { mean: 12.946, low: 12.646, high: 13.246 };
    const text = verdictText({ ...verdict, resources: [{ ...first!, demand }, ...others] }, 'en');
    expect(text).toContain('12.95 % ± 0.30 per copy');
  });

  it('says nothing of a demand that is not known', () => {
    const unknown = { ...verdict, resources: verdict.resources.map((one) => ({ ...one, demand: null })) };
    expect(verdictText(unknown, 'en')).not.toContain('per copy');
    expect(verdictText(unknown, 'zh-CN')).not.toContain('每个实例占用');
  });

  it('claims nothing of any resource where the run cannot be trusted', () => {
    const invalid: Verdict = { ...verdict, verdict: 'invalid', reason: 'interrupted', capacity: null };
    const text = verdictText(invalid, 'en');
    expect(text).toContain('cannot be trusted');
    expect(text).not.toContain('per copy');
  });

  it.each([
    ['en', 'By load alone: about 9 (predicted).', 'By load alone: 4.'],
    ['zh-CN', '仅按负载：约 9（预测）。', '仅按负载：4。'],
  ] as const)('tells in %s a number that never ran from one that did', (language, predicted, measured) => {
    const atLeast: Verdict = { ...verdict, verdict: 'at-least', capacity: 4, frameCapacity: null };
    expect(verdictText({ ...atLeast, loadCapacity: 9 }, language)).toContain(predicted);
    expect(verdictText({ ...atLeast, loadCapacity: 4 }, language)).toContain(measured);
  });
});
