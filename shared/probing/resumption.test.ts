import { describe, expect, it } from 'vitest';
import { probeSettings } from '../../build/test/probe-settings.ts';
import type { Sample, TraceEvent } from '../model/trace.ts';
import { begin, decide, observe } from './controller.ts';
import { EMPTY_HISTORY, append } from './history.ts';
import { aliveOf } from './instances.ts';
import { isHeld } from './operator.ts';
import { isUnfinished, resumedAt, restAfterResumption, resumptionOf } from './resumption.ts';
import type { ProbeSettings } from './settings.ts';
import { stretchesOf } from './stretches.ts';

const SETTINGS = probeSettings({ method: 'steady', mode: 'quick' });

const event = (t: number, name: string, more: object = {}): TraceEvent => ({
  type: 'event',
  t,
  event: name,
  ...more,
});
/** So many seconds with so many instances, after a moment. */
const seconds = (after: number, count: number, n: number, cpu = 5 + 10 * n): Sample[] =>
  Array.from({ length: count }, (_, i) => ({ type: 'sample', t: after + i + 1, n, cpu }));

const recordingOf = (samples: readonly Sample[], events: readonly TraceEvent[]) => ({
  meta: { type: 'meta' as const },
  samples,
  events,
  cutOff: true,
});

/** Idle for 10 s, one for 20 s, two for 5 s; then the engine was killed. */
const CUT = recordingOf(
  [...seconds(0, 10, 0), ...seconds(10, 20, 1), ...seconds(30, 5, 2)],
  [
    event(10, 'launch', { instance: 1, slot: 1 }),
    event(12, 'ready', { instance: 1 }),
    event(30, 'launch', { instance: 2, slot: 2 }),
    event(34.25, 'ready', { instance: 2 }),
    event(35.5, 'launch', { instance: 3, slot: 3 }),
  ],
);

describe('a recording that is to be gone on with', () => {
  it('is closed: who was alive has ended, the hole is marked, times and numbers follow on', () => {
    const { lines, at, lastInstance, sessions } = resumptionOf(CUT, 'k3abc', 1, 61.5);
    expect({ at, lastInstance, sessions }).toEqual({ at: 37, lastInstance: 3, sessions: 1 });
    expect(lines.samples).toEqual(CUT.samples);
    const added = lines.events.slice(CUT.events.length);
    expect(added).toEqual([
      event(35.5, 'exit', { instance: 1, slot: 1, reason: 'stopped' }),
      event(35.5, 'exit', { instance: 2, slot: 2, reason: 'stopped' }),
      event(35.5, 'exit', { instance: 3, slot: 3, reason: 'stopped' }),
      event(37, 'gap', { from: 35, to: 37, resumed: 'k3abc', by: 'cut-off', n: 2, awaySeconds: 61.5 }),
    ]);
    const history = append(EMPTY_HISTORY, lines);
    expect(aliveOf(history)).toEqual([]);
    expect(resumedAt(history)).toBe(37);
    // What comes next is a stretch of its own.
    const more = append(history, { samples: seconds(37, 6, 0), events: [] });
    expect(stretchesOf(more, 1).map(({ n, samples }) => [n, samples.length])).toEqual([
      [0, 10],
      [1, 20],
      [2, 5],
      [0, 5],
    ]);
  });

  it('says nothing again of who had been ended, leaves out the end, and lets go of what was held', () => {
    const { lines } = resumptionOf(
      recordingOf(CUT.samples, [
        ...CUT.events.slice(0, 4),
        event(33, 'hold', { on: true }),
        event(35.2, 'exit', { instance: 1, reason: 'stopped' }),
        event(36.7, 'exit', { instance: 2, reason: 'stopped' }),
        event(35, 'end', { by: 'interrupted' }),
      ]),
      'k3abc',
      1,
      null,
    );
    expect(lines.events.filter(({ event: name }) => name === 'exit')).toHaveLength(2);
    expect(lines.events.some(({ event: name }) => name === 'end')).toBe(false);
    expect(lines.events.findLast(({ event: name }) => name === 'gap')).toMatchObject({
      t: 38,
      to: 38,
      by: 'interrupted',
    });
    expect(isHeld(append(EMPTY_HISTORY, lines))).toBe(false);
  });

  it('can be gone on with again', () => {
    const first = resumptionOf(CUT, 'first', 1, null);
    const second = resumptionOf(
      recordingOf([...first.lines.samples, ...seconds(first.at, 4, 0)], first.lines.events),
      'second',
      1,
      null,
    );
    expect(second).toMatchObject({ sessions: 2, lastInstance: 3, at: 42 });
    expect(resumedAt(append(EMPTY_HISTORY, second.lines))).toBe(42);
  });

  it('keeps to the grid of ticks of any length', () => {
    for (const tick of [0.1, 0.3, 1, 2.5]) {
      const samples = [{ type: 'sample' as const, t: tick * 7, n: 0, cpu: 1 }];
      const { at } = resumptionOf(recordingOf(samples, []), 'k', tick, null);
      expect(at / tick).toBeCloseTo(8, 9);
    }
  });

  it('is unfinished only where nothing was decided', () => {
    expect(isUnfinished([])).toBe(true);
    for (const by of ['interrupted', 'box', 'budget'])
      expect(isUnfinished([event(9, 'end', { by })])).toBe(true);
    for (const by of ['decided', 'operator', 'guard'])
      expect(isUnfinished([event(9, 'end', { by })])).toBe(false);
  });
});

describe('a controller that goes on', () => {
  it.each(['adaptive', 'steady'] as const)('looks at the idle box before it launches (%s)', (method) => {
    const settings: ProbeSettings = { ...SETTINGS, method };
    const { lines, at } = resumptionOf(CUT, 'k3abc', 1, null);
    let state = observe(begin(settings), lines);
    expect(restAfterResumption(settings, state.history)).toBe(5);
    expect(decide(state)).toEqual({ do: 'advance', seconds: 5 });
    state = observe(state, { samples: seconds(at, 3, 0), events: [] });
    expect(decide(state)).toEqual({ do: 'advance', seconds: 2 });
    state = observe(state, { samples: seconds(at + 3, 2, 0), events: [] });
    expect(decide(state)).toEqual({ do: 'launch' });
  });

  it('climbs to where it was without dwelling on what is known (steady)', () => {
    const whole = recordingOf(
      [...seconds(0, 10, 0), ...seconds(10, 20, 1), ...seconds(30, 20, 2), ...seconds(50, 20, 3)],
      [10, 30, 50].map((t, i) => event(t, 'launch', { instance: i + 1, slot: i + 1 })),
    );
    const { lines, at } = resumptionOf(whole, 'k3abc', 1, null);
    let state = observe(begin(SETTINGS), lines);
    state = observe(state, { samples: seconds(at, 5, 0), events: [] });
    for (let launched = 1; launched <= 3; launched++) {
      expect(decide(state)).toEqual({ do: 'launch' });
      state = observe(state, {
        samples: [],
        events: [event(at + 5, 'launch', { instance: 3 + launched, slot: launched })],
      });
    }
    expect(decide(state)).toMatchObject({ do: 'advance' });
  });
});
