import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Sample, TraceEvent } from '../model/trace.ts';
import { EMPTY_HISTORY, append } from './history.ts';
import { stretchesOf } from './stretches.ts';

const sample = (t: number, n: number): Sample => ({ type: 'sample', t, n });
const event = (t: number, name: string, instance: number, more: object = {}): TraceEvent => ({
  type: 'event',
  t,
  event: name,
  instance,
  ...more,
});
/** Samples at 1, 2, … with these counts. */
const counts = (...ns: number[]) => ns.map((n, i) => sample(i + 1, n));
const shapes = (samples: Sample[], events: TraceEvent[]) =>
  stretchesOf(append(EMPTY_HISTORY, { samples, events }), 1).map(
    ({ n, from, to, samples: inside, alive }) => ({
      n,
      from,
      to,
      inside: inside.map(({ t }) => t),
      alive: alive.map(({ instance }) => instance),
    }),
  );

describe('stretchesOf', () => {
  it('has a launch at t count from the next sample', () => {
    expect(shapes(counts(0, 0, 1, 1), [event(2, 'launch', 1)])).toEqual([
      { n: 0, from: 0, to: 2, inside: [1, 2], alive: [] },
      { n: 1, from: 2, to: 4, inside: [3, 4], alive: [1] },
    ]);
  });

  it('leaves out the second in which an instance came', () => {
    expect(shapes(counts(0, 0, 1, 1), [event(2.4, 'launch', 1)])).toEqual([
      { n: 0, from: 0, to: 2, inside: [1, 2], alive: [] },
      { n: 1, from: 2, to: 4, inside: [4], alive: [1] },
    ]);
  });

  it('has an exit at t out of that sample, whose second is nobody’s', () => {
    expect(
      shapes(counts(2, 2, 1, 1), [event(0, 'launch', 1), event(0, 'launch', 2), event(3, 'exit', 2)]),
    ).toEqual([
      { n: 2, from: 0, to: 2, inside: [1, 2], alive: [1, 2] },
      { n: 1, from: 2, to: 4, inside: [4], alive: [1] },
    ]);
  });

  it('lets the count decide where an exit at t was told after the sample at t', () => {
    const events = [event(0, 'launch', 1), event(0, 'launch', 2), event(3, 'exit', 2, { reason: 'stopped' })];
    expect(shapes(counts(2, 2, 2, 1), events)).toEqual([
      { n: 2, from: 0, to: 3, inside: [1, 2, 3], alive: [1, 2] },
      { n: 1, from: 3, to: 4, inside: [4], alive: [1] },
    ]);
  });

  it('begins anew where one instance took another’s place', () => {
    const events = [event(0, 'launch', 1), event(2, 'exit', 1), event(2, 'launch', 2)];
    expect(shapes(counts(1, 0, 1, 1), events).map(({ alive }) => alive)).toEqual([[1], [], [2]]);
    const unseen = shapes(counts(1, 1, 1, 1), [
      event(0, 'launch', 1),
      event(1.5, 'exit', 1),
      event(1.5, 'launch', 2),
    ]);
    expect(unseen.map(({ alive, inside }) => ({ alive, inside }))).toEqual([
      { alive: [1], inside: [1] },
      { alive: [2], inside: [3, 4] },
    ]);
  });

  it('takes a recording that counts and names nobody', () => {
    expect(shapes(counts(0, 1, 1, 2), []).map(({ n, inside }) => ({ n, inside }))).toEqual([
      { n: 0, inside: [1] },
      { n: 1, inside: [2, 3] },
      { n: 2, inside: [4] },
    ]);
  });

  it('does not care in which pieces, nor in which order among equal times, the lines came', () => {
    const lines = fc.record({
      ns: fc.array(fc.nat(3), { minLength: 1, maxLength: 25 }),
      events: fc.array(
        fc.record({
          t: fc.nat(50).map((half) => half / 2),
          name: fc.constantFrom('launch', 'exit', 'ready'),
          instance: fc.integer({ min: 1, max: 6 }),
        }),
      ),
      cuts: fc.array(fc.nat(25), { maxLength: 4 }),
      shuffle: fc.array(fc.nat()),
    });
    fc.assert(
      fc.property(lines, ({ ns, events, cuts, shuffle }) => {
        const samples = counts(...ns);
        // One instance is launched once and exits once.
        const seen = new Set<string>();
        const once = events
          .filter(({ name, instance }) => !seen.has(`${name}${instance}`) && seen.add(`${name}${instance}`))
          .map(({ t, name, instance }) => event(t, name, instance));
        const whole = shapes(samples, once);
        const shuffled = once
          .map((line, i) => ({ line, key: shuffle[i % (shuffle.length || 1)] ?? 0 }))
          .toSorted((a, b) => a.line.t - b.line.t || a.key - b.key)
          .map(({ line }) => line);
        let history = EMPTY_HISTORY;
        let from = 0;
        for (const to of [...cuts.toSorted((a, b) => a - b), 1e9]) {
          const inside = ({ t }: { t: number }) => t > from && t <= to;
          history = append(history, {
            samples: samples.filter(inside),
            events: shuffled.filter(({ t }) => (from === 0 && t === 0) || (t > from && t <= to)),
          });
          from = Math.max(from, to);
        }
        const pieces = stretchesOf(history, 1).map(({ n, from: start, to, samples: inside, alive }) => ({
          n,
          from: start,
          to,
          inside: inside.map(({ t }) => t),
          alive: alive.map(({ instance }) => instance),
        }));
        expect(pieces).toEqual(whole);
      }),
    );
  });
});
