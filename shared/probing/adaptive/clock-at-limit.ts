import type { Celsius, Percent, Seconds } from '../../model/units.ts';
import type { Sample } from '../../model/trace.ts';
import type { Resource } from '../../model/resources.ts';
import type { Stretch } from '../stretches.ts';
import { after, columnOf, meanOf } from './columns.ts';
import type { HeatBelief } from './heat.ts';
import type { MatureStretch } from './maturity.ts';
import { clockAt, type Throttling } from './throttling.ts';

/*
 * The clock that a card has where its load reaches the limit: as it was read next to it, lowered by what heat will leave in the long
 * run. It says what the limit is in work, which is what copies add up in.
 */

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

/** A card's clocks at a settled look, as they were read. */
interface ClockReadings {
  readonly load: Percent;
  readonly clocks: readonly number[];
  /** The temperature with each; null where it was not told. */
  readonly celsius: readonly (Celsius | null)[];
  readonly hottest: Celsius | null;
}

const readings = new WeakMap<readonly Sample[], Map<string, ClockReadings | null>>();

/** What was read of a card's clock since a moment: the same for every way of throttling, so it is gathered once. */
function readingsSince(stretch: Stretch, settledFrom: Seconds, card: Resource): ClockReadings | null {
  const known = readings.get(stretch.samples) ?? new Map<string, ClockReadings | null>();
  readings.set(stretch.samples, known);
  const key = `${card.index ?? 0} ${settledFrom}`;
  const before = known.get(key);
  if (before !== undefined) return before;
  const load = meanOf(after(columnOf(stretch, card), settledFrom));
  const [clocks, celsius]: [number[], (Celsius | null)[]] = [[], []];
  let hottest: Celsius | null = null;
  for (const { t, clock, temperature } of stretch.samples) {
    const read = clock?.[card.index ?? 0] ?? null;
    if (t <= settledFrom || read === null) continue;
    const warm = temperature?.[card.index ?? 0] ?? null;
    clocks.push(read);
    celsius.push(warm);
    if (warm !== null) hottest = Math.max(hottest ?? warm, warm);
  }
  const found = load === null || clocks.length === 0 ? null : { load, clocks, celsius, hottest };
  known.set(key, found);
  return found;
}

/** The clocks of a look that heat did not hold down, as far as temperatures tell. */
function freeClocks({ clocks, celsius, hottest }: ClockReadings, throttling: Throttling) {
  const isBlind = (warm: Celsius | null) => warm === null;
  if (hottest === null || clockAt(throttling, hottest) >= 1)
    return { free: clocks, isBlind: celsius.every(isBlind) };
  const kept = clocks.flatMap((read, i) => {
    const warm = celsius[i] ?? null;
    const left = warm === null ? 1 : clockAt(throttling, warm);
    return left < 1 && read <= 100 * left + HELD ? [] : [{ read, warm }];
  });
  return { free: kept.map(({ read }) => read), isBlind: kept.every(({ warm }) => isBlind(warm)) };
}

/** Clocks that were read at settled looks, heat apart where temperatures tell it, in the order of time. */
function clocksSeen(
  card: Resource,
  stretches: readonly MatureStretch[],
  throttling: Throttling,
): ClockSeen[] {
  const seen: ClockSeen[] = [];
  for (const { stretch, settledFrom } of stretches) {
    if (settledFrom === null) continue;
    const read = readingsSince(stretch, settledFrom, card);
    if (read === null) continue;
    const { load } = read;
    const { free, isBlind } = freeClocks(read, throttling);
    if (free.length === 0) continue;
    const clock = mean(free.slice(-TAIL));
    let toFall = 0;
    if (isBlind) {
      if (free.length >= 3 * TAIL) {
        const before = mean(free.slice(-3 * TAIL, -2 * TAIL));
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
