import type { LinePolicy } from '../roles/lobby.ts';

export const HOURS = 24;
export const SECONDS_PER_HOUR = 3600;
export const DAY = HOURS * SECONDS_PER_HOUR;

/** A kind of session. */
export interface SessionKind {
  /** How many of the players have it, in relation to the other kinds; above 0. */
  readonly share: number;
  /** The mean. */
  readonly minutes: number;
  /** `exponential`: most are short and some very long; `fixed`: all alike, as with a time limit. */
  readonly spread: 'exponential' | 'fixed';
}

/** A day that is repeated. */
export interface DayInput {
  readonly places: number;
  /** Arrivals in each hour of the day, 24 of them. */
  readonly arrivalsPerHour: readonly number[];
  readonly sessions: readonly SessionKind[];
  /** How long somebody waits before giving up, in the mean (exponential); null for ever. */
  readonly patienceMinutes: number | null;
  readonly policy: LinePolicy;
  /** How many may wait; null for as many as come. */
  readonly room: number | null;
  /** How many of the waiting may watch; null for all. */
  readonly watching: number | null;
  readonly days: number;
  readonly seed: number;
}

export function meanMinutes(sessions: readonly SessionKind[]): number {
  const shares = sessions.reduce((sum, { share }) => sum + share, 0);
  return sessions.reduce((sum, { share, minutes }) => sum + share * minutes, 0) / shares;
}
