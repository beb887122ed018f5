import type { AudiencePolicy } from '../../../../shared/model/audience.ts';
import { LOADS, type Load } from '../../../../shared/model/resources.ts';
import { DEFAULT_SPARE, DEFAULT_TARGET } from '../../../../shared/planning/audience-input.ts';
import type { LinePolicy } from '../../../../shared/planning/roles/lobby.ts';
import { HOURS } from '../../../../shared/planning/simulation/day-input.ts';

export interface QualityDraft {
  readonly name: string;
  readonly bitrate: string;
  readonly spectators: string;
}
export interface SessionDraft {
  readonly share: string;
  readonly minutes: string;
  readonly spread: 'exponential' | 'fixed';
}
export interface BoxDraft {
  readonly name: string;
  readonly capacity: string;
  readonly available: string;
  readonly price: string;
}

/** What of another box is described by one number; memory in GiB. */
export const SIZES = ['cores', 'ram', 'gpus', 'vram', 'encoder'] as const;
export const SPEEDS = ['coreSpeedLow', 'coreSpeedHigh', 'gpuSpeedLow', 'gpuSpeedHigh'] as const;
export type HardwareNumber = (typeof SIZES)[number] | (typeof SPEEDS)[number];

/** A question about an audience while it is typed: numbers are the texts that stand in their fields, an empty one says nothing. */
export interface Draft {
  /** Null: the numbers are typed. */
  readonly run: string | null;
  readonly capacity: string;
  readonly streams: string;
  readonly spectators: string;
  readonly bitrate: string;
  readonly uplink: string;
  readonly overhead: string;
  readonly policy: AudiencePolicy;
  readonly qualities: readonly QualityDraft[];
  /** Whether arrivals are told hour by hour. */
  readonly byHour: boolean;
  readonly arrivals: string;
  readonly hours: readonly string[];
  readonly sessions: readonly SessionDraft[];
  readonly line: LinePolicy;
  readonly room: string;
  readonly patience: string;
  readonly simulate: boolean;
  readonly seed: string;
  readonly targetShare: string;
  readonly targetSeconds: string;
  readonly spare: string;
  readonly price: string;
  readonly boxes: readonly BoxDraft[];
  readonly hardware: Readonly<Record<HardwareNumber, string>>;
  /** The run on the other box, which tells how fast it is; null for none. */
  readonly calibrate: string | null;
  readonly more: string;
  readonly prices: Readonly<Record<Load, string>>;
}

const blank = <Name extends string>(names: readonly Name[]) =>
  Object.fromEntries(names.map((name) => [name, ''])) as Record<Name, string>;

export const NEW_QUALITY: QualityDraft = { name: '', bitrate: '', spectators: '' };
export const NEW_SESSION: SessionDraft = { share: '1', minutes: '', spread: 'exponential' };
export const NEW_BOX: BoxDraft = { name: '', capacity: '', available: '', price: '' };

export const NEW_DRAFT: Draft = {
  run: null,
  capacity: '',
  streams: '',
  spectators: '',
  bitrate: '',
  uplink: '',
  overhead: '',
  policy: 'open',
  qualities: [],
  byHour: false,
  arrivals: '',
  hours: new Array<string>(HOURS).fill(''),
  sessions: [NEW_SESSION],
  line: 'queue',
  room: '',
  patience: '',
  simulate: false,
  seed: '',
  targetShare: String(DEFAULT_TARGET.share * 100),
  targetSeconds: String(DEFAULT_TARGET.seconds),
  spare: String(DEFAULT_SPARE),
  price: '',
  boxes: [],
  hardware: blank([...SIZES, ...SPEEDS]),
  calibrate: null,
  more: '',
  prices: blank(LOADS),
};

const KEY = 'kneescope.planner';

/** Whether what was kept has the shape of what it stands for: another version's draft is begun anew, not mended. */
function hasShapeOf(kept: unknown, model: unknown): boolean {
  if (Array.isArray(model)) return Array.isArray(kept);
  if (typeof model === 'object' && model !== null)
    return (
      typeof kept === 'object' &&
      kept !== null &&
      Object.entries(model).every(([name, value]) =>
        hasShapeOf((kept as Record<string, unknown>)[name], value),
      )
    );
  return model === null ? kept === null || typeof kept === 'string' : typeof kept === typeof model;
}

/** What stood there last time, so that a reload loses nothing that was typed. */
export function keptDraft(): Draft {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY) ?? 'null') as unknown;
    if (hasShapeOf(kept, NEW_DRAFT)) return kept as Draft;
  } catch {
    // What cannot be read is begun anew.
  }
  return NEW_DRAFT;
}

export function keepDraft(draft: Draft): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(draft));
  } catch {
    // A browser that keeps nothing still has it until the page is closed.
  }
}
