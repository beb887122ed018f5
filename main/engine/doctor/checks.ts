import { accessSync, constants, existsSync, readdirSync } from 'node:fs';
import type { DoctorCheck } from '../../../shared/model/doctor.ts';
import type { Examination } from '../../box/local/examine-box.ts';

/** An idle box that uses more than this is not idle, in points. */
const BUSY = 10;
const LITTLE_RAM_MIB = 2048;
/** Below this a swapping system tidies up. */
const SWAPPING_MIBPS = 1;

/** Looks at one thing; null where it does not concern this box. */
type Look = (examination: Examination) => DoctorCheck | null;

/**
 * What can falsify a run on this box. A further check is one more function in this list, with its texts under the same
 * code in `shared/locale` (`doctor.checks`).
 */
export const CHECKS: readonly Look[] = [
  backgroundLoad,
  gpuReadings,
  sharedCards,
  encoderReading,
  memory,
  swapping,
  cost,
];

function meanOf(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0) / known.length;
}

function backgroundLoad({ readings }: Examination): DoctorCheck | null {
  const cpu = meanOf(readings.map((reading) => reading.cpu));
  if (cpu === null) return { code: 'background-load', state: 'bad', evidence: { cpu: null } };
  return {
    code: 'background-load',
    state: cpu > BUSY ? 'beware' : 'good',
    evidence: { cpu, seconds: readings.length },
  };
}

function can({ capabilities }: Examination, reading: string): boolean {
  return capabilities.some((one) => one.reading === reading && one.available);
}

function gpuReadings(examination: Examination): DoctorCheck {
  const cards = (examination.host.gpus ?? []).map(({ name }) => name ?? '?');
  const available = can(examination, 'gpu');
  // A box without a card has nothing to miss, but nothing that renders is measured on it either.
  return { code: 'gpu-readings', state: available ? 'good' : 'beware', evidence: { cards } };
}

/** The nodes of cards belong to a group; who is not in it renders in software, without a word. */
function sharedCards(): DoctorCheck | null {
  const folder = '/dev/dri';
  if (process.platform !== 'linux' || !existsSync(folder)) return null;
  const nodes = readdirSync(folder).filter((name) => name.startsWith('renderD'));
  const closed = nodes.filter((name) => !mayOpen(`${folder}/${name}`));
  return nodes.length === 0
    ? null
    : { code: 'card-access', state: closed.length > 0 ? 'bad' : 'good', evidence: { nodes, closed } };
}

function mayOpen(file: string): boolean {
  try {
    accessSync(file, constants.R_OK | constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

function encoderReading(examination: Examination): DoctorCheck | null {
  if (!can(examination, 'gpu')) return null;
  const available = can(examination, 'encoder');
  return { code: 'encoder-reading', state: available ? 'good' : 'beware', evidence: {} };
}

function memory({ readings }: Examination): DoctorCheck | null {
  const free = meanOf(readings.map(({ freeRamMiB }) => freeRamMiB));
  return free === null
    ? null
    : {
        code: 'free-memory',
        state: free < LITTLE_RAM_MIB ? 'beware' : 'good',
        evidence: { freeMiB: Math.round(free) },
      };
}

function swapping({ readings }: Examination): DoctorCheck | null {
  const rates = readings.map(({ swapInMiBps, swapOutMiBps }) =>
    swapInMiBps === null || swapOutMiBps === null ? null : swapInMiBps + swapOutMiBps,
  );
  const rate = meanOf(rates);
  return rate === null
    ? null
    : { code: 'swapping', state: rate >= SWAPPING_MIBPS ? 'bad' : 'good', evidence: { rate } };
}

function cost({ cost: { share, cpuMs } }: Examination): DoctorCheck {
  return { code: 'cost', state: share > 1 ? 'beware' : 'good', evidence: { share, cpuMs } };
}
