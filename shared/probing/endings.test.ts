import { describe, expect, it } from 'vitest';
import type { TraceEvent } from '../model/trace.ts';
import type { Assessment } from './assessment.ts';
import { invalidReason } from './endings.ts';
import { EMPTY_HISTORY } from './history.ts';

/** One copy after the other, each alone on the box, each ended by itself after so long. */
function oneByOne(seconds: number, exit: Partial<TraceEvent>, times = 3) {
  const events = Array.from({ length: times }, (_, place): TraceEvent[] => {
    const t = place * (seconds + 5);
    return [
      { type: 'event', t, event: 'launch', instance: place + 1 },
      { type: 'event', t: t + 1, event: 'ready', instance: place + 1 },
      { type: 'event', t: t + seconds, event: 'exit', instance: place + 1, ...exit },
    ];
  });
  const samples = [{ type: 'sample' as const, t: 1, n: 0, cpu: 5 }];
  return { ...EMPTY_HISTORY, samples, events: events.flat() };
}
const assessment = { levels: [], gaveOut: { n: 0, by: 'crash' } } as unknown as Assessment;
const reason = (history: ReturnType<typeof oneByOne>) =>
  invalidReason(history, { by: 'decided' }, assessment);

describe('why nothing can be said', () => {
  it('is that the program ends by itself, where it does so in order and alone on the box', () => {
    expect(reason(oneByOne(40, { reason: 'exited', code: 0 }))).toBe('exits-at-once');
  });

  it('is nothing where it crashed: one copy may be too much for the box', () => {
    expect(reason(oneByOne(40, { reason: 'crash', code: 134 }))).toBeNull();
    expect(reason(oneByOne(40, { reason: 'out-of-memory', code: null }))).toBeNull();
  });

  it('is nothing where it ended once', () => {
    expect(reason(oneByOne(40, { reason: 'exited', code: 0 }, 1))).toBeNull();
  });

  it('is nothing where copies ran beside one another', () => {
    const history = oneByOne(40, { reason: 'exited', code: 0 });
    const beside: TraceEvent[] = [
      { type: 'event', t: 200, event: 'launch', instance: 8 },
      { type: 'event', t: 200, event: 'launch', instance: 9 },
    ];
    expect(reason({ ...history, events: [...history.events, ...beside] })).toBeNull();
  });
});
