import { DOCTOR_FORMAT, type DoctorReport } from '../../../shared/model/doctor.ts';
import { systemClock } from '../../os/clock.ts';
import { examineBox, type Examination } from '../../box/local/examine-box.ts';
import { CHECKS } from './checks.ts';

/** What can be measured here, at what cost, and what would falsify a run; from what was seen. */
export function reportOf(examination: Examination): DoctorReport {
  const { host, capabilities, cost } = examination;
  return {
    format: DOCTOR_FORMAT,
    host,
    readings: capabilities,
    cost,
    checks: CHECKS.flatMap((look) => look(examination) ?? []),
  };
}

/**
 * Looks at this box without launching anything.
 * @param seconds how long the box's own doing is looked at
 */
export async function examine(seconds: number, signal: AbortSignal): Promise<DoctorReport> {
  return reportOf(await examineBox(seconds, systemClock(), signal));
}
