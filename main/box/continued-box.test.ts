import { describe, expect, it } from 'vitest';
import type { Sample, TraceEvent } from '../../shared/model/trace.ts';
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
    box.keepWith?.((samples, events) => kept.push(...samples, ...events));
    const tell = keep as unknown as (samples: readonly Sample[], events: readonly TraceEvent[]) => void;
    tell(
      [
        {
          type: 'sample',
          t: 1,
          n: 1,
          instances: [{ instance: 1, cpu: 3 }],
          fps: [{ instance: 1, fps: 60 }],
        },
      ],
      [
        { type: 'event', t: 3, event: 'hung', instance: 1, by: 'cpu', since: 2 },
        { type: 'event', t: 9, event: 'gap', from: 4, to: 9, asleep: 5 },
        { type: 'event', t: 10, event: 'copy', slot: 2, from: 9.5, to: 10 },
      ],
    );
    expect(kept).toEqual([
      {
        type: 'sample',
        t: 51.5,
        n: 1,
        instances: [{ instance: 5, cpu: 3 }],
        fps: [{ instance: 5, fps: 60 }],
      },
      { type: 'event', t: 53.5, event: 'hung', instance: 5, by: 'cpu', since: 52.5 },
      { type: 'event', t: 59.5, event: 'gap', from: 54.5, to: 59.5, asleep: 5 },
      { type: 'event', t: 60.5, event: 'copy', slot: 2, from: 60, to: 60.5 },
    ]);
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
