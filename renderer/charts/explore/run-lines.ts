import type { Series, SeriesGap } from '../../../shared/bridge/series.ts';
import { LOADS, resourceKey } from '../../../shared/model/resources.ts';
import type { Sample } from '../../../shared/model/trace.ts';
import type { Percent, Seconds } from '../../../shared/model/units.ts';
import { loadLines, type LoadLine } from '../data/load-lines.ts';
import { levelBands, type LevelBand } from '../data/time-marks.ts';
import type { LoadOverTimeData } from '../load-over-time.tsx';
import type { Stretch } from './time-window.ts';

/** What is drawn of a run: thinned by the engine, and what came after that as it was told. */
export interface RunLines {
  readonly lines: readonly LoadLine[];
  readonly bands: readonly LevelBand[];
  readonly gaps: readonly SeriesGap[];
}

const NOTHING: RunLines = { lines: [], bands: [], gaps: [] };

function linesInOrder(lines: readonly LoadLine[]): LoadLine[] {
  return lines.toSorted(
    (a, b) => LOADS.indexOf(a.resource) - LOADS.indexOf(b.resource) || (a.index ?? 0) - (b.index ?? 0),
  );
}

function joinedLines(first: readonly LoadLine[], second: readonly LoadLine[]): LoadLine[] {
  const later = new Map(second.map((line) => [resourceKey(line), line]));
  const both = first.map((line) => {
    const more = later.get(resourceKey(line));
    later.delete(resourceKey(line));
    return more
      ? { ...line, times: [...line.times, ...more.times], values: [...line.values, ...more.values] }
      : line;
  });
  return linesInOrder([...both, ...later.values()]);
}

function joinedBands(first: readonly LevelBand[], second: readonly LevelBand[]): LevelBand[] {
  const last = first.at(-1);
  const next = second[0];
  if (!last || !next) return [...first, ...second];
  const start = { ...next, from: Math.max(last.to, next.from) };
  return last.n === start.n && start.from - last.to < 1e-6
    ? [...first.slice(0, -1), { ...last, to: start.to }, ...second.slice(1)]
    : [...first, start, ...second.slice(1)];
}

/** @param tick seconds from one sample to the next */
function gapsIn(samples: readonly Sample[], tick: Seconds): SeriesGap[] {
  return samples.flatMap(({ t }, place) => {
    const before = samples[place - 1]?.t;
    return before !== undefined && t - before > 2 * tick
      ? [{ from: before, to: t - tick, asleep: null }]
      : [];
  });
}

/** @param tail samples after those of the series */
export function runLines(series: Series | null, tail: readonly Sample[], tick: Seconds): RunLines {
  const told: RunLines =
    tail.length === 0
      ? NOTHING
      : { lines: loadLines(tail, tick), bands: levelBands(tail, tick), gaps: gapsIn(tail, tick) };
  // A tail alone that does not begin with the run begins where it begins, not at 0.
  const first = told.bands[0];
  const bands =
    first && !series
      ? [{ ...first, from: Math.max(first.from, (tail[0]?.t ?? 0) - tick) }, ...told.bands.slice(1)]
      : told.bands;
  if (!series) return { ...told, bands };
  return {
    lines: joinedLines(series.lines, told.lines),
    bands: joinedBands(series.bands, told.bands),
    gaps: [...series.gaps, ...told.gaps],
  };
}

function cut<T extends Stretch>(stretches: readonly T[], { from, to }: Stretch): T[] {
  return stretches.flatMap((one) =>
    one.to > from && one.from < to
      ? [{ ...one, from: Math.max(one.from, from), to: Math.min(one.to, to) }]
      : [],
  );
}

/** The place of the first time that is not before `t`. */
function placeOf(times: readonly Seconds[], t: Seconds): number {
  let [low, high] = [0, times.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((times[middle] ?? t) < t) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The reading between two, at the edge that lies between them; none where either of them is missing. */
function atEdge({ times, values }: LoadLine, place: number, t: Seconds): [Seconds, Percent][] {
  const [first, second] = [values[place - 1] ?? null, values[place] ?? null];
  const [start, end] = [times[place - 1] ?? t, times[place] ?? t];
  if (first === null || second === null || start >= t || end <= t) return [];
  return [[t, first + ((second - first) * (t - start)) / (end - start)]];
}

/** The part of a line in a stretch: it goes on to the edges, as far as it goes on behind them. */
function cutLine(line: LoadLine, { from, to }: Stretch): LoadLine {
  const { times, values } = line;
  const start = placeOf(times, from);
  const beyond = placeOf(times, to);
  const end = times[beyond] === to ? beyond + 1 : beyond;
  const edges = [atEdge(line, start, from), end > beyond ? [] : atEdge(line, beyond, to)] as const;
  const [left, right] = edges;
  return {
    ...line,
    times: [...left.map(([t]) => t), ...times.slice(start, end), ...right.map(([t]) => t)],
    values: [
      ...left.map(([, value]) => value),
      ...values.slice(start, end),
      ...right.map(([, value]) => value),
    ],
  };
}

/** Only what lies in the stretch: a chart draws nothing beside its plot. */
export function cutTo<
  Data extends Omit<LoadOverTimeData, 'span' | 'limits' | 'gpus'> & { gaps: readonly SeriesGap[] },
>(data: Data, stretch: Stretch): Data {
  const inside = (t: Seconds) => t >= stretch.from && t <= stretch.to;
  return {
    ...data,
    lines: data.lines.map((line) => cutLine(line, stretch)),
    bands: cut(data.bands, stretch),
    measured: cut(data.measured, stretch),
    gaps: cut(data.gaps, stretch),
    marks: data.marks.filter(({ t }) => inside(t)),
    knee: data.knee && inside(data.knee.t) ? data.knee : null,
  };
}
