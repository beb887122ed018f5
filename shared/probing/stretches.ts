import type { Sample } from '../model/trace.ts';
import type { Seconds } from '../model/units.ts';
import type { History } from './history.ts';
import { instancesOf, type InstanceLife } from './instances.ts';

/** A stretch of time with the same instances alive. */
export interface Stretch {
  readonly n: number;
  /** Start of the first sample's second, end of the last one's. */
  readonly from: Seconds;
  readonly to: Seconds;
  /** Its samples, without those in whose second an instance came or went. */
  readonly samples: readonly Sample[];
  /** The instances alive, as far as events name them: a recording may count without naming. */
  readonly alive: readonly InstanceLife[];
}

interface Building {
  readonly key: string;
  readonly n: number;
  readonly from: Seconds;
  to: Seconds;
  readonly samples: Sample[];
}

/** Counts the times of a sorted list that are below a bound that only rises. */
function counter(times: readonly Seconds[]): (bound: Seconds, including: boolean) => number {
  let count = 0;
  return (bound, including) => {
    for (
      let time = times[count];
      time !== undefined && (including ? time <= bound : time < bound);
      time = times[count]
    )
      count += 1;
    return count;
  };
}

/** The count in the sample of just this time; undefined where there is none. O(log samples). */
function countAt(samples: readonly Sample[], time: Seconds): number | undefined {
  let [low, high] = [0, samples.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((samples[middle]?.t ?? 0) < time) low = middle + 1;
    else high = middle;
  }
  const found = samples[low];
  return found?.t === time ? found.n : undefined;
}

/**
 * When each instance was gone, by the events and the counts of the samples. By the format an exit at t is out of the
 * sample at t; but a box that was told to stop an instance right after it gave that sample says the same t,
 * and then the sample still counts it. The count decides.
 */
function goneTimes(samples: readonly Sample[], lives: readonly InstanceLife[]): ReadonlyMap<number, Seconds> {
  const alive = (bound: Seconds) =>
    lives.filter(({ launchedAt, exit }) => launchedAt < bound && (exit === null || exit.at >= bound)).length;
  const entries = lives.flatMap(({ instance, exit }): [number, Seconds][] => {
    if (exit === null) return [];
    const n = countAt(samples, exit.at);
    const after = n !== undefined && n === alive(exit.at);
    return [[instance, after ? exit.at + JUST_AFTER : exit.at]];
  });
  return new Map(entries);
}
const JUST_AFTER = 1e-6;

const interned = new WeakMap<Sample, readonly Sample[]>();

/**
 * The same array for the same samples, so that what is computed of a stretch can be kept with it: the history grows at
 * its end, and all stretches but the last stay as they are.
 */
function intern(samples: readonly Sample[]): readonly Sample[] {
  const last = samples.at(-1);
  if (!last) return samples;
  const known = interned.get(last);
  if (known?.length === samples.length && known[0] === samples[0]) return known;
  interned.set(last, samples);
  return samples;
}

/** What was found of a history, and where its last stretch begins: when only samples are added, it goes on from there. */
interface Found {
  readonly history: History;
  readonly tick: Seconds;
  readonly stretches: readonly Stretch[];
  /** Index of the first sample of the last stretch, and the time of the sample before. */
  readonly lastFrom: number;
  readonly lastBefore: Seconds;
}

const latest = new WeakMap<Sample, Found>();

function isGrownFrom({ samples, events }: History, before: History): boolean {
  const count = before.samples.length;
  return events === before.events && samples[count - 1] === before.samples[count - 1];
}

/**
 * The stretches of a history in the order of time. `n` is what the samples say; a new stretch also begins
 * where one instance took another's place, although `n` is the same. O(samples + events); O(new samples) where only
 * samples came to the history that was asked about last: all stretches but the last are the same values then.
 * @param tick the seconds that a sample covers where the one before it does not tell
 */
export function stretchesOf(history: History, tick: Seconds): readonly Stretch[] {
  const [first] = history.samples;
  if (!first) return [];
  const known = latest.get(first);
  const grown = known?.tick === tick && isGrownFrom(history, known.history) ? known : null;
  if (grown?.history.samples.length === history.samples.length) return grown.stretches;
  const found = grown
    ? findFrom(history, tick, grown.lastFrom, grown.lastBefore, grown.stretches.slice(0, -1))
    : findFrom(history, tick, 0, first.t - tick, []);
  latest.set(first, found);
  return found.stretches;
}

/** @param from index of the first sample to look at, the one that a stretch begins with; @param before the time of the one before */
function findFrom(
  history: History,
  tick: Seconds,
  from: number,
  before: Seconds,
  earlier: readonly Stretch[],
): Found {
  const lives = instancesOf(history);
  const gone = goneTimes(history.samples, lives);
  const exits = [...gone.values()].toSorted((a, b) => a - b);
  // A sample at t covers (t − tick, t]: a launch at t counts from the next sample, an exit at t is out.
  const launchedBefore = counter(lives.map(({ launchedAt }) => launchedAt));
  const goneAt = counter(exits);
  const result: Building[] = [];
  let open: Building | undefined;
  let [previous, lastFrom, lastBefore] = [before, from, before];
  let [launched, left] = [
    launchedBefore(previous, true),
    goneAt(previous + (from === 0 ? 0 : JUST_AFTER), true),
  ];

  for (let i = from; i < history.samples.length; i++) {
    const sample = history.samples[i];
    if (!sample) break;
    const nowLaunched = launchedBefore(sample.t, false);
    const nowGone = goneAt(sample.t, true);
    const mixed = launched !== nowLaunched || left !== nowGone;
    const key = `${sample.n} ${nowLaunched} ${nowGone}`;
    if (open?.key !== key) {
      open = { key, n: sample.n, from: previous, to: sample.t, samples: [] };
      result.push(open);
      [lastFrom, lastBefore] = [i, previous];
    }
    open.to = sample.t;
    if (!mixed) open.samples.push(sample);
    // What comes or goes at the very end of this second belongs wholly to the next one.
    [launched, left] = [launchedBefore(sample.t, true), goneAt(sample.t + JUST_AFTER, true)];
    previous = sample.t;
  }
  const stretches = result.map(({ n, from: start, to, samples }) => ({
    n,
    from: start,
    to,
    samples: intern(samples),
    alive: lives.filter(
      ({ instance, launchedAt }) => launchedAt < to && (gone.get(instance) ?? Number.POSITIVE_INFINITY) > to,
    ),
  }));
  return { history, tick, stretches: [...earlier, ...stretches], lastFrom, lastBefore };
}
