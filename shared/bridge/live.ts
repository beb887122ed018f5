import { z } from 'zod';
import { limitsSchema } from '../model/resources.ts';
import { eventSchema, hostSchema, sampleSchema } from '../model/trace.ts';
import { verdictSchema } from '../model/verdict.ts';
import { bridgeProblemSchema } from './bridge-problem.ts';
import { capabilitySchema } from './plan-check.ts';

const nullableNumber = z.number().nullable();

/** What does not change while a run goes on. */
export const liveHeadSchema = z.strictObject({
  run: z.string(),
  name: z.string(),
  box: z.string(),
  simulated: z.boolean(),
  executable: z.string().nullable(),
  startedAt: z.string(),
  method: z.string(),
  mode: z.string(),
  tick: z.number(),
  cap: z.int(),
  limits: limitsSchema.required(),
  /** Whether the plan waits for somebody's word that an instance is ready. */
  confirms: z.boolean(),
  host: hostSchema,
});
export type LiveHead = z.infer<typeof liveHeadSchema>;

/** Where the controller stands; see shared/probing/progress.ts. */
export const liveProgressSchema = z.strictObject({
  phase: z.enum(['baseline', 'loading', 'measuring']),
  n: z.int(),
  atLeast: z.int(),
  checking: z.int().nullable(),
  predicted: z.int().nullable(),
  predictedRange: z.tuple([z.int(), z.int().nullable()]).nullable(),
  held: z.boolean(),
  level: z
    .strictObject({ n: z.int(), samples: z.int(), settled: z.boolean(), enough: z.boolean() })
    .nullable(),
  elapsed: z.number(),
  left: nullableNumber,
});
export type LiveProgress = z.infer<typeof liveProgressSchema>;

/** `hung`: alive, but it does not answer, draw or compute; until it does again. */
export const INSTANCE_STATES = ['starting', 'ready', 'hung', 'stopping', 'ended'] as const;
export type InstanceState = (typeof INSTANCE_STATES)[number];

export const liveInstanceSchema = z.strictObject({
  instance: z.int(),
  slot: z.int().nullable(),
  gpu: z.int().nullable(),
  pid: z.int().nullable(),
  state: z.enum(INSTANCE_STATES),
  /** Why it ended, as in the trace; null while it runs. */
  exit: z.strictObject({ reason: z.string(), code: z.union([z.number(), z.string()]).nullable() }).nullable(),
  since: nullableNumber,
  cpu: nullableNumber,
  ramMiB: nullableNumber,
  vramMiB: nullableNumber,
  fps: nullableNumber,
});
export type LiveInstance = z.infer<typeof liveInstanceSchema>;

/** A sample without what is said of each instance; frames are told as the worst and the mean. */
export const thinSampleSchema = sampleSchema
  .omit({ instances: true, cores: true, fps: true })
  .extend({ frames: z.strictObject({ worst: z.number(), mean: z.number() }).nullable() });
export type ThinSample = z.infer<typeof thinSampleSchema>;

/** The last readings in full, and what is thought of them. */
export const liveNowSchema = z.strictObject({
  progress: liveProgressSchema,
  instances: z.array(liveInstanceSchema),
  /** What this box can tell; null where the box does not say. */
  readings: z.array(capabilitySchema).nullable(),
});
export type LiveNow = z.infer<typeof liveNowSchema>;

const STATES = ['running', 'ending', 'ended'] as const;

/**
 * What a face that follows the run lacks. `samples` begin at number `first.sample` of the run; a face that has fewer
 * asks for the series.
 */
export const liveUpdateSchema = z.strictObject({
  /** Null before the first run of this engine. */
  run: z.string().nullable(),
  /** Only where the face has none of this run yet. */
  head: liveHeadSchema.nullable(),
  state: z.enum(STATES).nullable(),
  first: z.strictObject({ sample: z.int(), event: z.int() }),
  samples: z.array(thinSampleSchema),
  /** Every core's load in percent at the newest of these samples, the last one's last; empty where the box does not tell. */
  cores: z.array(z.array(nullableNumber)),
  /** In the order in which they were told; `t` may step back a little. */
  events: z.array(eventSchema),
  now: liveNowSchema.nullable(),
  /** What would be said if it ended now, and at its end what is said; null where it has not changed. */
  verdict: verdictSchema.nullable(),
  /** Why the box could not go on. */
  failure: bridgeProblemSchema.nullable(),
});
export type LiveUpdate = z.infer<typeof liveUpdateSchema>;
