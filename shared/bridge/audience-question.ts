import { z } from 'zod';
import { AUDIENCE_POLICIES } from '../model/audience.ts';
import { AUDIENCE_BOUNDS as BOUNDS } from '../model/audience-bounds.ts';
import { LOADS } from '../model/resources.ts';
import { BRIDGE_BOUNDS } from './bounds.ts';

const run = z.string().min(1).max(200);
const name = z.string().min(1).max(80);

function within({ least, most, whole = false }: { least: number; most: number; whole?: boolean }) {
  const number = whole ? z.int() : z.number();
  return number.gte(least).lte(most);
}
const { targetShare } = BOUNDS;

const speedSchema = z
  .strictObject({ low: within(BOUNDS.speed), high: within(BOUNDS.speed) })
  .refine(({ low, high }) => low <= high);

/** Another box, as its owner describes it; null is not known. Memory in MiB; VRAM and sessions are of each card. */
const otherBoxSchema = z.strictObject({
  cores: within(BOUNDS.cores).nullable(),
  cards: within(BOUNDS.cards).nullable(),
  ramMiB: z.number().gt(0).nullable(),
  vramMiB: z.number().gt(0).nullable(),
  encoderSessions: within(BOUNDS.encoderSessions).nullable(),
  /** Null: from the second run, else as fast as those measured. */
  coreSpeed: speedSchema.nullable(),
  gpuSpeed: speedSchema.nullable(),
  /** A run of the same program on such a box, which calibrates the speeds. */
  calibrate: run.nullable(),
});

/**
 * What a face asks about an audience: all that `kneescope audience` takes. What is null was not named, and what needs it
 * is not answered. What a kept run measured is looked up by whoever answers.
 */
export const audienceQuestionSchema = z.strictObject({
  run: run.nullable(),
  /** Typed, where there is no run. */
  capacity: within(BOUNDS.capacity).nullable(),
  /** Null: as many as the capacity. */
  streams: within(BOUNDS.streams).nullable(),
  spectators: within(BOUNDS.spectators),
  bitrateMbps: within(BOUNDS.bitrate).nullable(),
  steps: z
    .array(
      z.strictObject({ name, bitrateMbps: within(BOUNDS.bitrate), spectators: within(BOUNDS.spectators) }),
    )
    .max(BRIDGE_BOUNDS.audienceRows),
  overhead: within(BOUNDS.overhead),
  uplinkMbps: within(BOUNDS.uplink).nullable(),
  policy: z.enum(AUDIENCE_POLICIES),
  /** One number for every hour, or 24. */
  arrivalsPerHour: z
    .union([z.array(within(BOUNDS.arrivals)).length(1), z.array(within(BOUNDS.arrivals)).length(24)])
    .nullable(),
  sessions: z
    .array(
      z.strictObject({
        share: within(BOUNDS.share),
        minutes: within(BOUNDS.session),
        spread: z.enum(['exponential', 'fixed']),
      }),
    )
    .min(1)
    .max(BRIDGE_BOUNDS.audienceRows)
    .nullable(),
  line: z.enum(['queue', 'watch', 'refuse']),
  room: within(BOUNDS.room).nullable(),
  patienceMinutes: within(BOUNDS.patience).nullable(),
  target: z.strictObject({
    share: within({ least: targetShare.least / 100, most: targetShare.most / 100 }),
    seconds: within(BOUNDS.targetSeconds),
  }),
  spare: within(BOUNDS.spare),
  pricePerHour: within(BOUNDS.price).nullable(),
  otherBoxes: z
    .array(
      z.strictObject({
        name,
        capacity: within(BOUNDS.capacity),
        available: within(BOUNDS.count).nullable(),
        pricePerHour: within(BOUNDS.price).nullable(),
      }),
    )
    .max(BRIDGE_BOUNDS.audienceRows),
  /** Only with a run. */
  hardware: z
    .strictObject({
      otherBox: otherBoxSchema.nullable(),
      more: within(BOUNDS.more).nullable(),
      prices: z.partialRecord(z.enum(LOADS), within(BOUNDS.price)),
    })
    .nullable(),
  simulate: z.boolean(),
  seed: within(BOUNDS.seed),
});
export type AudienceQuestion = z.infer<typeof audienceQuestionSchema>;
