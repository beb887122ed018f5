import { z } from 'zod';
import { additionsSchema, predictionSchema } from './hardware.ts';

export const AUDIENCE_FORMAT = 'kneescope.audience/1';

/** What becomes of viewers when the uplink is too small: `open` refuses nobody, `admit` lets in who fits. */
export const AUDIENCE_POLICIES = ['open', 'admit'] as const;
export type AudiencePolicy = (typeof AUDIENCE_POLICIES)[number];

const maybe = z.number().nullable();
const admittedSchema = z.looseObject({ streams: z.int(), spectators: z.int() });

const waitingSchema = z.looseObject({
  /** The share of those let in that waits. */
  probability: maybe,
  /** Null where more come than leave, with the reason `unstable`. */
  meanSeconds: maybe,
  p95Seconds: maybe,
  /** With endless room: what would be refused if nobody might wait. */
  refused: maybe,
  reason: z.string().nullish(),
  arrivalsPerHour: z.number(),
  sessionMinutes: z.number(),
  /** Offered load, in places. */
  load: z.number(),
  places: z.int(),
  /** How many may wait; null for as many as come. */
  room: z.int().nullable(),
  meanLine: maybe,
  /** The hour of the day that this is about, the one with most arrivals; null where every hour is alike. */
  hour: z.int().nullable(),
});
export type AudienceWaiting = z.infer<typeof waitingSchema>;

const hourSchema = z.looseObject({
  hour: z.int(),
  arrivalsPerHour: z.number(),
  load: z.number(),
  probability: maybe,
  meanSeconds: maybe,
  p95Seconds: maybe,
  refused: maybe,
  reason: z.string().nullish(),
});
export type AudienceHour = z.infer<typeof hourSchema>;

const stepSchema = z.looseObject({
  name: z.string().nullable(),
  bitrateMbps: z.number(),
  needMbps: z.number(),
  fits: z.boolean().nullable(),
  admitted: admittedSchema.nullable(),
  perViewerMbps: maybe,
});
export type AudienceStep = z.infer<typeof stepSchema>;

const outcome = {
  arrivals: z.number(),
  probability: maybe,
  meanSeconds: maybe,
  p95Seconds: maybe,
  refused: maybe,
  gaveUp: maybe,
};
const presence = { playing: z.number(), waiting: z.number(), watching: z.number() };

const simulationSchema = z.looseObject({
  /** `unstable` or `too-many` where there is no result, and all else is null. */
  reason: z.string().nullable(),
  result: z
    .looseObject({
      ...outcome,
      days: z.int(),
      seed: z.int(),
      mostWaiting: z.int(),
      playing: z.number(),
      meanWait: z.looseObject({ mean: z.number(), low: maybe, high: maybe }).nullable(),
      hours: z.array(z.looseObject({ hour: z.int(), ...outcome, ...presence })),
    })
    .nullable(),
});

const boxesSchema = z.looseObject({
  target: z.looseObject({ share: z.number(), seconds: z.number() }),
  /** The share of those who come that the present places serve within the target's seconds. */
  nowShare: z.number(),
  /** Null where not even 200,000 places keep the target. */
  placesNeeded: z.int().nullable(),
  spare: z.int(),
  choice: z
    .looseObject({
      boxes: z.array(z.looseObject({ name: z.string(), count: z.int() })),
      total: z.int(),
      places: z.int(),
      placesWithoutSpare: z.int(),
      costPerHour: maybe,
      costPerStreamHour: z.looseObject({ full: z.number(), used: maybe }).nullable(),
    })
    .nullable(),
});

/** What `audience --json` prints. Numbers are not rounded; a megabit is 10⁶ bit. */
export const audienceSchema = z.looseObject({
  format: z.literal(AUDIENCE_FORMAT),
  run: z.string().nullable(),
  simulated: z.boolean(),
  policy: z.enum(AUDIENCE_POLICIES),
  streams: z.int(),
  spectators: z.int(),
  /** What the box carries; null where it is not known. */
  capacity: z.int().nullable(),
  bitrateMbps: maybe,
  overhead: z.number(),
  uplinkMbps: maybe,
  /** Null where no bit rate was named. */
  needMbps: maybe,
  /** The rest is null where no uplink was named. */
  fits: z.boolean().nullable(),
  admitted: admittedSchema.nullable(),
  /** What each gets of the picture when nobody is refused, overhead taken off. */
  perViewerMbps: maybe,
  below: z.int().nullable(),
  fromViewer: z.int().nullable(),
  limitedBy: z.enum(['box', 'uplink', 'both', 'none']),
  /** Under `admit`: what the next one is told, and how many wait before them. */
  notice: z
    .looseObject({ viewer: z.int(), role: z.enum(['stream', 'spectator']), waiting: z.int() })
    .nullable(),
  steps: z.array(stepSchema),
  waiting: waitingSchema.nullable(),
  hours: z.array(hourSchema).nullable(),
  simulation: simulationSchema.nullable(),
  boxes: boxesSchema.nullable(),
  /** What another box would carry: a prediction. */
  otherBox: predictionSchema.nullable(),
  /** What to add to this box for so many more: a prediction. */
  extension: additionsSchema.nullable(),
});
export type Audience = z.infer<typeof audienceSchema>;
