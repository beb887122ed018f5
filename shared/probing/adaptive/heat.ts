import { firstOrderLag, type LagBelief } from '../../stats/first-order-lag.ts';
import type { Sample } from '../../model/trace.ts';
import type { Celsius, Seconds } from '../../model/units.ts';
import { readingOf } from '../readings.ts';

/*
 * How a card grows hot: its temperature follows its power as a first-order lag, minutes behind. Power is taken to go with
 * load and, where clocks are read, with the square of the clock (the voltage falls with it). Temperatures may be missing.
 */

/** A card's temperature as a function of its load. */
export interface HeatBelief {
  /** Where temperature comes to, in °C, at a load in percent with a share of the full clock. */
  settlesAt(load: number, clock: number): { readonly mean: Celsius; readonly deviation: Celsius };
  /** The temperature of the last seconds. */
  readonly now: Celsius;
  /** Where it is on its way to if all goes on as in the last seconds. */
  readonly toCome: Celsius;
}

/** Of cards in general: °C at no load, and what full load adds. */
const OFFSET = { mean: 38, variance: 12 ** 2 };
const GAIN = { mean: 40, variance: 20 ** 2 };
/** Coolers are made so that a card is about so hot at full load. */
const AT_FULL_LOAD = { input: 1, mean: 78, deviation: 9 };
/** A card may come from other work: so many °C from its equilibrium at the start. */
const START = 8;
/** Time constants of coolers. */
const CONSTANTS: readonly Seconds[] = [20, 35, 60, 90, 130, 180, 250, 350];
/** Sensors round to whole degrees. */
const ROUNDED: Celsius = 0.45;
/** Too little to say anything. */
const LEAST_READINGS = 5;
const LAST = 10;

function recent(values: readonly number[]): number {
  const last = values.slice(-LAST).filter((value) => !Number.isNaN(value));
  return last.reduce((sum, value) => sum + value, 0) / Math.max(1, last.length);
}

/** Power in units of the full one, as far as load and clock tell it. */
const power = (load: number, clock: number) => (load / 100) * clock ** 2;

/** A card's belief from all samples of a run, in order; null where temperatures are not told. */
export function believeHeat(samples: readonly Sample[], index: number): HeatBelief | null {
  const inputs: number[] = [];
  const outputs: number[] = [];
  let [load, clock, told] = [0, 1, 0];
  for (const sample of samples) {
    load = readingOf(sample, { resource: 'gpu', index }) ?? load;
    clock = (sample.clock?.[index] ?? 100 * clock) / 100;
    const temperature = sample.temperature?.[index] ?? null;
    inputs.push(power(load, clock));
    outputs.push(temperature ?? Number.NaN);
    if (temperature !== null) told += 1;
  }
  if (told < LEAST_READINGS) return null;
  const lag: LagBelief = firstOrderLag(inputs, outputs, {
    offset: OFFSET,
    gain: GAIN,
    known: [AT_FULL_LOAD],
    start: START,
    constants: CONSTANTS,
    noise: ROUNDED,
  });
  return {
    settlesAt: (ownLoad, ownClock) => lag.settlesAt(power(ownLoad, ownClock)),
    now: recent(outputs),
    toCome: lag.settlesAt(recent(inputs)).mean,
  };
}
