import type { Sample } from '../../model/trace.ts';
import type { Seconds } from '../../model/units.ts';
import type { Stretch } from '../stretches.ts';

/*
 * A card that grows hot lowers its clock, minutes after the load has come: what was read before says too little of the
 * long run. Temperatures and clocks may both be missing.
 */

/** Below this no card is known to lower its clock for heat, in °C. */
export const HOT = 71;
/** Cards take minutes to reach their temperature: the time constant reckoned with. */
const HEATING: Seconds = 120;
/** Closer to the final temperature than this is as good as there, in °C. */
const THERE = 1.5;
const TAIL = 10;

type Reading = (sample: Sample, index: number) => number | null;
const temperature: Reading = (sample, index) => sample.temperature?.[index] ?? null;

function tail(samples: readonly Sample[], index: number, skip: number): number | null {
  let [sum, count] = [0, 0];
  for (let i = samples.length - 1 - skip; i >= 0 && count < TAIL; i--) {
    const sample = samples[i];
    const value = sample ? temperature(sample, index) : null;
    if (value === null) continue;
    sum += value;
    count += 1;
  }
  return count < TAIL / 2 ? null : sum / count;
}

/** A card's temperature at the end of a stretch in °C; null where it is not told. */
export function temperatureAtEnd({ samples }: Stretch, index: number): number | null {
  return tail(samples, index, 0);
}

/** The temperature that the card is on its way to; null where it is not told or too short to say. */
export function temperatureToCome({ samples }: Stretch, index: number): number | null {
  const now = tail(samples, index, 0);
  const before = tail(samples, index, 2 * TAIL);
  if (now === null || before === null) return null;
  return now + Math.max(0, ((now - before) / (2 * TAIL)) * HEATING);
}

/** Whether a card is on its way to where clocks fall, and not there yet. Too short a look counts as on its way. */
export function stillHeats(stretch: Stretch, index: number): boolean {
  const now = temperatureAtEnd(stretch, index);
  if (now === null) return false;
  const then = temperatureToCome(stretch, index);
  if (then === null) return now > HOT - 12;
  return then > HOT && then - now > THERE;
}

/** From when on a hot card has been as hot as it is at the end; the given moment where it is not hot. */
export function hotFrom({ samples }: Stretch, index: number, from: Seconds): Seconds {
  const end = tail(samples, index, 0);
  if (end === null || end < HOT) return from;
  for (let i = samples.length - 1; i >= 0; i--) {
    const sample = samples[i];
    if (!sample || sample.t <= from) return from;
    const own = temperature(sample, index);
    if (own !== null && own < end - 4) return sample.t;
  }
  return from;
}
