import type { FramesPerSecond } from '../../../shared/model/units.ts';
import type { FrameTimes } from '../sampler.ts';

export interface TickFrames {
  /** The mean rate. */
  readonly fps: FramesPerSecond;
  readonly frameTimes: FrameTimes;
}

/**
 * What the frames of one tick tell. The mean rate is frames over the time that they took, so that a long frame weighs
 * what it took: the mean of rates would hide it.
 * @param milliseconds how long each frame took; not empty
 */
export function tickFrames(milliseconds: readonly number[]): TickFrames | null {
  const sorted = milliseconds.filter((time) => time > 0).toSorted((a, b) => a - b);
  const count = sorted.length;
  if (count === 0) return null;
  const sum = (times: readonly number[]) => times.reduce((total, time) => total + time, 0);
  const slowest = sorted.slice(count - Math.ceil(count / 100));
  return {
    fps: (1000 * count) / sum(sorted),
    frameTimes: {
      count,
      worst: 1000 / (sorted[count - 1] ?? Number.NaN),
      low1: (1000 * slowest.length) / sum(slowest),
      // Nearest rank: a frame that was, not one between two.
      p99Ms: sorted[Math.ceil(0.99 * count) - 1] ?? Number.NaN,
    },
  };
}
