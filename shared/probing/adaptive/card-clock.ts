import type { Celsius, Percent, Seconds } from '../../model/units.ts';
import type { Sample } from '../../model/trace.ts';
import type { Resource } from '../../model/resources.ts';
import type { Stretch } from '../stretches.ts';
import { after, columnOf, meanOf, type Column } from './columns.ts';
import type { HeatBelief } from './heat.ts';
import type { MatureStretch } from './maturity.ts';
import { clockAt, type Throttling } from './throttling.ts';

/*
 * Load is work over clock: copies add up in work, and the limit is put on load. So readings are taken to work at full
 * clock before a curve is laid through them, and the limit is taken to work with the clock that the card has there in the
 * long run. Where clocks are not read, the temperature says them, given a way of throttling.
 */

/** How a card's readings are taken to work, under one way of throttling. */
export interface ClockView {
  /** Ways of throttling with the same key take all readings so far to the same work. */
  readonly key: string;
  /** Loads as work at full clock, and the natural logarithm of all factors, for the evidence. */
  toWork(stretch: Stretch, column: Column): { readonly column: Column; readonly logScale: number };
  /** By how many points the work is uncertain at a load, for what a thermometer rounds off: standard deviation. */
  readonly rounding: number;
}

/** Rounded to whole degrees: standard deviation. */
const ROUNDED: Celsius = 0.29;
const SMOOTHED = 5;

const factors = new WeakMap<readonly Sample[], Map<string, Float64Array>>();

function remembered(samples: readonly Sample[], key: string, compute: () => Float64Array): Float64Array {
  let known = factors.get(samples);
  if (!known) {
    known = new Map();
    factors.set(samples, known);
  }
  const found = known.get(key) ?? compute();
  known.set(key, found);
  return found;
}

/** The share of the full clock at each sample as it was read; what is missing is as it was before. */
function readClocks(samples: readonly Sample[], index: number): Float64Array {
  const shares = new Float64Array(samples.length).fill(Number.NaN);
  let last = Number.NaN;
  for (const [i, sample] of samples.entries()) {
    const clock = sample.clock?.[index] ?? null;
    if (clock !== null && clock > 0) last = clock / 100;
    shares[i] = last;
  }
  const first = shares.find((share) => !Number.isNaN(share)) ?? 1;
  return shares.map((share) => (Number.isNaN(share) ? first : share));
}

/** The share that a way of throttling leaves at each sample, by temperatures smoothed over some seconds. */
function thoughtClocks(samples: readonly Sample[], index: number, throttling: Throttling): Float64Array {
  const shares = new Float64Array(samples.length).fill(1);
  for (let i = 0; i < samples.length; i++) {
    let [sum, count] = [0, 0];
    for (let k = Math.max(0, i - SMOOTHED); k <= Math.min(samples.length - 1, i + SMOOTHED); k++) {
      const temperature = samples[k]?.temperature?.[index] ?? null;
      if (temperature === null) continue;
      sum += temperature;
      count += 1;
    }
    if (count > 0) shares[i] = clockAt(throttling, sum / count);
  }
  return shares;
}

function scaled({ samples }: Stretch, shares: Float64Array, { times, values }: Column) {
  const work = new Float64Array(values.length);
  let [i, logScale] = [0, 0];
  for (let k = 0; k < values.length; k++) {
    while (i < samples.length - 1 && (samples[i]?.t ?? 0) < (times[k] ?? 0)) i += 1;
    const share = shares[i] ?? 1;
    work[k] = (values[k] ?? 0) * share;
    logScale += Math.log(share);
  }
  return { column: { times, values: work }, logScale };
}

