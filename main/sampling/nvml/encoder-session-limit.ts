/**
 * The drivers from which NVIDIA lets GeForce cards encode so many streams at once; nothing can be asked for it. Null where
 * nobody has told us: a limit that was raised must not be told as the old one.
 */
const OF_GEFORCE: readonly (readonly [major: number, sessions: number | null])[] = [
  [600, null],
  // Driver 591.59 as it is lets 12 and no 13th: tried by its users, keylase/nvidia-patch#1027 (December 2025).
  [591, 12],
  [580, null],
  // From here on NVIDIA's Video Encode and Decode GPU Support Matrix, as of early 2024 for the newest entry.
  [550, 8],
  [530, 5],
  [456, 3],
];

/**
 * How many streams the box may encode at once, over all its GeForce cards together. Null where there is no such limit
 * (professional cards), or where it is not known.
 */
export function encoderSessionLimit(card: string | null, driver: string | null): number | null {
  if (!card || !/\bgeforce\b/iu.test(card)) return null;
  const major = Number.parseInt(driver ?? '', 10);
  return OF_GEFORCE.find(([from]) => major >= from)?.[1] ?? null;
}
