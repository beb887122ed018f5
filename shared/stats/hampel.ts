/** A series without what stands out of it for a moment. */
export interface Spikes {
  /** For each value whether it is a spike. */
  readonly isSpike: readonly boolean[];
  /** By how much spikes stand out of the median about them, summed, and their squares summed. */
  readonly excess: number;
  readonly squares: number;
}

/** The median absolute deviation of a normal is this share of its standard deviation. */
const MAD_OF_NORMAL = 0.6745;

function medianOf(sorted: readonly number[]): number {
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1
    ? (sorted[middle] ?? 0)
    : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
}

function medianAbout(values: ArrayLike<number>, from: number, to: number): number {
  const about: number[] = [];
  for (let k = from; k <= to; k++) about.push(values[k] ?? 0);
  return medianOf(about.toSorted((a, b) => a - b));
}

/** Median absolute deviation from the median. */
function deviationAbout(values: ArrayLike<number>, from: number, to: number, median: number): number {
  const apart: number[] = [];
  for (let k = from; k <= to; k++) apart.push(Math.abs((values[k] ?? 0) - median));
  return medianOf(apart.toSorted((a, b) => a - b));
}

/**
 * The Hampel identifier (Davies & Gather 1993): a value is a spike where it is farther from the median of the values about it
 * than `errors` standard deviations, which are taken from the median absolute deviation there. At the ends the window is what there
 * is of it. O(n × halfWidth × log halfWidth).
 * @param halfWidth values on either side that are looked at
 * @param least standard deviation to reckon with at least: where neighbours are equal anything would stand out
 * @throws RangeError for a half width below 1, or errors or least deviation not above 0
 */
export function hampel(values: ArrayLike<number>, halfWidth: number, errors: number, least: number): Spikes {
  if (!(halfWidth >= 1) || !(errors > 0) || !(least > 0))
    throw new RangeError(
      `hampel needs a width from 1 and scales above 0, not ${halfWidth}, ${errors}, ${least}`,
    );
  const isSpike: boolean[] = [];
  let [excess, squares] = [0, 0];
  for (let i = 0; i < values.length; i++) {
    const [from, to] = [Math.max(0, i - halfWidth), Math.min(values.length - 1, i + halfWidth)];
    const own = values[i] ?? 0;
    let farthest = 0;
    for (let k = from; k <= to; k++) farthest = Math.max(farthest, Math.abs(own - (values[k] ?? 0)));
    // The median lies among them, so that it is no farther than that: most values need no sorting.
    const out = farthest > errors * least ? own - medianAbout(values, from, to) : 0;
    const found =
      Math.abs(out) > errors * least &&
      Math.abs(out) > (errors * deviationAbout(values, from, to, own - out)) / MAD_OF_NORMAL;
    isSpike.push(found);
    if (!found) continue;
    excess += out;
    squares += out * out;
  }
  return { isSpike, excess, squares };
}
