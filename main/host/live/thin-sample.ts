import type { ThinSample } from '../../../shared/bridge/live.ts';
import type { Sample } from '../../../shared/model/trace.ts';

/** Lowest and mean rate over the instances that told one; null where none did. */
export function frameSummary(fps: Sample['fps']): ThinSample['frames'] {
  const rates = (fps ?? []).flatMap(({ fps: rate }) => (rate === null ? [] : [rate]));
  if (rates.length === 0) return null;
  return { worst: Math.min(...rates), mean: rates.reduce((sum, rate) => sum + rate, 0) / rates.length };
}

/** What a sample says of the box, in a hundredth of its size where many instances run. */
export function thinSample({ instances: _, cores: __, fps, ...box }: Sample): ThinSample {
  return { ...box, frames: frameSummary(fps) };
}
