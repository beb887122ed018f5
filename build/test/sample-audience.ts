import { audience } from '../../shared/planning/audience.ts';
import { DEFAULT_SPARE, DEFAULT_TARGET, type AudienceInput } from '../../shared/planning/audience-input.ts';

/** What a typical question asks: 10 streams at 8 Mbit/s, 20 spectators, 200 Mbit/s of uplink. */
export function sampleInput(changed: Partial<AudienceInput> = {}): AudienceInput {
  return {
    run: null,
    streams: 10,
    spectators: 20,
    bitrateMbps: 8,
    steps: [],
    overhead: 1,
    uplinkMbps: 200,
    policy: 'admit',
    arrivalsPerHour: null,
    sessions: null,
    line: 'queue',
    room: null,
    patienceMinutes: null,
    target: DEFAULT_TARGET,
    spare: DEFAULT_SPARE,
    pricePerHour: null,
    otherBoxes: [],
    hardware: null,
    simulate: false,
    seed: 1,
    ...changed,
  };
}

/** An evening on which more come than the box can bear, for an hour. */
export const EVENING = [
  2, 1, 1, 0, 0, 0, 1, 2, 4, 6, 8, 9, 9, 8, 8, 9, 10, 14, 18, 24, 26, 20, 12, 5,
] as const;

/** The answer with everything in it. */
export function sampleAudience(changed: Partial<AudienceInput> = {}) {
  return audience(
    sampleInput({
      arrivalsPerHour: EVENING,
      sessions: [{ share: 1, minutes: 22, spread: 'exponential' }],
      ...changed,
    }),
  );
}
