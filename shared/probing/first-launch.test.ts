import { describe, expect, it } from 'vitest';
import type { TraceEvent } from '../model/trace.ts';
import { firstLaunchWarnings } from './first-launch.ts';

/** One instance after the other, each ready after so many seconds. */
function history(seconds: readonly (number | null)[]) {
  const events = seconds.flatMap((start, place): TraceEvent[] => [
    { type: 'event', t: 100 * place, event: 'launch', instance: place + 1 },
    ...(start === null
      ? []
      : [{ type: 'event' as const, t: 100 * place + start, event: 'ready', instance: place + 1 }]),
  ]);
  return { samples: [], events };
}

describe('a first start', () => {
  it.each<[string, (number | null)[], object | null]>([
    ['that took much longer is marked, with numbers', [30, 8, 9, 10], { first: 30, others: 9, count: 3 }],
    ['that took a little longer is like the others', [11, 9, 9, 9], null],
    ['of a quick program is like the others', [2, 0.5, 0.5, 0.5], null],
    ['with one other is nothing to go by', [30, 8], null],
    ['that never was ready tells nothing', [null, 30, 8, 9], null],
    ['that was quicker is no matter', [5, 20, 21, 22], null],
  ])('%s', (_what, seconds, data) => {
    const warnings = firstLaunchWarnings(history(seconds));
    expect(warnings.map(({ code }) => code)).toEqual(data ? ['first-launch-slow'] : []);
    if (data) expect(warnings[0]!.data).toMatchObject(data);
  });
});
