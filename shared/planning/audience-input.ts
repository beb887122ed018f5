import type { AudiencePolicy } from '../model/audience.ts';
import type { Mbps } from '../model/units.ts';
import type { BoxKind } from './boxes/choose-boxes.ts';
import type { WaitTarget } from './boxes/places-needed.ts';
import type { NumberBounds } from './form/read-number.ts';
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
  readonly run: { readonly id: string; readonly capacity: number | null; readonly simulated: boolean } | null;
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

/** What each number may be. Beyond these it is a slip of the finger or no audience of this world. */
export const AUDIENCE_BOUNDS = {
  streams: { least: 0, most: 100_000, whole: true },
  spectators: { least: 0, most: 10_000_000, whole: true },
  bitrate: { least: 0.01, most: 10_000 },
  uplink: { least: 0, most: 10_000_000 },
  overhead: { least: 1, most: 3 },
  arrivals: { least: 0, most: 1_000_000 },
  session: { least: 0.1, most: 10_080 },
  share: { least: 0.001, most: 1000 },
  patience: { least: 0.01, most: 10_080 },
  room: { least: 0, most: 100_000, whole: true },
  targetShare: { least: 1, most: 99.99 },
  targetSeconds: { least: 0, most: 86_400 },
  spare: { least: 0, most: 100, whole: true },
  capacity: { least: 1, most: 10_000, whole: true },
  price: { least: 0, most: 1_000_000 },
  count: { least: 0, most: 10_000, whole: true },
  cores: { least: 1, most: 4096 },
  speed: { least: 0.01, most: 100 },
  cards: { least: 0, most: 256, whole: true },
  memoryGiB: { least: 0.25, most: 1_048_576 },
  encoderSessions: { least: 0, most: 1000, whole: true },
  more: { least: 1, most: 10_000, whole: true },
  seed: { least: 0, most: 4_294_967_295, whole: true },
} as const satisfies Record<string, NumberBounds>;
