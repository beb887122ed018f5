import { describe, expect, it } from 'vitest';
import { sampleRun } from '../../../../build/test/sample-run.ts';
import type { LiveHead, LiveProgress } from '../../../../shared/bridge/live.ts';
import { DEFAULT_LIMITS } from '../../../../shared/model/resources.ts';
import type { Verdict } from '../../../../shared/model/verdict.ts';
import { NOTHING_FOLLOWED, type Followed } from './followed.ts';
import { standingOf } from './standing.ts';

const { verdict } = sampleRun({ levels: 9 });
const PROGRESS: LiveProgress = {
  phase: 'measuring',
  n: 7,
  atLeast: 6,
  checking: 7,
  predicted: null,
  predictedRange: null,
  held: false,
  level: null,
  elapsed: 100,
  left: null,
};
const at = (
  progress: Partial<LiveProgress>,
  said: Partial<Verdict> = { verdict: 'at-least', capacity: 6 },
  state: Followed['state'] = 'running',
): Followed => ({
  ...NOTHING_FOLLOWED,
  run: 'a',
  state,
  now: { progress: { ...PROGRESS, ...progress }, instances: [], readings: null },
  verdict: { ...verdict, ...said },
});
const HEAD: LiveHead = {
  run: 'a',
  name: 'a',
  box: 'a',
  simulated: false,
  executable: null,
  startedAt: '2026-11-21T14:00:00Z',
  method: 'manual',
  mode: 'balanced',
  tick: 1,
  cap: 8,
  limits: DEFAULT_LIMITS,
  confirms: false,
  host: { name: 'a', os: 'linux' },
};
const byHand = (progress: Partial<LiveProgress>): Followed => {
  const followed = at(progress);
  return { ...followed, head: HEAD };
};

describe('the big number', () => {
  it.each([
    [
      'nothing is known of it at first',
      at({ phase: 'baseline', n: 0, atLeast: 0, checking: null }),
      { n: null, meant: 'nothing', doing: { kind: 'baseline' } },
    ],
    ['at least 6, checking 7', at({}), { n: 6, meant: 'at-least', doing: { kind: 'checking', n: 7 } }],
    [
      '7, checking 8',
      at({ n: 8, atLeast: 7, checking: 8 }, { verdict: 'knee', capacity: 7 }),
      { n: 7, meant: 'so-far', doing: { kind: 'checking', n: 8 } },
    ],
    ['loading', at({ phase: 'loading' }), { n: 6, meant: 'at-least', doing: { kind: 'loading', n: 7 } }],
    [
      'measuring what is known to hold already',
      at({ n: 6, checking: null }),
      { n: 6, meant: 'at-least', doing: { kind: 'measuring', n: 6 } },
    ],
    [
      'found, once it has ended',
      at({}, { verdict: 'knee', capacity: 7 }, 'ended'),
      { n: 7, meant: 'known', doing: { kind: 'ended' } },
    ],
    ['held', at({ held: true }), { n: 6, meant: 'at-least', doing: { kind: 'held', n: 7 } }],
    [
      'by hand, known well enough to go on',
      byHand({ n: 3, level: { n: 3, samples: 30, settled: true, enough: true } }),
      { n: 6, meant: 'at-least', doing: { kind: 'enough', n: 3 } },
    ],
    [
      'by hand, where only what ran before is known',
      byHand({ n: 3, level: { n: 2, samples: 30, settled: true, enough: true } }),
      { n: 6, meant: 'at-least', doing: { kind: 'manual', n: 3 } },
    ],
    [
      'zero',
      at({}, { verdict: 'zero', capacity: 0 }, 'ended'),
      { n: 0, meant: 'zero', doing: { kind: 'ended' } },
    ],
    [
      'invalid is a dash, never 0',
      at({}, { verdict: 'invalid', capacity: null }, 'ended'),
      { n: null, meant: 'invalid', doing: { kind: 'ended' } },
    ],
    [
      'its time was up',
      {
        ...at({}, { verdict: 'at-least', capacity: 6 }, 'ended'),
        events: [{ type: 'event' as const, t: 100, event: 'end', by: 'budget' }],
      },
      { n: 6, meant: 'at-least', doing: { kind: 'out-of-time' } },
    ],
  ])('%s', (_name, followed, standing) => {
    expect(standingOf(followed)).toEqual(standing);
  });
});
