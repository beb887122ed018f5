import { describe, expect, it } from 'vitest';
import { probeSettings } from '../../../build/test/probe-settings.ts';
import type { Sample, TraceEvent } from '../../model/trace.ts';
import type { Seconds } from '../../model/units.ts';
import { begin, observe } from '../controller.ts';
import { maturityOf } from './maturity.ts';

const SETTINGS = probeSettings();
const LAUNCHES: readonly Seconds[] = [8, 30, 50];
const IDLE = 3;

/** Which of three levels are believed, by what a copy of so many seconds takes of the card. */
function believed(each: (age: Seconds) => number): (number | null)[] {
  const samples: Sample[] = [];
  const events = LAUNCHES.flatMap((t, i): TraceEvent[] => [
    { type: 'event', t, event: 'launch', instance: i + 1 },
    { type: 'event', t: t + 4, event: 'ready', instance: i + 1 },
  ]);
  for (let t = 1; t <= 100; t++) {
    const ages = LAUNCHES.map((at) => t - at).filter((age) => age > 0);
    const work = ages.reduce((sum, age) => sum + each(age), IDLE);
    samples.push({
      type: 'sample',
      t,
      n: ages.length,
      gpu: [Math.min(100, work) + 0.3 * Math.sin(t)],
      ram: 20 + ages.reduce((sum, age) => sum + 9 * Math.min(1, age / 3), 0),
    });
  }
  const state = observe(begin(SETTINGS), { samples, events: events.toSorted((a, b) => a.t - b.t) });
  return maturityOf(state.history, SETTINGS)
    .stretches.filter(({ stretch }) => stretch.n > 0)
    .map(({ settledFrom }) => settledFrom);
}

describe('a level', () => {
  it('is believed where each copy adds as much as those before it', () => {
    expect(believed((age) => (age > 4 ? 20 : 5))).toEqual([
      expect.any(Number),
      expect.any(Number),
      expect.any(Number),
    ]);
  });

  it('is not believed where the next copy takes more than two of those before it: they had only paused', () => {
    // Each pauses from its fourth second to its fortieth; the first goes on while the third is looked at.
    const [first, second] = believed((age) => (age > 40 ? 62 : age > 4 ? 17 : 5));
    expect([first, second]).toEqual([null, null]);
  });
});
