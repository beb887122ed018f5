import { describe, expect, it } from 'vitest';
import type { Sample, TraceEvent } from '../../shared/model/trace.ts';
import type { Seconds } from '../../shared/model/units.ts';
import type { Box } from './box.ts';
import { continueBox } from './continued-box.ts';
import { localOf } from './local-of.ts';
import { openSimulatedBox } from './simulated/simulated-box.ts';

const INFO = {
  name: 'local',
  clock: 'real',
  tick: 1,
  simulated: false,
  cap: null,
  limits: null,
  host: {},
} as const;

/** What a box with one instance tells whose time 0 is this one, and whose first instance has this number. */
const linesFrom = (at: Seconds, instance: number): { samples: Sample[]; events: TraceEvent[] } => ({
  samples: [
    {
      type: 'sample',
      t: at + 1,
      n: 1,
      instances: [{ instance, cpu: 3 }],
      fps: [{ instance, fps: 60 }],
    },
  ],
  events: [
    { type: 'event', t: at + 3, event: 'hung', instance, by: 'cpu', since: at + 2 },
    { type: 'event', t: at + 9, event: 'gap', from: at + 4, to: at + 9, asleep: 5 },
    { type: 'event', t: at + 10, event: 'copy', slot: 2, from: at + 9.5, to: at + 10 },
  ],
});

describe('a box that goes on where an earlier one was left', () => {
  it('tells times and instances that follow on, and is told its own', async () => {
    const plain = openSimulatedBox('gpu-bound', { seed: 1, pace: null });
    const inner = openSimulatedBox('gpu-bound', { seed: 1, pace: null });
    if (!plain || !inner) throw new Error('no such profile');
    const box = continueBox(inner, { at: 100, lastInstance: 7 });
    expect((await box.launch()).instance).toBe(8);
    await plain.launch();
    const [told, own] = [await box.advance(40), await plain.advance(40)];
    expect(told.samples.map(({ t }) => t)).toEqual(own.samples.map(({ t }) => t + 100));
    expect(told.samples.map(({ gpu }) => gpu)).toEqual(own.samples.map(({ gpu }) => gpu));
    expect(told.samples.at(-1)?.fps?.map(({ instance }) => instance)).toEqual([8]);
    expect((await box.stop(8)).events).toMatchObject([{ event: 'exit', instance: 8, t: 140 }]);
    expect(localOf(box)).toBeNull();
    // Who keeps the lines is found out by whether the box can.
    expect(box).toHaveProperty('keepWith', undefined);
  });

  it('hands on what a box on a real clock keeps by itself, and what it knows of its instances', async () => {
    const asked: [string, number][] = [];
    let keep: ((samples: readonly Sample[], events: readonly TraceEvent[]) => void) | null = null;
    const local = {
      info: INFO,
      capabilities: [],
      keepWith: (keeper: NonNullable<typeof keep>) => (keep = keeper),
      instances: () => [{ instance: 1, startedAt: 2 }],
      log: (instance: number) => (asked.push(['log', instance]), ['a line']),
      confirm: (instance: number) => asked.push(['confirm', instance]),
      close: () => Promise.resolve({ events: [] }),
    };
    const box = continueBox(local as unknown as Box, { at: 50.5, lastInstance: 4 });
    const kept: unknown[] = [];
    box.keepWith?.((samples, events) => kept.push({ samples, events }));
    const tell = keep as unknown as (samples: readonly Sample[], events: readonly TraceEvent[]) => void;
    const { samples, events } = linesFrom(0, 1);
    tell(samples, events);
    expect(kept).toEqual([linesFrom(50.5, 5)]);
    expect(localOf(box)?.instances()).toEqual([{ instance: 5, startedAt: 52.5 }]);
    expect(localOf(box)?.log(5, 1)).toEqual(['a line']);
    localOf(box)?.confirm(6);
    expect(asked).toEqual([
      ['log', 1],
      ['confirm', 2],
    ]);
    await box.close(null);
  });
});
