import type { ThinSample } from '../../../shared/bridge/live.ts';
import { frameSummary } from '../../../shared/model/frame-summary.ts';
import type { Sample } from '../../../shared/model/trace.ts';

/** What a sample says of the box, in a hundredth of its size where many instances run. */
export function thinSample({ instances: _, cores: __, fps, ...box }: Sample): ThinSample {
  return { ...box, frames: frameSummary(fps) };
}
