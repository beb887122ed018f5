import { tmpdir } from 'node:os';
import { DOCTOR_FORMAT, type DoctorCheck, type DoctorReport } from '../../../shared/model/doctor.ts';
import { systemClock } from '../../os/clock.ts';
import { examineBox } from '../../box/local/examine-box.ts';
import { CHECKS, type Seen } from './checks.ts';
import { FACT_CHECKS } from './fact-checks.ts';
import type { BoxFacts } from './facts.ts';
import { gatherFacts } from './gather/gather.ts';
import { busiest, runningPrograms } from './gather/programs.ts';

/** What of the facts can falsify a run. */
export function judgeFacts(facts: BoxFacts): DoctorCheck[] {
  return FACT_CHECKS.flatMap((look) => look(facts) ?? []);
}

/** What can be measured here, at what cost, and what would falsify a run; from what was seen. */
export function reportOf(seen: Seen, facts: BoxFacts): DoctorReport {
  const { host, capabilities, cost } = seen;
  return {
    format: DOCTOR_FORMAT,
    host,
    readings: capabilities,
    cost,
    checks: [...CHECKS.flatMap((look) => look(seen) ?? []), ...judgeFacts(facts)],
  };
}

/**
 * Looks at this box without launching anything.
 * @param seconds how long the box's own doing is looked at
 * @param dataFolder its volume must have room
 */
export async function examine(
  seconds: number,
  dataFolder: string,
  signal: AbortSignal,
): Promise<DoctorReport> {
  const clock = systemClock();
  const before = await runningPrograms();
  const [began, wall] = [clock.now(), Date.now()];
  const examination = await examineBox(seconds, clock, signal);
  const after = await runningPrograms();
  const lasted = clock.now() - began;
  const stepMs = Date.now() - wall - lasted * 1000;
  const facts = await gatherFacts([dataFolder, tmpdir()]);
  return reportOf(
    { ...examination, busy: busiest(before, after, lasted) },
    { ...facts, clock: { ...facts.clock, stepMs } },
  );
}
