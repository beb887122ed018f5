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

/**
 * When each instance was gone, by the events and the counts of the samples. By the format an exit at t is out of the
 * sample at t; but a box that was told to stop an instance right after it gave that sample says the same t,
 * and then the sample still counts it. The count decides.
 */
function goneTimes(samples: readonly Sample[], lives: readonly InstanceLife[]): ReadonlyMap<number, Seconds> {
  const counted = new Map(samples.map(({ t, n }) => [t, n]));
  const alive = (bound: Seconds) =>
    lives.filter(({ launchedAt, exit }) => launchedAt < bound && (exit === null || exit.at >= bound)).length;
  const entries = lives.flatMap(({ instance, exit }): [number, Seconds][] => {
    if (exit === null) return [];
    const n = counted.get(exit.at);
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

const cache = new WeakMap<readonly Sample[], { events: History['events']; stretches: readonly Stretch[] }>();

/**
 * The stretches of a history in the order of time. `n` is what the samples say; a new stretch also begins
 * where one instance took another's place, although `n` is the same. O(samples + events).
 * @param tick the seconds that a sample covers where the one before it does not tell
 */
export function stretchesOf(history: History, tick: Seconds): readonly Stretch[] {
  const known = cache.get(history.samples);
  if (known?.events === history.events) return known.stretches;

  const lives = instancesOf(history);
  const launches = lives.map(({ launchedAt }) => launchedAt);
  const gone = goneTimes(history.samples, lives);
  const exits = [...gone.values()].toSorted((a, b) => a - b);
  // A sample at t covers (t − tick, t]: a launch at t counts from the next sample, an exit at t is out.
  const launchedBefore = counter(launches);
  const goneAt = counter(exits);
  const result: Building[] = [];
  let open: Building | undefined;
  let previous = history.samples[0] ? history.samples[0].t - tick : 0;
  let [launched, left] = [launchedBefore(previous, true), goneAt(previous, true)];

  for (const sample of history.samples) {
    const nowLaunched = launchedBefore(sample.t, false);
    const nowGone = goneAt(sample.t, true);
    const mixed = launched !== nowLaunched || left !== nowGone;
    const key = `${sample.n} ${nowLaunched} ${nowGone}`;
    if (open?.key !== key) {
      open = { key, n: sample.n, from: previous, to: sample.t, samples: [] };
      result.push(open);
    }
    open.to = sample.t;
    if (!mixed) open.samples.push(sample);
    // What comes or goes at the very end of this second belongs wholly to the next one.
    [launched, left] = [launchedBefore(sample.t, true), goneAt(sample.t + JUST_AFTER, true)];
    previous = sample.t;
  }
  const stretches = result.map(({ n, from, to, samples }) => ({
    n,
    from,
    to,
    samples: intern(samples),
    alive: lives.filter(
      ({ instance, launchedAt }) => launchedAt < to && (gone.get(instance) ?? Number.POSITIVE_INFINITY) > to,
    ),
  }));
  cache.set(history.samples, { events: history.events, stretches });
  return stretches;
}
