import type { MiB, Percent, Seconds } from '../../../shared/model/units.ts';
import type { InstanceLoad } from '../instance.ts';

/**
 * When a program counts as loaded by what it takes alone. A rule of thumb, kept apart so that it can be judged:
 * over the last `window` its memory stays within a band, and the CPU of the second half is that of the first. A program
 * that waits idly for as long as that looks loaded; who knows better says so in the plan (`ready.by`).
 */
export const SETTLED = {
  window: 10 satisfies Seconds,
  /** At a slow tick ten seconds would be one reading: never fewer than this. */
  leastReadings: 6,
  /** The band of memory: so much of its height, or so much outright. */
  ramShare: 0.02,
  ramMiB: 16 satisfies MiB,
  /** How far the two halves' CPU may differ: so much of the larger one, or so many points of the box. */
  cpuShare: 0.2,
  cpuPoints: 0.5 satisfies Percent,
} as const;

/** The readings that the rule looks at: those of the last window, or the least number of them. */
export function recentLoads(loads: readonly InstanceLoad[]): readonly InstanceLoad[] {
  const newest = loads.at(-1);
  if (!newest) return [];
  const begun = loads.findLastIndex(({ at }) => newest.at - at >= SETTLED.window);
  return begun < 0 ? loads : loads.slice(Math.min(begun, Math.max(0, loads.length - SETTLED.leastReadings)));
}

/**
 * Whether the program has settled by these readings, oldest first. Never before a whole window was seen, and never
 * on a reading that is missing.
 */
export function hasSettled(loads: readonly InstanceLoad[]): boolean {
  const seen = recentLoads(loads);
  const [first, last] = [seen[0], seen.at(-1)];
  if (!first || !last || seen.length < SETTLED.leastReadings || last.at - first.at < SETTLED.window)
    return false;
  const cpu = present(seen.map((load) => load.cpu));
  const ram = present(seen.map((load) => load.ramMiB));
  if (cpu === null || ram === null) return false;

  const highest = Math.max(...ram);
  if (highest - Math.min(...ram) > Math.max(SETTLED.ramMiB, SETTLED.ramShare * highest)) return false;
  const middle = Math.floor(cpu.length / 2);
  const [before, after] = [mean(cpu.slice(0, middle)), mean(cpu.slice(middle))];
  return Math.abs(before - after) <= Math.max(SETTLED.cpuPoints, SETTLED.cpuShare * Math.max(before, after));
}

function present(values: readonly (number | null)[]): number[] | null {
  const there = values.filter((value) => value !== null);
  return there.length === values.length ? there : null;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
