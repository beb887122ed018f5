import type { AudiencePolicy } from '../model/audience.ts';
import type { Mbps } from '../model/units.ts';
import type { BoxKind } from './boxes/choose-boxes.ts';
import type { WaitTarget } from './boxes/places-needed.ts';
import type { UnitPrices } from './hardware/additions.ts';
import type { MeasuredDemand } from './hardware/demand.ts';
import type { HardwareDescription } from './hardware/predict.ts';
import type { LinePolicy } from './roles/lobby.ts';
import type { SessionKind } from './simulation/day-input.ts';

/** A quality beside the first one. */
export interface QualityStep {
  readonly name: string;
  readonly bitrateMbps: Mbps;
  /** Spectators who watch at it. */
  readonly spectators: number;
}

/** What is asked about hardware, from what a run measured. */
export interface HardwareQuestion {
  readonly demand: MeasuredDemand;
  /** Of the measured box. */
  readonly capacity: number;
  readonly otherBox: HardwareDescription | null;
  /** For how many more this box is to be extended; null where that is not asked. */
  readonly more: number | null;
  readonly prices: UnitPrices;
}

/** Everything an audience is computed from. What is null was not named, and what needs it is not answered. */
export interface AudienceInput {
  /** The box: a kept run's, or with no id one whose capacity was typed. */
  readonly run: {
    readonly id: string | null;
    readonly capacity: number | null;
    readonly simulated: boolean;
  } | null;
  readonly streams: number;
  readonly spectators: number;
  readonly bitrateMbps: Mbps | null;
  readonly steps: readonly QualityStep[];
  /** Of packet headers, retransmission, audio: at least 1, which is none. */
  readonly overhead: number;
  readonly uplinkMbps: Mbps | null;
  readonly policy: AudiencePolicy;
  /** One number for every hour, or 24. */
  readonly arrivalsPerHour: readonly number[] | null;
  readonly sessions: readonly SessionKind[] | null;
  readonly line: LinePolicy;
  readonly room: number | null;
  readonly patienceMinutes: number | null;
  readonly target: WaitTarget;
  readonly spare: number;
  /** Of the box in question. */
  readonly pricePerHour: number | null;
  readonly otherBoxes: readonly BoxKind[];
  readonly hardware: HardwareQuestion | null;
  /** Also where the formulas would do. */
  readonly simulate: boolean;
  readonly seed: number;
}

/** 95 % play within half a minute, and one box may fail. */
export const DEFAULT_TARGET: WaitTarget = { share: 0.95, seconds: 30 };
export const DEFAULT_SPARE = 1;
