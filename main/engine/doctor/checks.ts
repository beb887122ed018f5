import type { DoctorCheck } from '../../../shared/model/doctor.ts';
import type { Examination } from '../../box/local/examine-box.ts';
import type { BusyProgram } from './facts.ts';

/** An idle box that uses more than this is not idle, in points. */
const BUSY = 10;
const LITTLE_RAM_MIB = 2048;
/** Below this a swapping system tidies up. */
const SWAPPING_MIBPS = 1;

/** A card on which nothing of ours was started and that does more is somebody else's too, in percent. */
const CARD_BUSY = 5;
const CARD_FILLED = 25;

/** What was seen while nothing was launched. */
export interface Seen extends Examination {
  /** Who used the processors meanwhile, the busiest first. */
  readonly busy: readonly BusyProgram[];
}

/** Looks at one thing; null where it does not concern this box. */
type Look = (seen: Seen) => DoctorCheck | null;

/**
 * What shows in the readings and can falsify a run on this box. A further check is one more function in this list, with its texts under the same
 * code in `shared/locale` (`doctor.checks`).
 */
export const CHECKS: readonly Look[] = [
  backgroundLoad,
  gpuReadings,
  cardsOfOthers,
  throttled,
  encoderReading,
  memory,
  swapping,
  cost,
];

function meanOf(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0) / known.length;
}

function backgroundLoad({ readings, busy }: Seen): DoctorCheck | null {
  const cpu = meanOf(readings.map((reading) => reading.cpu));
  if (cpu === null) return { code: 'background-load', state: 'bad', evidence: { cpu: null, busy: [] } };
  return {
    code: 'background-load',
    state: cpu > BUSY ? 'beware' : 'good',
    evidence: { cpu, seconds: readings.length, busy },
  };
}

function can({ capabilities }: Seen, reading: string): boolean {
  return capabilities.some((one) => one.reading === reading && one.available);
}

function gpuReadings(examination: Seen): DoctorCheck {
  const cards = (examination.host.gpus ?? []).map(({ name }) => name ?? '?');
  const available = can(examination, 'gpu');
  // A box without a card has nothing to miss, but nothing that renders is measured on it either.
  return { code: 'gpu-readings', state: available ? 'good' : 'beware', evidence: { cards } };
}

/** The mean of each card's place. */
function perCard(values: readonly (readonly (number | null)[] | null)[]): (number | null)[] {
  const cards = Math.max(0, ...values.map((places) => places?.length ?? 0));
  return Array.from({ length: cards }, (_, card) => meanOf(values.map((places) => places?.[card] ?? null)));
}

function cardsOfOthers({ readings }: Seen): DoctorCheck | null {
  const loads = perCard(readings.map(({ gpu }) => gpu));
  const memory = perCard(readings.map(({ vram }) => vram));
  if (loads.every((load) => load === null) && memory.every((used) => used === null)) return null;
  const cards = loads.map((load, index) => ({ index, load, vram: memory[index] ?? null }));
  const used = cards.filter(({ load, vram }) => (load ?? 0) > CARD_BUSY || (vram ?? 0) > CARD_FILLED);
  return { code: 'cards-of-others', state: used.length > 0 ? 'beware' : 'good', evidence: { cards: used } };
}

/** A clock that somebody set is lower, and stays. */
const STEADY_REASONS: readonly string[] = ['applications-clocks', 'sync-boost', 'display-clocks'];

/** What slows a box that does nothing will slow it all the more at work. */
function throttled({ readings }: Seen): DoctorCheck | null {
  const known = readings.filter(({ throttle, cpuThrottles }) => throttle !== null || cpuThrottles !== null);
  if (known.length === 0) return null;
  const told = known.flatMap(({ throttle }) => (throttle ?? []).flatMap((reasons) => reasons ?? []));
  const reasons = [...new Set(told)].filter((reason) => !STEADY_REASONS.includes(reason));
  const cpu = known.reduce((sum, { cpuThrottles }) => sum + (cpuThrottles ?? 0), 0);
  return {
    code: 'throttled',
    state: reasons.length > 0 || cpu > 0 ? 'bad' : 'good',
    evidence: { reasons: reasons.toSorted(), cpu },
  };
}

function encoderReading(examination: Seen): DoctorCheck | null {
  if (!can(examination, 'gpu')) return null;
  const available = can(examination, 'encoder');
  return { code: 'encoder-reading', state: available ? 'good' : 'beware', evidence: {} };
}

function memory({ readings }: Seen): DoctorCheck | null {
  const free = meanOf(readings.map(({ freeRamMiB }) => freeRamMiB));
  return free === null
    ? null
    : {
        code: 'free-memory',
        state: free < LITTLE_RAM_MIB ? 'beware' : 'good',
        evidence: { freeMiB: Math.round(free) },
      };
}

function swapping({ readings }: Seen): DoctorCheck | null {
  const rates = readings.map(({ swapInMiBps, swapOutMiBps }) =>
    swapInMiBps === null || swapOutMiBps === null ? null : swapInMiBps + swapOutMiBps,
  );
  const rate = meanOf(rates);
  return rate === null
    ? null
    : { code: 'swapping', state: rate >= SWAPPING_MIBPS ? 'bad' : 'good', evidence: { rate } };
}

function cost({ cost: { share, cpuMs } }: Seen): DoctorCheck {
  return { code: 'cost', state: share > 1 ? 'beware' : 'good', evidence: { share, cpuMs } };
}
