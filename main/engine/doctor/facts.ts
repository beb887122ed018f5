import type { MiB, Percent } from '../../../shared/model/units.ts';

/**
 * What was found of the box besides its readings, as it stands: what it means is for the checks to say. Null is what could not be
 * found out, or means nothing on this system.
 */
export interface BoxFacts {
  readonly platform: NodeJS.Platform;
  readonly onBattery: boolean | null;
  readonly power: PowerSettings;
  readonly session: SessionFacts;
  /** Whether this user may see the frames of others by PresentMon; null anywhere but on Windows. */
  readonly mayTrace: boolean | null;
  /** Virus scanners that run, by their makers' names. */
  readonly scanners: readonly string[];
  /** Cards as the system's desktop sees them. */
  readonly cards: readonly { readonly name: string; readonly displays: number }[];
  /** Nodes of cards, and those of them that this user may not open; empty anywhere but on Linux. */
  readonly nodes: { readonly all: readonly string[]; readonly closed: readonly string[] };
  readonly gaming: { readonly mode: boolean | null; readonly recording: boolean | null };
  readonly disks: readonly { readonly folder: string; readonly freeMiB: MiB | null }[];
  readonly clock: ClockFacts;
  /** Logical processors of the box, and how many of them we and what we start may use at once. */
  readonly cores: { readonly all: number; readonly allowed: number };
}

/** Windows has a scheme and an overlay over it, Linux governors, preferences and a profile. */
export interface PowerSettings {
  /** GUIDs in small letters. */
  readonly scheme: string | null;
  readonly overlay: string | null;
  /** Distinct words of all cores. */
  readonly governors: readonly string[];
  readonly preferences: readonly string[];
  readonly profile: string | null;
}

export interface SessionFacts {
  /** How this session is shown somewhere else, or was opened from there. */
  readonly remote: 'rdp' | 'ssh' | null;
  /** Whether we run as a service does, apart from every desktop. */
  readonly service: boolean | null;
  /** Whether there is a screen that a window could be shown on. */
  readonly display: boolean | null;
  /** Windows Server without a desktop. */
  readonly core: boolean | null;
}

export interface ClockFacts {
  /** What the kernel counts time by, in its own word. */
  readonly source: string | null;
  /** Milliseconds since 1970, as the box says. */
  readonly wall: number;
  /** How far the wall clock went away from the monotonic one while it was looked at, in milliseconds; null where nobody looked. */
  readonly stepMs: number | null;
}

/** A program that uses the box while nothing of ours was launched. */
export interface BusyProgram {
  readonly name: string;
  /** Of the whole box. */
  readonly cpu: Percent;
}
