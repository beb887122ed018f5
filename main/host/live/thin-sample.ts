import type { ThinSample } from '../../../shared/bridge/live.ts';
import type { Sample } from '../../../shared/model/trace.ts';

/** Lowest and mean rate over the instances that told one; null where none did. */
export function frameSummary(fps: Sample['fps']): ThinSample['frames'] {
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

/** What a sample says of the box, in a hundredth of its size where many instances run. */
export function thinSample({ instances: _, cores: __, fps, ...box }: Sample): ThinSample {
  return { ...box, frames: frameSummary(fps) };
}
