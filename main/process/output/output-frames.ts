import type { FramesPerSecond, Seconds } from '../../../shared/model/units.ts';
import { boundedPattern } from '../../os/bounded-pattern.ts';

/**
 * The frame rate that a program tells on its own output.
 * @param pattern a regular expression; the rate is its first group, or all of it where it has none
 * @param goodFor after so long without a new one there is none
 */
export function outputFrames(pattern: string, goodFor: Seconds) {
  const expression = boundedPattern(pattern);
  let latest: { readonly fps: FramesPerSecond; readonly at: Seconds } | null = null;
  return {
    line(text: string, at: Seconds): void {
      const found = expression.exec(text);
      if (!found) return;
      const told = (found[1] ?? found[0]).trim();
      const fps = Number(told);
      if (told !== '' && Number.isFinite(fps) && fps >= 0) latest = { fps, at };
    },
    at(now: Seconds): FramesPerSecond | null {
      return latest !== null && now - latest.at <= goodFor ? latest.fps : null;
    },
  };
}