export function clockView(
  index: number,
  readsClock: boolean,
  throttling: Throttling,
  hottest: Celsius | null,
): ClockView {
  if (readsClock)
    return {
      key: 'read',
      rounding: 0,
      toWork: (stretch, column) =>
        scaled(
          stretch,
          remembered(stretch.samples, `read ${index}`, () => readClocks(stretch.samples, index)),
          column,
        ),
    };
  const { onset, perDegree } = throttling;
  if (onset === null || hottest === null || hottest <= onset)
    return { key: 'full', rounding: 0, toWork: (_, column) => ({ column, logScale: 0 }) };
  const key = `${onset} ${perDegree}`;
  return {
    key,
    rounding: ROUNDED * perDegree,
    toWork: (stretch, column) =>
      scaled(
        stretch,
        remembered(stretch.samples, `${key} ${index}`, () =>
          thoughtClocks(stretch.samples, index, throttling),
        ),
        column,
      ),
  };
}

/** A clock at some load, as a share of the full one. */
interface Share {
  readonly mean: number;
  readonly deviation: number;
}

const TAIL = 10;
/** A clock this little above what heat leaves is held down by heat, in points. */
const HELD = 1.5;
/** What falls by less than this in a second stands still, in points. */
const STILL = 0.012;
/** Where no temperature tells, a clock that falls is taken to go on falling with this time constant. */
const COOLING: Seconds = 120;
/** Loads so close together have the same clock, heat apart. */
const SIMILAR: Percent = 5;
/** A fall to come of less than this is not waited for, in points. */
const LITTLE = 1;

