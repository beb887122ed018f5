import { z } from 'zod';
import type { Interval } from '../stats/interval.ts';
import { LOADS, limitsSchema } from './resources.ts';

export const VERDICT_FORMAT = 'kneescope.verdict/1';

const nullableNumber = z.number().nullable();
/** A mean with its 95 % interval. */
export const intervalSchema = z.looseObject({
  mean: z.number(),
  low: nullableNumber,
  high: nullableNumber,
}) satisfies z.ZodType<Interval>;
const reading = intervalSchema.nullish();
const readings = z.array(intervalSchema.nullable()).nullish();
const loads = { cpu: reading, gpu: readings, vram: readings, ram: reading, encoder: readings };

export const LIMIT_REASONS = ['load', 'memory', 'crash', 'frames', 'cap', 'budget'] as const;
export type LimitReason = (typeof LIMIT_REASONS)[number];

const limitedBySchema = z.looseObject({
  resource: z.enum(LOADS).nullable(),
  index: z.int().nullable(),
  reason: z.enum(LIMIT_REASONS),
});
export type LimitedBy = z.infer<typeof limitedBySchema>;

const resourceSchema = z.looseObject({
  resource: z.enum(LOADS),
  index: z.int().nullable(),
  limit: z.number(),
  /** Instances on the whole box if only this resource counted. */
  capacity: z.int().nullable(),
  predicted: z.boolean(),
  /** Points per instance on this resource (on this card). */
  demand: intervalSchema.nullable(),
});
export type ResourceVerdict = z.infer<typeof resourceSchema>;

export const levelSchema = z.looseObject({
  n: z.int().gte(1),
  from: z.number(),
  to: z.number(),
  samples: z.int(),
  ...loads,
  fps: z.looseObject({ worst: nullableNumber, mean: nullableNumber }).nullish(),
});
export type LevelVerdict = z.infer<typeof levelSchema>;

export const warningSchema = z.looseObject({
  code: z.string(),
  text: z.string(),
  data: z.record(z.string(), z.unknown()),
});
export type Warning = z.infer<typeof warningSchema>;

/** Another answer to the same readings, at another limit. */
export const limitChangeSchema = z.looseObject({
  limit: z.enum([...LOADS, 'fpsFloor']),
  /** The nearest whole percent at which the answer is another. */
  at: z.number(),
  capacity: z.int(),
  /** Whether it would be "at least" so many. */
  open: z.boolean(),
});
export type LimitChange = z.infer<typeof limitChangeSchema>;

/** Under `without` in a warning's data: the answer that the same readings give without what it warns of. */
export interface Without {
  readonly capacity: number;
  readonly confidence: number;
}

const boundsSchema = z.looseObject({ mean: z.number(), low: nullableNumber, high: nullableNumber });
const uslSchema = z.looseObject({
  lambda: z.number(),
  sigma: z.number(),
  kappa: z.number(),
  /** n at which throughput is highest; null where it never falls. */
  peak: nullableNumber,
  /** 95 %; null where no more was measured than there are unknowns. */
  intervals: z.looseObject({ lambda: boundsSchema, sigma: boundsSchema, kappa: boundsSchema }).nullish(),
});
export const curveSchema = z.looseObject({ kneedle: z.number().nullable(), usl: uslSchema.nullable() });
export type Curve = z.infer<typeof curveSchema>;

export const VERDICTS = ['knee', 'at-least', 'zero', 'invalid'] as const;
export type VerdictKind = (typeof VERDICTS)[number];

const single = {
  format: z.literal(VERDICT_FORMAT),
  run: z.string().nullable(),
  verdict: z.enum(VERDICTS),
  /** Only where `verdict` is `invalid`: why the run cannot be trusted. */
  reason: z.string().nullish(),
  capacity: z.int().nullable(),
  safe: z.int().nullable(),
  /** The shortest range that holds at least 95 %; its upper end is null for `at-least`. */
  interval: z.tuple([z.int(), z.int().nullable()]).nullable(),
  confidence: z.number().gte(0).lte(1).nullable(),
  loadCapacity: z.int().nullable(),
  frameCapacity: z.int().nullable(),
  limitedBy: limitedBySchema.nullable(),
  /** The limits that this verdict was made with: not those of the trace where it was decided again. */
  limits: z.looseObject(limitsSchema.shape).nullish(),
  /** The frame rate that every instance had to keep; null where frames were not measured. */
  frameFloor: z.number().nullish(),
  resources: z.array(resourceSchema),
  baseline: z.looseObject({ seconds: z.number(), ...loads }).nullable(),
  levels: z.array(levelSchema),
  curve: curveSchema,
  warnings: z.array(warningSchema),
  /** Which limit would change the answer, and to what; absent where nobody asked. */
  wouldChange: z.array(limitChangeSchema).nullish(),
  probeSeconds: z.number(),
  launches: z.int(),
  simulated: z.boolean(),
};

export const singleVerdictSchema = z.looseObject(single);
export const verdictSchema = z.looseObject({ ...single, runs: z.array(singleVerdictSchema).nullish() });
export type Verdict = z.infer<typeof verdictSchema>;
