import { describe, expect, it } from 'vitest';
import { explainCheck } from '../../../shared/explain/doctor.ts';
import { messages } from '../../../shared/locale/messages.ts';
import { READINGS } from '../../../shared/model/capability.ts';
import type { Examination } from '../../box/local/examine-box.ts';
import type { Reading } from '../../sampling/sampler.ts';
import { examine, reportOf } from './doctor.ts';

const seen = (more: Partial<Examination> = {}, reading: Partial<Reading> = {}): Examination => ({
  host: { name: 'box' },
  capabilities: [],
  cost: { ticks: 20, cpuMs: 1, wallMs: 1, share: 0.1 },
  readings: [1, 2, 3].map(
    () => ({ cpu: 3, freeRamMiB: 8000, swapInMiBps: 0, swapOutMiBps: 0, ...reading }) as Reading,
  ),
  ...more,
});
const stateOf = (examination: Examination, code: string) =>
  reportOf(examination).checks.find((check) => check.code === code)?.state;

describe('the doctor', () => {
  it.each([
    ['background-load', seen(), 'good'],
    ['background-load', seen({}, { cpu: 30 }), 'beware'],
    ['background-load', seen({}, { cpu: null }), 'bad'],
    ['gpu-readings', seen(), 'beware'],
    [
      'gpu-readings',
      seen({ capabilities: [{ reading: 'gpu', source: 'drm', available: true, why: null }] }),
      'good',
    ],
    ['encoder-reading', seen(), undefined],
    ['free-memory', seen({}, { freeRamMiB: 900 }), 'beware'],
    ['swapping', seen({}, { swapOutMiBps: 12 }), 'bad'],
    ['swapping', seen({}, { swapOutMiBps: null }), undefined],
    ['cost', seen({ cost: { ticks: 20, cpuMs: 50, wallMs: 60, share: 5 } }), 'beware'],
  ] as const)('finds %s', (code, examination, state) => {
    expect(stateOf(examination, code)).toBe(state);
  });

  it.each(['en', 'zh-CN'] as const)('has words in %s for all that it finds and reads', (language) => {
    const checks = reportOf(seen({}, { cpu: 30, freeRamMiB: 1, swapOutMiBps: 9 })).checks;
    for (const check of checks) {
      const { evidence, effect, wayOut } = explainCheck(check, language);
      expect(evidence).not.toContain('?');
      expect(evidence).not.toContain('{');
      expect(effect.length).toBeGreaterThan(5);
      expect(wayOut.length).toBeGreaterThan(5);
    }
    expect(READINGS.filter((name) => messages(language).doctor.readings[name] === undefined)).toEqual([]);
  });

  it.runIf(process.platform === 'linux')('looks at this very box', async () => {
    const report = await examine(1, new AbortController().signal);
    expect(report.readings.find(({ reading }) => reading === 'cpu')?.available).toBe(true);
    expect(report.cost.cpuMs).toBeGreaterThan(0);
    expect(report.checks.map(({ code }) => code)).toContain('background-load');
    // Whatever cannot be read says why.
    expect(report.readings.filter(({ available, why }) => available !== (why === null))).toEqual([]);
  });
});
