import { describe, expect, it } from 'vitest';
import { explainCheck } from '../../../shared/explain/doctor.ts';
import { messages } from '../../../shared/locale/messages.ts';
import { READINGS } from '../../../shared/model/capability.ts';
import type { Reading } from '../../sampling/sampler.ts';
import type { Seen } from './checks.ts';
import { examine, reportOf } from './doctor.ts';
import { someFacts } from './some-facts.ts';

const seen = (more: Partial<Seen> = {}, reading: Partial<Reading> = {}): Seen => ({
  host: { name: 'box' },
  capabilities: [],
  busy: [],
  cost: { ticks: 20, cpuMs: 1, wallMs: 1, share: 0.1 },
  readings: [1, 2, 3].map(
    () =>
      ({
        ...{ cpu: 3, freeRamMiB: 8000, swapInMiBps: 0, swapOutMiBps: 0 },
        ...{ gpu: null, vram: null, throttle: null, cpuThrottles: null },
        ...reading,
      }) as Reading,
  ),
  ...more,
});
const stateOf = (examination: Seen, code: string) =>
  reportOf(examination, someFacts()).checks.find((check) => check.code === code)?.state;

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
    ['cards-of-others', seen(), undefined],
    ['cards-of-others', seen({}, { gpu: [1, 2], vram: [3, null] }), 'good'],
    ['cards-of-others', seen({}, { gpu: [1, 22] }), 'beware'],
    ['cards-of-others', seen({}, { gpu: [1], vram: [40] }), 'beware'],
    ['throttled', seen(), undefined],
    ['throttled', seen({}, { throttle: [[], null] }), 'good'],
    ['throttled', seen({}, { throttle: [['applications-clocks']] }), 'good'],
    ['throttled', seen({}, { throttle: [['hardware-thermal']] }), 'bad'],
    ['throttled', seen({}, { cpuThrottles: 2 }), 'bad'],
    ['encoder-reading', seen(), undefined],
    ['free-memory', seen({}, { freeRamMiB: 900 }), 'beware'],
    ['swapping', seen({}, { swapOutMiBps: 12 }), 'bad'],
    ['swapping', seen({}, { swapOutMiBps: null }), undefined],
    ['cost', seen({ cost: { ticks: 20, cpuMs: 50, wallMs: 60, share: 5 } }), 'beware'],
  ] as const)('finds %s', (code, examination, state) => {
    expect(stateOf(examination, code)).toBe(state);
  });

  it.each(['en', 'zh-CN'] as const)('has words in %s for all that it finds and reads', (language) => {
    const { checks } = reportOf(
      seen(
        { busy: [{ name: 'chrome', cpu: 12 }] },
        { cpu: 30, freeRamMiB: 1, swapOutMiBps: 9, gpu: [44], vram: [50], throttle: [['hardware-thermal']] },
      ),
      someFacts(),
    );
    for (const check of checks) {
      const { evidence, effect, wayOut } = explainCheck(check, language);
      expect(evidence).not.toContain('?');
      expect(evidence).not.toContain('{');
      expect(effect.length).toBeGreaterThan(3);
      expect(wayOut.length).toBeGreaterThan(3);
    }
    expect(READINGS.filter((name) => messages(language).doctor.readings[name] === undefined)).toEqual([]);
  });

  it.runIf(process.platform === 'linux')('looks at this very box', async () => {
    const report = await examine(1, '/tmp', new AbortController().signal);
    expect(report.readings.find(({ reading }) => reading === 'cpu')?.available).toBe(true);
    expect(report.cost.cpuMs).toBeGreaterThan(0);
    expect(report.checks.map(({ code }) => code)).toContain('background-load');
    // Whatever cannot be read says why.
    expect(report.readings.filter(({ available, why }) => available !== (why === null))).toEqual([]);
  });
});
