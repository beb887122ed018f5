/** A series in time: values[i] was read at times[i]; null is a place where nothing could be read. */
export interface Series {
  readonly times: readonly number[];
  readonly values: readonly (number | null)[];
}

/** A stretch of time, both edges within it. */
export interface Window {
  readonly from: number;
  readonly to: number;
}

const EVERYTHING: Window = { from: -Infinity, to: Infinity };

/**
 * Thins a series for a picture in which one column stands for `step` units of time: of each column the least and the
 * largest reading stay, in the order of time, so that no peak is lost; at most two readings a column. The series' first
 * and last reading stay too. Readings that had a null between them keep one null between them, so a line still breaks
 * there. Columns begin at multiples of `step`: a window that moves over a growing series keeps choosing the same readings.
 * What lies outside of `window` is a column of its own on either side, so that it never stands in for a reading within.
 *
 * Source: min–max aggregation as in Jugel, Jerzak, Hackenbroich and Markl, "M4: A Visualization-Oriented Time Series
 * Data Aggregation", VLDB 2014, section 4. Cost: O(n).
 * @param step width of a column, in the unit of `times`
 * @param window what the picture shows, both edges within it, in the unit of `times`; left out: everything
 * @throws RangeError for a step that is not above 0, lists of different length, times that go back
 * @example downsample({ times: [0, 1, 2, 3, 4], values: [5, 6, 9, 6, 5] }, 10) // { times: [0, 2, 4], values: [5, 9, 5] }
 */
export function downsample({ times, values }: Series, step: number, window: Window = EVERYTHING): Series {
  if (!(step > 0)) throw new RangeError(`step must be above 0, not ${step}`);
  if (times.length !== values.length)
    throw new RangeError(`${times.length} times and ${values.length} values do not belong together`);
  return withGaps({ times, values }, chosen({ times, values }, step, window));
}

/** The places of the readings that stay, ascending. */
function chosen({ times, values }: Series, step: number, { from, to }: Window): number[] {
  const kept: number[] = [];
  let column = Number.NaN;
  let least = -1;
  let largest = -1;
  let last = -1;
  const keepExtremes = () => {
    for (const place of least < largest ? [least, largest] : [largest, least])
      if (place >= 0 && place !== kept.at(-1)) kept.push(place);
  };
  for (const [place, value] of values.entries()) {
    const time = times[place] ?? Number.NaN;
    if (place > 0 && !(time >= (times[place - 1] ?? Number.NaN)))
      throw new RangeError(`times must not go back: ${String(times[place - 1])} comes before ${time}`);
    if (value === null) continue;
    if (last < 0) kept.push(place);
    last = place;
    const here = time < from ? -Infinity : time > to ? Infinity : Math.floor(time / step);
    if (here !== column) {
      keepExtremes();
      column = here;
      least = place;
      largest = place;
    } else {
      if (value < (values[least] ?? value)) least = place;
      if (value > (values[largest] ?? value)) largest = place;
    }
  }
  keepExtremes();
  if (last >= 0 && kept.at(-1) !== last) kept.push(last);
  return kept;
}

/** The kept readings, with one null between two that had one between them. */
function withGaps({ times, values }: Series, kept: readonly number[]): Series {
  const thinned = { times: [] as number[], values: [] as (number | null)[] };
  const keep = (place: number) => {
    thinned.times.push(times[place] ?? Number.NaN);
    thinned.values.push(values[place] ?? null);
  };
  for (const [at, place] of kept.entries()) {
    const before = kept[at - 1];
    if (before !== undefined) {
      let gap = before + 1;
      while (gap < place && values[gap] !== null) gap += 1;
      if (gap < place) keep(gap);
    }
    keep(place);
  }
  return thinned;
}
