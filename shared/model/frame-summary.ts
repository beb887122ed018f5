import type { Sample } from './trace.ts';

/** Lowest and mean rate over the instances that told one, in frames per second. */
export interface FrameSummary {
  readonly worst: number;
  readonly mean: number;
}

/** Null where no instance told a rate. */
export function frameSummary(fps: Sample['fps']): FrameSummary | null {
  // A loop, because a long run has millions of rates.
  let [worst, sum, count] = [Number.POSITIVE_INFINITY, 0, 0];
  for (const { fps: rate } of fps ?? []) {
    if (rate === null) continue;
    if (rate < worst) worst = rate;
    sum += rate;
    count += 1;
  }
  return count === 0 ? null : { worst, mean: sum / count };
}
