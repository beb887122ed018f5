/** A measured point of a curve. */
export interface KneePoint {
  readonly x: number;
  readonly y: number;
}

function normalized(values: readonly number[]): number[] {
  const least = Math.min(...values);
  const range = Math.max(...values) - least;
  return values.map((value) => (value - least) / range);
}

/**
 * The knee of a concave curve after Satopaa, Albrecht, Irwin and Raghavan, "Finding a Kneedle in a Haystack" (ICDCS
 * workshops 2011), without smoothing: where the normalised curve is farthest above its diagonal, told once it has come
 * down by `sensitivity` mean steps of x. A falling curve is read from its end. O(n²) at most.
 *
 * Known traps: the answer depends on where the curve was ended, and with few points the margin of one step swallows a
 * knee; it knows nothing of limits.
 * @param points by ascending x, no x twice
 * @param sensitivity S of the paper, in mean steps of x
 * @returns the x of the first knee, null where none is told
 * @throws RangeError for fewer than three points, or x that do not ascend
 */
export function kneedle(points: readonly KneePoint[], sensitivity = 1): number | null {
  if (points.length < 3) throw new RangeError(`kneedle needs at least three points, not ${points.length}`);
  const unordered = points.findIndex(({ x }, i) => i > 0 && !(x > (points[i - 1]?.x ?? x)));
  if (unordered > 0) throw new RangeError(`x must ascend: ${points[unordered]?.x} does not`);
  const [first, last] = [points[0]?.y ?? 0, points.at(-1)?.y ?? 0];
  const falls = last < first;
  const ys = falls ? points.map(({ y }) => y).toReversed() : points.map(({ y }) => y);
  if (ys.every((y) => y === ys[0])) return null;
  const xs = normalized(points.map(({ x }) => x));
  const difference = normalized(ys).map((y, i) => y - (xs[i] ?? 0));
  const place = firstKnee(xs, difference, sensitivity);
  return place === null ? null : (points[falls ? points.length - 1 - place : place]?.x ?? null);
}

/** The ends count as extremes too: what lies beyond them is taken to be as they are. */
function extremes(values: readonly number[], isBeyond: (a: number, b: number) => boolean): Set<number> {
  const at = (i: number) => values[Math.min(values.length - 1, Math.max(0, i))] ?? 0;
  return new Set(
    values.flatMap((value, i) => (isBeyond(value, at(i - 1)) && isBeyond(value, at(i + 1)) ? [i] : [])),
  );
}

function firstKnee(xs: readonly number[], difference: readonly number[], sensitivity: number): number | null {
  const maxima = extremes(difference, (a, b) => a >= b);
  const minima = extremes(difference, (a, b) => a <= b);
  const step = (sensitivity * ((xs.at(-1) ?? 0) - (xs[0] ?? 0))) / (xs.length - 1);
  let candidate: { place: number; threshold: number } | null = null;
  for (const [place, value] of difference.slice(0, -1).entries()) {
    if (maxima.has(place)) candidate = { place, threshold: value - step };
    // After a minimum nothing is told until the next maximum.
    if (minima.has(place)) candidate = null;
    if (candidate && (difference[place + 1] ?? 0) < candidate.threshold) return candidate.place;
  }
  return null;
}
