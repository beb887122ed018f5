import type { Sample } from '../../model/trace.ts';
import type { Celsius } from '../../model/units.ts';
import { readingOf } from '../readings.ts';

/** One way in which heat may lower a card's clock: in a straight line from a temperature on. */
export interface Throttling {
  /** Null where heat lowers no clock. */
  readonly onset: Celsius | null;
  /** Share of the clock lost per °C beyond the onset. */
  readonly perDegree: number;
  /** Natural logarithm of how likely it is: beforehand, and with what the clocks told. */
  readonly logWeight: number;
}

const PER_DEGREE = [0.006, 0.01, 0.014, 0.018, 0.022, 0.026, 0.03, 0.036];
/** No card is known to lose more of its clock to heat than down to this. */
const SLOWEST = 0.5;
/** How likely it is that a card lowers its clock at all before it is as hot as is told, or as 88 °C. */
const LOWERS = { told: 0.9, untold: 0.75 };
/** Where a threshold is told: how far below it clocks begin to fall. Makers tell the last resort, others the first. */
const BELOW_TOLD = [
  { degrees: 0, weight: 0.7 },
  { degrees: 3, weight: 0.1 },
  { degrees: 6, weight: 0.1 },
  { degrees: 10, weight: 0.1 },
];
/** Where none is told; clocks show it more exactly than loads do. */
const UNTOLD = { from: 70, to: 88, step: { clocks: 0.5, loads: 2 } };

/** A clock is read this well, in percent, with what the model misses. */
const CLOCK_DEVIATION = 0.7;
const BIN = 5;
/** Cooler cards, and idler ones, lower their clocks for other reasons. */
const BUSY = { load: 40, celsius: 66 };

/** The share of the full clock that a hypothesis leaves at a temperature. */
export function clockAt({ onset, perDegree }: Throttling, temperature: Celsius): number {
  if (onset === null || temperature <= onset) return 1;
  return Math.max(SLOWEST, 1 - perDegree * (temperature - onset));
}

interface HotBin {
  readonly temperature: Celsius;
  readonly clock: number;
}

function hotBins(samples: readonly Sample[], index: number): { bins: HotBin[]; full: number } {
  const bins: HotBin[] = [];
  let full = 0;
  let [clocks, temperatures, loads, count] = [0, 0, 0, 0];
  for (const sample of samples) {
    const clock = sample.clock?.[index] ?? null;
    const temperature = sample.temperature?.[index] ?? null;
    const load = readingOf(sample, { resource: 'gpu', index });
    if (clock === null || temperature === null || load === null) continue;
    clocks += clock;
    temperatures += temperature;
    loads += load;
    count += 1;
    if (count < BIN) continue;
    const bin = { temperature: temperatures / count, clock: clocks / count };
    full = Math.max(full, bin.clock);
    if (loads / count >= BUSY.load && bin.temperature >= BUSY.celsius) bins.push(bin);
    [clocks, temperatures, loads, count] = [0, 0, 0, 0];
  }
  return { bins, full };
}

/** The ways in which a card with this told threshold may throttle, before anything is read. */
function candidates(told: Celsius | null, step: Celsius): Throttling[] {
  const untold = Array.from(
    { length: (UNTOLD.to - UNTOLD.from) / step + 1 },
    (_, i) => UNTOLD.from + step * i,
  );
  const onsets =
    told === null
      ? untold.map((onset) => ({ onset, weight: LOWERS.untold / untold.length }))
      : BELOW_TOLD.map(({ degrees, weight }) => ({ onset: told - degrees, weight: LOWERS.told * weight }));
  const never = 1 - (told === null ? LOWERS.untold : LOWERS.told);
  return [
    { onset: null, perDegree: 0, logWeight: Math.log(never) },
    ...onsets.flatMap(({ onset, weight }) =>
      PER_DEGREE.map((perDegree) => ({
        onset,
        perDegree,
        logWeight: Math.log(weight / PER_DEGREE.length),
      })),
    ),
  ];
}

/**
 * How heat may lower the clocks of the cards, by what is told of them and what their clocks did when they were hot. Cards of
 * one box are taken to be alike in this.
 * @param told the temperature at which each card says that it slows down, null where it does not say
 */
export function believeThrottling(
  samples: readonly Sample[],
  cards: readonly number[],
  told: readonly (Celsius | null)[],
): Throttling[] {
  const first = cards.map((index) => told[index] ?? null).find((one) => one !== null) ?? null;
  const seen = cards.map((index) => hotBins(samples, index));
  const step = seen.some(({ bins }) => bins.length > 0) ? UNTOLD.step.clocks : UNTOLD.step.loads;
  return candidates(first, step).map((one) => {
    const misfit = seen.reduce(
      (sum, { bins, full }) =>
        bins.reduce((total, { temperature, clock }) => {
          const expected = Math.min(full, 100 * clockAt(one, temperature));
          return total + ((clock - expected) / CLOCK_DEVIATION) ** 2;
        }, sum),
      0,
    );
    return { ...one, logWeight: one.logWeight - misfit / 2 };
  });
}