/** A clock as it was last read at a load, and how far it is likely to fall yet; in points. */
interface ClockSeen {
  readonly load: Percent;
  readonly clock: number;
  readonly toFall: number;
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

/** The clocks of a settled look that heat did not hold down, as far as temperatures tell. */
function freeClocks(samples: readonly Sample[], index: number, throttling: Throttling) {
  return samples.flatMap(({ clock, temperature }) => {
    const read = clock?.[index] ?? null;
    if (read === null) return [];
    const celsius = temperature?.[index] ?? null;
    const left = celsius === null ? 1 : clockAt(throttling, celsius);
    return left < 1 && read <= 100 * left + HELD ? [] : [{ read, isBlind: celsius === null }];
  });
}

/** Clocks that were read at settled looks, heat apart where temperatures tell it, in the order of time. */
function clocksSeen(
  { index, resource }: Resource,
  stretches: readonly MatureStretch[],
  throttling: Throttling,
): ClockSeen[] {
  const seen: ClockSeen[] = [];
  for (const { stretch, settledFrom } of stretches) {
    if (settledFrom === null) continue;
    const load = meanOf(after(columnOf(stretch, { index, resource }), settledFrom));
    const told = freeClocks(
      stretch.samples.filter(({ t }) => t > settledFrom),
      index ?? 0,
      throttling,
    );
    if (load === null || told.length === 0) continue;
    const clock = mean(told.slice(-TAIL).map(({ read }) => read));
    let toFall = 0;
    if (told.every(({ isBlind }) => isBlind)) {
      if (told.length >= 3 * TAIL) {
        const before = mean(told.slice(-3 * TAIL, -2 * TAIL).map(({ read }) => read));
        toFall = Math.max(0, (before - clock) / (2 * TAIL) - STILL) * COOLING;
      } else {
        // Too short to see it fall: lower than it was at no more load, it is likely to fall as much again.
        const higher = seen.filter((one) => one.load <= load + SIMILAR && one.clock > clock + LITTLE);
        toFall = higher.reduce((most, one) => Math.max(most, one.clock - clock), 0);
      }
    }
    seen.push({ load, clock, toFall });
  }
  return seen;
}

/** Whether a card's clock was falling, though nothing else changed, when it was last looked at. */
export function stillFalls(resource: Resource, stretches: readonly MatureStretch[]): boolean {
  const last = clocksSeen(resource, stretches, { onset: null, perDegree: 0, logWeight: 0 }).at(-1);
  return last !== undefined && last.toFall > LITTLE;
}

/** The clock that the card has at a load, heat apart, between and beyond the looks at which it was read. */
function clockFor(limit: Percent, seen: readonly ClockSeen[]): Share {
  const sorted = seen.toSorted((a, b) => a.load - b.load);
  const above = sorted.find(({ load }) => load >= limit);
  const lower = sorted.filter(({ load }) => load < limit);
  const below = lower.at(-1);
  const nearest = below ?? above;
  if (!nearest) return { mean: 1, deviation: 0 };
  const fall = Math.max(nearest.toFall, above?.toFall ?? 0) / 2;
  const share = (clock: number, deviation: number): Share => ({
    mean: (clock - fall) / 100,
    deviation: (deviation + fall) / 100,
  });
  if (!below) return share(nearest.clock, 0);
  if (above) {
    const between = (limit - below.load) / Math.max(1e-6, above.load - below.load);
    return share(
      below.clock + between * (above.clock - below.clock),
      Math.abs(above.clock - below.clock) / 6,
    );
  }
  // It may go on rising as it did, and stop at the full clock.
  const before = lower.findLast(({ load }) => load < below.load - 1);
  const slope = before ? Math.max(0, below.clock - before.clock) / (below.load - before.load) : 0;
  const rise = Math.min(Math.max(0, 100 - below.clock), slope * (limit - below.load));
  return share(below.clock + rise / 2, rise / 2);
}

const NODES = [
  { z: 0, weight: 2 / 3 },
  { z: Math.sqrt(3), weight: 1 / 6 },
  { z: -Math.sqrt(3), weight: 1 / 6 },
];
const ROUNDS = 8;
/** Final temperatures are computed at so many clocks, from the full one down, and interpolated between. */
const CLOCKS = { count: 6, step: 0.1 };

/** What a card comes to at the limit, whatever the way of throttling: computed once, asked for by each of them. */
export interface AtLimit {
  readonly limit: Percent;
  /** Final temperatures at CLOCKS, each at the nodes. */
  readonly temperatures: readonly (readonly Celsius[])[] | null;
}

export function atLimit(limit: Percent, heat: HeatBelief | null): AtLimit {
  const temperatures =
    heat &&
    Array.from({ length: CLOCKS.count }, (_, i) => {
      const { mean: celsius, deviation } = heat.settlesAt(limit, 1 - i * CLOCKS.step);
      return NODES.map(({ z }) => celsius + z * deviation);
    });
  return { limit, temperatures };
}

function temperatureFor(temperatures: readonly (readonly Celsius[])[], node: number, clock: number): Celsius {
  const place = Math.min(CLOCKS.count - 1, Math.max(0, (1 - clock) / CLOCKS.step));
  const low = Math.min(CLOCKS.count - 2, Math.floor(place));
  const [a, b] = [temperatures[low]?.[node] ?? 0, temperatures[low + 1]?.[node] ?? 0];
  return a + (place - low) * (b - a);
}

/** What the limit on a card's load is in work at full clock, in the long run, under a way of throttling. */
export function limitInWork(
  { limit, temperatures }: AtLimit,
  resource: Resource,
  throttling: Throttling,
  readsClock: boolean,
  stretches: readonly MatureStretch[],
): { readonly mean: number; readonly variance: number } {
  const free: Share = readsClock
    ? clockFor(limit, clocksSeen(resource, stretches, throttling))
    : { mean: 1, deviation: 0 };
  const whole = { mean: limit * free.mean, variance: (limit * free.deviation) ** 2 };
  if (temperatures === null || throttling.onset === null) return whole;
  const hottest = Math.max(...(temperatures[0] ?? []));
  if (hottest <= throttling.onset) return whole;
  let [sum, squares] = [0, 0];
  for (const [node, { weight }] of NODES.entries()) {
    // A lower clock makes less heat: the crossing.
    let clock = free.mean;
    for (let round = 0; round < ROUNDS; round++) {
      const next = Math.min(free.mean, clockAt(throttling, temperatureFor(temperatures, node, clock)));
      clock = (clock + next) / 2;
    }
    sum += weight * clock;
    squares += weight * clock * clock;
  }
  const variance = Math.max(0, squares - sum * sum) + free.deviation ** 2;
  return { mean: limit * sum, variance: limit ** 2 * variance };
}
