import { describe, expect, it } from 'vitest';
import type { TraceEvent } from '../../model/trace.ts';
import { EMPTY_HISTORY } from '../history.ts';
import { believeDeaths } from './deaths.ts';

const START = 15;
const launch = (t: number, instance: number): TraceEvent => ({ type: 'event', t, event: 'launch', instance });
const crash = (t: number, instance: number): TraceEvent => ({
  type: 'event',
  t,
  event: 'exit',
  instance,
  reason: 'crash',
  code: 1,
});
/** P(the box ends instances at 14) after six ran for long, eight more were launched, and these four ended one after the other. */
function believed(victims: readonly number[]): number {
  const events: TraceEvent[] = [];
  for (let instance = 1; instance <= 6; instance++) events.push(launch(10, instance));
  for (let instance = 7; instance <= 14; instance++) events.push(launch(107, instance));
  for (const [i, victim] of victims.entries()) {
    const t = 108 + 3 * i;
    events.push(crash(t, victim), launch(t, 15 + i));
  }
  events.sort((a, b) => a.t - b.t);
  return believeDeaths({ ...EMPTY_HISTORY, events }, [], START, 60).limits(14);
}

describe('whom failures end', () => {
  it('tells chance, which ends any that is starting, from a box that ends the newest', () => {
    const [newest, any] = [believed([14, 15, 16, 17]), believed([8, 11, 13, 10])];
    expect(newest).toBeGreaterThan(0.98);
    expect(any).toBeLessThan(newest);
  });

  it('never outweighs failures without end: a box may have its own way of choosing', () => {
    const victims = Array.from({ length: 12 }, (_, i) => (i < 7 ? 7 + i : 8 + i));
    expect(believed(victims)).toBeGreaterThan(0.98);
  });
});
