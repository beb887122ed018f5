import { describe, expect, it } from 'vitest';
import { probeSettings } from '../../../build/test/probe-settings.ts';
import type { Sample, TraceEvent } from '../../model/trace.ts';
import { begin, observe } from '../controller.ts';
import { maturityOf } from './maturity.ts';

const SETTINGS = probeSettings({ cap: 20 });

/** A box full of other work, as in a build: its memory wanders and its CPU jumps, whatever the program does. */
function busyBox(seconds: number, own: boolean) {
  const samples = Array.from({ length: seconds }, (_, i): Sample => {
    const t = i + 1;
    const n = t > 8 ? 1 : 0;
    const loaded = Math.min(1, Math.max(0, (t - 8) / 6));
    return {
      type: 'sample',
      t,
      n,
      cpu: t % 60 < 30 ? 40 : 75,
      ram: 30 + 12 * Math.sin(t / 9),
      ...(own && n > 0 && { instances: [{ instance: 1, cpu: 8, ramMiB: 900 * loaded }] }),
    };
  });
  const events: TraceEvent[] = [
    { type: 'event', t: 8, event: 'launch', instance: 1 },
    { type: 'event', t: 14, event: 'ready', instance: 1 },
  ];
  return observe(begin(SETTINGS), { samples, events }).history;
}

describe('a start on a box that never stands still', () => {
  it('is over when the program itself stands still', () => {
    const last = maturityOf(busyBox(40, true), SETTINGS).stretches.at(-1);
    expect(last?.settledFrom).not.toBeNull();
    expect(last?.settledFrom).toBeLessThan(20);
  });

  it('is not waited for longer than a start takes where nobody tells what the program does', () => {
    const last = maturityOf(busyBox(240, false), SETTINGS).stretches.at(-1);
    expect(last?.settledFrom).not.toBeNull();
  });

  it('stays where it was found while time goes on', () => {
    const found = [60, 120, 240].map(
      (seconds) => maturityOf(busyBox(seconds, true), SETTINGS).stretches.at(-1)?.settledFrom,
    );
    expect(new Set(found).size).toBe(1);
  });
});
