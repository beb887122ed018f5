/**
 * When the next frame is due. Deadlines are absolute, so that a late wake-up does not slow the rate; a frame that
 * ends after the next one was due moves all that follow, so that lost frames stay lost, as they do on a screen.
 * @param {number} due when the last frame was due, milliseconds
 * @param {number} period milliseconds
 * @param {number} now
 */
export function nextDue(due, period, now) {
  return Math.max(due + period, now);
}

/** Counts frames and tells their rate once a second. */
export class FrameRate {
  #since;
  #frames = 0;

  /** @param {number} now milliseconds */
  constructor(now) {
    this.#since = now;
  }

  /**
   * Takes the end of one frame.
   * @param {number} now milliseconds
   * @returns {number | null} frames per second since it was last told, null before a second has passed
   */
  frame(now) {
    this.#frames += 1;
    const elapsed = now - this.#since;
    if (elapsed < 1000) return null;
    const rate = (this.#frames * 1000) / elapsed;
    this.#since = now;
    this.#frames = 0;
    return rate;
  }
}
