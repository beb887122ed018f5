import type { Celsius } from '../../model/units.ts';
import type { Sample } from '../../model/trace.ts';
import type { Stretch } from '../stretches.ts';
import { Column } from './columns.ts';
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
  return { column: new Column(times, work), logScale };
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
