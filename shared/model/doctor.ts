import type { Capability } from './capability.ts';
import type { Host } from './trace.ts';
import type { Percent } from './units.ts';

export const DOCTOR_FORMAT = 'kneescope.doctor/1';

/** One thing that was looked at because it can falsify a run or hide what one needs. */
export interface DoctorCheck {
  /** Texts for evidence, effect and way out are in `shared/locale`, by this. */
  readonly code: string;
  /** `good`: nothing to do. `beware`: runs work and may mislead. `bad`: runs cannot be trusted. */
  readonly state: 'good' | 'beware' | 'bad';
  /** What was seen. */
  readonly evidence: Readonly<Record<string, unknown>>;
}

/** What one tick of sampling costs on this box. */
export interface TickCost {
  readonly ticks: number;
  /** Processor time of one tick, in milliseconds, ours and our readers'. */
  readonly cpuMs: number;
  /** How long one tick takes, in milliseconds. */
  readonly wallMs: number;
  /** Of one core, at a tick a second. */
  readonly share: Percent;
}

export interface DoctorReport {
  readonly format: typeof DOCTOR_FORMAT;
  readonly host: Host;
  readonly readings: readonly Capability[];
  readonly cost: TickCost;
  readonly checks: readonly DoctorCheck[];
}
