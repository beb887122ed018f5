import { describe, expect, it } from 'vitest';
import type { TraceEvent } from '../model/trace.ts';
import { crashLevel, failuresOf } from './failures.ts';
import { EMPTY_HISTORY } from './history.ts';

const event = (t: number, name: string, instance: number, more: object = {}): TraceEvent => ({
  type: 'event',
  t,
  event: name,
  instance,
  ...more,
});
const crash = { reason: 'crash', code: 134 };

describe('the n at which an instance failed', () => {
  it('leaves out the one that was launched in its place at that very moment', () => {
    const events = [
      event(10, 'launch', 1),
      event(84, 'launch', 2),
      event(86, 'exit', 2, crash),
      event(86, 'launch', 3),
      event(88, 'exit', 3, crash),
    ];
    const history = { ...EMPTY_HISTORY, events };
    expect(failuresOf(history).map(({ at }) => at)).toEqual([2, 2]);
    expect(crashLevel(history)).toBe(2);
  });

  it('counts those that run on and the one that failed', () => {
    const events = [
      event(1, 'launch', 1),
      event(1, 'launch', 2),
      event(1, 'launch', 3),
      event(9, 'exit', 1, crash),
      event(9, 'exit', 3, crash),
    ];
    expect(failuresOf({ ...EMPTY_HISTORY, events }).map(({ at }) => at)).toEqual([2, 3]);
  });
});
