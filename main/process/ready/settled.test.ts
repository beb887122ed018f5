import { describe, expect, it } from 'vitest';
import type { InstanceLoad } from '../instance.ts';
import { SETTLED, hasSettled, recentLoads } from './settled.ts';

/** One reading a second. */
function loads(
  cpu: (second: number) => number | null,
  ramMiB: (second: number) => number | null,
  seconds = 30,
) {
  return Array.from({ length: seconds }, (_, at): InstanceLoad => ({
    at,
    cpu: cpu(at),
    ramMiB: ramMiB(at),
    fps: null,
  }));
}
/** The second at which the rule is first satisfied, null where it never is. */
function settledAt(all: readonly InstanceLoad[]): number | null {
  const count = all.findIndex((_, i) => hasSettled(all.slice(0, i + 1)));
  return count < 0 ? null : (all[count]?.at ?? null);
}

describe('a program has settled', () => {
  it('when CPU and memory stand still for a window, and not before', () => {
    expect(
      settledAt(
        loads(
          () => 5,
          () => 800,
        ),
      ),
    ).toBe(SETTLED.window);
  });

  it('also when it does nothing at all', () => {
    expect(
      settledAt(
        loads(
          () => 0,
          () => 0,
        ),
      ),
    ).toBe(SETTLED.window);
  });

  it('after it has loaded: memory grows, CPU is high, then both are steady', () => {
    const cpu = (second: number) => (second < 12 ? 20 : 5);
    const ram = (second: number) => Math.min(second, 12) * 100;
    const at = settledAt(loads(cpu, ram, 60));
    expect(at).toBeGreaterThanOrEqual(12 + SETTLED.window / 2);
    expect(at).toBeLessThanOrEqual(12 + SETTLED.window + 1);
  });

  it('although its CPU shakes a little', () => {
    expect(
      settledAt(
        loads(
          (second) => 5 + Math.sin(second * 1.7),
          () => 800,
        ),
      ),
    ).not.toBeNull();
  });

  it.each([
    [
      'memory that keeps growing',
      loads(
        () => 5,
        (second) => 500 + 20 * second,
      ),
    ],
    [
      'CPU that keeps rising',
      loads(
        (second) => 2 ** (second / 8),
        () => 800,
      ),
    ],
    [
      'no reading of memory',
      loads(
        () => 5,
        () => null,
      ),
    ],
    [
      'no reading of CPU',
      loads(
        () => null,
        () => 800,
      ),
    ],
    ['no readings', []],
  ])('not with %s', (_, all) => {
    expect(settledAt(all)).toBeNull();
  });

  it('not on a window with a hole in its readings', () => {
    const all = loads(
      (second) => (second === 8 ? null : 5),
      () => 800,
    );
    expect(settledAt(all)).toBe(8 + SETTLED.window + 1);
  });

  it('at a slow tick after enough readings, not after two', () => {
    const slow = loads(
      () => 5,
      () => 800,
    ).map((load) => ({ ...load, at: load.at * 60 }));
    expect(settledAt(slow)).toBe((SETTLED.leastReadings - 1) * 60);
  });

  it('by no more readings than the window holds', () => {
    const all = loads(
      () => 5,
      () => 800,
    );
    expect(recentLoads(all).map(({ at }) => at)).toEqual(Array.from({ length: 11 }, (_, i) => 19 + i));
  });
});
