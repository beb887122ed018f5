import { z } from 'zod';
import { MODES, METHODS } from './plan.ts';
import { limitsSchema } from './resources.ts';

export const TRACE_FORMAT = 'kneescope.trace/1';

/** A reading: a number, or null where it could not be read. Never 0 for "unknown". */
const reading = z.number().nullable();
/** No box has more; without a bound one line of a hostile file could ask for millions of curves. */
const MOST_CARDS = 256;
const MOST_CORES = 65_536;
const readings = z.array(reading).max(MOST_CARDS).nullable();
/**
 * A load in percent of the whole. Some programs count by the core, and what is corrected for something or smoothed falls a little below
 * nothing; but what is far from all that is a broken counter: believed, it would be a verdict.
 */
const LOAD = { least: -10, most: 1000 };
const load = z.number().gte(LOAD.least).lte(LOAD.most).nullable();
const loads = z.array(load).max(MOST_CARDS).nullable();
const seconds = z.number().gte(0);
/** A tick shorter than this would divide seconds into more places than fit into memory. */
const SHORTEST_TICK = 0.001;

export const gpuSchema = z.looseObject({
  name: z.string().nullish(),
  vramMiB: reading.optional(),
  slowdownCelsius: reading.optional(),
  /** PCI address or UUID: the same card after a reboot. */
  id: z.string().nullish(),
});

export const hostSchema = z.looseObject({
  /** The same box after a reboot, without naming its owner. */
  id: z.string().nullish(),
  name: z.string().nullish(),
  os: z.string().nullish(),
  cpu: z.string().nullish(),
  cores: z.number().nullish(),
  ramMiB: reading.optional(),
  gpus: z.array(gpuSchema).nullish(),
});
export type Host = z.infer<typeof hostSchema>;

export const programSchema = z.looseObject({
  path: z.string().nullish(),
  sha256: z.string().nullish(),
  fileVersion: z.string().nullish(),
  modifiedAt: z.string().nullish(),
});
export type Program = z.infer<typeof programSchema>;

export const metaSchema = z.looseObject({
  type: z.literal('meta'),
  format: z.literal(TRACE_FORMAT).optional(),
  run: z.string().nullish(),
  startedAt: z.string().nullish(),
  version: z.string().nullish(),
  tick: z.number().gte(SHORTEST_TICK).nullish(),
  cap: z.int().gte(1).nullish(),
  /** `local`, `simulated:PROFILE`, `driver:COMMAND`, or the importer's name. */
  box: z.string().nullish(),
  method: z.union([z.enum(METHODS), z.string()]).nullish(),
  mode: z.union([z.enum(MODES), z.string()]).nullish(),
  seed: z.number().nullish(),
  limits: z.looseObject(limitsSchema.shape).nullish(),
  program: programSchema.nullish(),
  plan: z.record(z.string(), z.unknown()).nullish(),
  host: hostSchema.nullish(),
});
export type TraceMeta = z.infer<typeof metaSchema>;

export const EXIT_REASONS = ['crash', 'out-of-memory', 'stopped', 'exited'] as const;
export type ExitReason = (typeof EXIT_REASONS)[number];

export const eventSchema = z.looseObject({
  type: z.literal('event'),
  t: seconds,
  event: z.string().min(1),
  instance: z.int().nullish(),
  slot: z.int().nullish(),
  gpu: z.int().nullish(),
  reason: z.string().nullish(),
  code: z.union([z.number(), z.string()]).nullish(),
});
export type TraceEvent = z.infer<typeof eventSchema>;

export const instanceReadingSchema = z.looseObject({
  instance: z.int(),
  cpu: reading.optional(),
  ramMiB: reading.optional(),
  vramMiB: reading.optional(),
});
export type InstanceReading = z.infer<typeof instanceReadingSchema>;

export const sampleSchema = z.looseObject({
  type: z.literal('sample'),
  t: seconds,
  n: z.int().gte(0),
  cpu: load.optional(),
  cores: z.array(reading).max(MOST_CORES).nullable().optional(),
  gpu: loads.optional(),
  vram: loads.optional(),
  encoder: loads.optional(),
  ram: load.optional(),
  clock: readings.optional(),
  temperature: readings.optional(),
  fps: z.array(z.looseObject({ instance: z.int(), fps: reading })).nullish(),
  instances: z.array(instanceReadingSchema).nullish(),
});
export type Sample = z.infer<typeof sampleSchema>;

/** A line of a type that we don't know: kept, not looked at. */
export const otherLineSchema = z.looseObject({ type: z.string() });
export type OtherLine = z.infer<typeof otherLineSchema>;

export type TraceLine = TraceMeta | TraceEvent | Sample | OtherLine;
