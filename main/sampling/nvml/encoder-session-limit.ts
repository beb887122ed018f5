/** The drivers from which NVIDIA lets GeForce cards encode so many streams at once: published, not readable anywhere. */
const OF_GEFORCE: readonly (readonly [major: number, sessions: number])[] = [
  [550, 8],
  [530, 5],
  [456, 3],
];
/** Later drivers are not known to us: a limit that was raised must not be told as the old one. */
const KNOWN_BELOW = 580;

/**
 * How many streams the box may encode at once, over all its GeForce cards together. Null where there is no such limit
 * (professional cards), or where it is not known.
 * Source: NVIDIA's Video Encode and Decode GPU Support Matrix, as of early 2024 for the newest entry.
 */
export function encoderSessionLimit(card: string | null, driver: string | null): number | null {
  if (!card || !/\bgeforce\b/iu.test(card)) return null;
  const major = Number.parseInt(driver ?? '', 10);
  if (!(major < KNOWN_BELOW)) return null;
  return OF_GEFORCE.find(([from]) => major >= from)?.[1] ?? null;
}
