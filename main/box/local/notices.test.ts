import { describe, expect, it } from 'vitest';
import type { Capability } from '../../../shared/model/capability.ts';
import type { Reading } from '../../sampling/sampler.ts';
import { noticeBoard } from './notices.ts';

const guards = { freeRamMiB: 1024, freeDiskMiB: 500, gpuCelsius: 90, budgetSeconds: null };
const reading = (freeRamMiB: number | null, temperature: (number | null)[] | null = null) =>
  ({ freeRamMiB, temperature }) as Reading;

describe('notices', () => {
  it('tell a crossed guard once, and again after it had come back', () => {
    const notice = noticeBoard(guards, []);
    const told = [2000, 1024, 1023, 900, null, 1500, 1000].map(
      (free) => notice(reading(free), 9999, []).length,
    );
    expect(told).toEqual([0, 0, 1, 0, 0, 0, 1]);
    expect(notice(reading(2000), 499, [])).toEqual([
      { event: 'guard', guard: 'freeDiskMiB', value: 499, limit: 500 },
    ]);
  });

  it('look at the hottest card that is known', () => {
    const notice = noticeBoard(guards, []);
    expect(notice(reading(null, [60, null, 90]), null, [])).toEqual([
      { event: 'guard', guard: 'gpuCelsius', value: 90, limit: 90 },
    ]);
    expect(noticeBoard(guards, [])(reading(null, [null]), null, [])).toEqual([]);
  });

  it('look at the fullest card whose size is known', () => {
    const vram = { freeRamMiB: null, temperature: null, vram: [50, 99, null] } as unknown as Reading;
    const cards = [12_288, 10_000, 8192].map((vramMiB) => ({ name: 'card', vramMiB }));
    const notice = noticeBoard({ ...guards, freeVramMiB: 128 }, [], cards);
    expect(notice(vram, null, [])).toMatchObject([{ guard: 'freeVramMiB', limit: 128 }]);
    expect(noticeBoard({ ...guards, freeVramMiB: 64 }, [], cards)(vram, null, [])).toEqual([]);
    expect(noticeBoard({ ...guards, freeVramMiB: 128 }, [], null)(vram, null, [])).toEqual([]);
  });

  it('tell when all cards together encode as many streams as the driver lets them, once until there is room', () => {
    const sessions = (...encoderSessions: (number | null)[]) =>
      ({ freeRamMiB: null, temperature: null, encoderSessions }) as unknown as Reading;
    const cards = [8, 8, null].map((encoderSessionLimit) => ({ name: 'card', encoderSessionLimit }));
    const notice = noticeBoard(guards, [], cards);
    expect(notice(sessions(4, 3, 20), null, [])).toEqual([]);
    expect(notice(sessions(4, 4, 20), null, [])).toEqual([
      { event: 'warning', code: 'encoder-sessions-full', sessions: 8, limit: 8 },
    ]);
    expect(notice(sessions(5, 4, 20), null, [])).toEqual([]);
    expect(notice(sessions(4, 3, 20), null, [])).toEqual([]);
    expect(notice(sessions(4, 4, 20), null, [])).toHaveLength(1);
    expect(noticeBoard(guards, [], cards)(sessions(null, null, 99), null, [])).toEqual([]);
  });

  it('are silent where there is no guard', () => {
    const none = { freeRamMiB: null, freeDiskMiB: null, gpuCelsius: null, budgetSeconds: null };
    expect(noticeBoard(none, [])(reading(0, [200]), 0, [])).toEqual([]);
  });

  it('tell once which readings were lost', () => {
    const there: Capability = { reading: 'gpu', source: 'nvml', available: true, why: null };
    const never: Capability = { reading: 'ram', source: 'x', available: false, why: { code: 'not-built' } };
    const gone: Capability = { ...there, available: false, why: { code: 'failed', reason: 'gone' } };
    const notice = noticeBoard(guards, [there, never]);
    expect(notice(reading(null), null, [there, never])).toEqual([]);
    const after = [gone, never];
    expect(notice(reading(null), null, after)).toEqual([
      {
        event: 'warning',
        code: 'reading-lost',
        reading: 'gpu',
        why: { code: 'failed', reason: 'gone' },
      },
    ]);
    expect(notice(reading(null), null, after)).toEqual([]);
  });
});
