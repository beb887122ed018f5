import type { Series, SeriesGap } from '../../../shared/bridge/series.ts';
import { LOADS, LOADS_PER_GPU, isPerGpu, type Load } from '../../../shared/model/resources.ts';
import type { TraceEvent } from '../../../shared/model/trace.ts';
import type { Seconds } from '../../../shared/model/units.ts';
import { downsample, type Series as Line } from '../../../shared/stats/downsample.ts';
import type { BoxReading } from '../../engine/history.ts';

interface Recorded {
  readonly samples: readonly BoxReading[];
  readonly events: readonly TraceEvent[];
  readonly tick: Seconds;
}

interface Window {
  /** Null: from the start, to the end. */
  readonly from: Seconds | null;
  readonly to: Seconds | null;
  readonly columns: number;
}

/** A sample is missing where more than this many ticks lie between two. */
const MISSING = 2;

/** Where a sample of a time would stand among those sorted by time. */
function placeOf(samples: readonly BoxReading[], t: Seconds): number {
  let [low, high] = [0, samples.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((samples[middle]?.t ?? t) < t) low = middle + 1;
    else high = middle;
  }
  return low;
}

type Reader = (sample: BoxReading) => number | null;

function readerOf(load: Load, index: number | null): Reader {
  return isPerGpu(load) ? (sample) => sample[load]?.[index ?? 0] ?? null : (sample) => sample[load] ?? null;
}

/** A reading over time, with a null where a sample is missing. */
function lineOf(samples: readonly BoxReading[], read: Reader, tick: Seconds) {
  const times: Seconds[] = [];
  const values: (number | null)[] = [];
  let before: Seconds | null = null;
  for (const sample of samples) {
    const { t } = sample;
    if (before !== null && t - before > MISSING * tick) {
      times.push(before + tick);
      values.push(null);
    }
    before = t;
    times.push(t);
    values.push(read(sample));
  }
  return { times, values };
}

/** How many cards the run knows. */
function cardsOf(samples: readonly BoxReading[]): number {
  return samples.reduce(
    (most, sample) => LOADS_PER_GPU.reduce((count, load) => Math.max(count, sample[load]?.length ?? 0), most),
    0,
  );
}

/** Times with the same number of instances; one that no column could show is part of the one before it. */
function bandsOf(samples: readonly BoxReading[], tick: Seconds, least: Seconds): Series['bands'] {
  const bands: Series['bands'] = [];
  for (const { n, t } of samples) {
    const band = bands.at(-1);
    const joins = band && t - band.to <= MISSING * tick;
    if (band && joins && (band.n === n || band.to - band.from < least)) {
      band.to = t;
      band.n = n;
    } else bands.push({ n, from: Math.max(band?.to ?? 0, t - tick), to: t });
  }
  return bands;
}

function gapsOf({ samples, events, tick }: Recorded, from: Seconds, to: Seconds): SeriesGap[] {
  const told = events.flatMap((event): SeriesGap[] => {
    const [start, end, asleep] = [event['from'], event['to'], event['asleep']];
    if (event.event !== 'gap' || typeof start !== 'number' || typeof end !== 'number') return [];
    return [{ from: start, to: end, asleep: typeof asleep === 'number' ? asleep : null }];
  });
  const found: SeriesGap[] = [];
  for (const [place, { t }] of samples.entries()) {
    const before = samples[place - 1]?.t ?? t;
    if (t - before <= MISSING * tick) continue;
    if (!told.some((gap) => gap.from < t && gap.to > before))
      found.push({ from: before, to: t - tick, asleep: null });
  }
  return [...told, ...found]
    .filter((gap) => gap.to > from && gap.from < to)
    .toSorted((a, b) => a.from - b.from);
}

/** Worst and mean rate at the same times: those at which either is at an extreme of its column. */
function framesOf(
  samples: readonly BoxReading[],
  tick: Seconds,
  thinned: (line: Line) => Line,
): Series['frames'] {
  if (!samples.some(({ frames }) => frames !== null)) return null;
  const worst = lineOf(samples, ({ frames }) => frames?.worst ?? null, tick);
  const mean = lineOf(samples, ({ frames }) => frames?.mean ?? null, tick);
  const kept = [thinned(worst), thinned(mean)].flatMap(({ times }) => times);
  const times = [...new Set(kept)].toSorted((a, b) => a - b);
  const rates = new Map(samples.map(({ t, frames }) => [t, frames]));
  return {
    times,
    worst: times.map((t) => rates.get(t)?.worst ?? null),
    mean: times.map((t) => rates.get(t)?.mean ?? null),
  };
}

/**
 * The loads of a run within a window, as many readings as so many columns can show: of each column the least and the
 * largest. One sample beyond each edge is there too, so that a line goes on to the edge. O(samples in the window).
 */
export function seriesOf(recorded: Recorded, window: Window): Series {
  const { samples: all, tick } = recorded;
  const end = all.at(-1)?.t ?? 0;
  const from = Math.min(Math.max(0, window.from ?? 0), end);
  const to = Math.max(from, Math.min(window.to ?? end, end));
  const samples = all.slice(Math.max(0, placeOf(all, from) - 1), placeOf(all, to) + 1);
  const step = Math.max(tick, (to - from) / window.columns);
  const thinned = (line: Line) => downsample(line, step, { from, to });
  const gpus = cardsOf(samples);
  const cards = Array.from({ length: gpus }, (_, index) => index);
  const lines = LOADS.flatMap((resource) =>
    (isPerGpu(resource) ? cards : [null]).map((index) => {
      const { times, values } = thinned(lineOf(samples, readerOf(resource, index), tick));
      return { resource, index, times: [...times], values: [...values] };
    }),
  ).filter(({ values }) => values.some((value) => value !== null));
  return {
    from,
    to,
    end,
    samples: placeOf(all, to + tick / 1000),
    lines,
    frames: framesOf(samples, tick, thinned),
    bands: bandsOf(samples, tick, step / 2),
    gaps: gapsOf({ ...recorded, samples }, from, to),
    gpus,
  };
}
