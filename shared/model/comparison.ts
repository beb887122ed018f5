import { z } from 'zod';
import { LOADS } from './resources.ts';
import { intervalSchema, VERDICTS } from './verdict.ts';

export const COMPARISON_FORMAT = 'kneescope.comparison/1';

/** What a comparison says of the candidate. */
export const COMPARISON_RESULTS = ['better', 'same', 'worse', 'cannot-tell'] as const;
export type ComparisonResult = (typeof COMPARISON_RESULTS)[number];

/**
 * What the result rests on. `capacity`: the capacities differ beyond doubt; `demand`: what an instance needs of a deciding resource
 * changed; `edge`: the capacities differ by one, but no demand does, so the limit lies between two runs of the same thing;
 * `noise`: the change lies within what two runs of the same build may differ by; `censored`: both ramps ended before a limit;
 * `invalid`: one of the runs cannot be trusted.
 */
export const COMPARISON_REASONS = ['capacity', 'demand', 'edge', 'noise', 'censored', 'invalid'] as const;
export type ComparisonReason = (typeof COMPARISON_REASONS)[number];

/** Conditions under which two runs must be alike before one may be held against the other. */
export const CONDITIONS = ['box', 'limits', 'scene'] as const;
export type Condition = (typeof CONDITIONS)[number];

const sideSchema = z.looseObject({
  /** The runs that speak for this side: more than one where the probe was repeated. */
  runs: z.array(z.string()).min(1),
  name: z.string(),
  startedAt: z.string().nullable(),
  executable: z.string().nullable(),
  sha256: z.string().nullable(),
  fileVersion: z.string().nullable(),
  tags: z.record(z.string(), z.string()),
  box: z.string(),
  verdict: z.enum(VERDICTS),
  capacity: z.int().nullable(),
  interval: z.tuple([z.int(), z.int().nullable()]).nullable(),
  confidence: z.number().nullable(),
  limitedBy: z
    .looseObject({ resource: z.enum(LOADS).nullable(), index: z.int().nullable(), reason: z.string() })
    .nullable(),
  simulated: z.boolean(),
});
export type ComparisonSide = z.infer<typeof sideSchema>;

const differenceSchema = z.looseObject({
  condition: z.enum(CONDITIONS),
  /** What differs, as `host.cpu`, `limits.gpu` or `arguments`. */
  field: z.string(),
  base: z.string(),
  candidate: z.string(),
});
export type ConditionDifference = z.infer<typeof differenceSchema>;

const resourceSchema = z.looseObject({
  resource: z.enum(LOADS),
  index: z.int().nullable(),
  base: intervalSchema.nullable(),
  candidate: intervalSchema.nullable(),
  /** Demand of the candidate against the base, in percent: 10 is a tenth more. Null where one is unknown or not above 0. */
  change: intervalSchema.nullable(),
  /** Adjusted for all deciding resources; null where it does not decide. */
  p: z.number().nullable(),
  /** Whether this resource is near enough to giving out that its demand decides. */
  decides: z.boolean(),
  result: z.enum(COMPARISON_RESULTS),
});
export type ComparedResource = z.infer<typeof resourceSchema>;

export const comparisonSchema = z.looseObject({
  format: z.literal(COMPARISON_FORMAT),
  result: z.enum(COMPARISON_RESULTS),
  reason: z.enum(COMPARISON_REASONS),
  /** Whether it may gate a build: false while conditions differ that nobody has allowed to. */
  gate: z.boolean(),
  base: sideSchema,
  candidate: sideSchema,
  /** Probability that the candidate's capacity is lower than, the same as and higher than the base's; null where unknown. */
  probability: z.looseObject({ lower: z.number(), same: z.number(), higher: z.number() }).nullable(),
  resources: z.array(resourceSchema),
  differences: z.array(differenceSchema),
  notes: z.array(z.looseObject({ code: z.string(), data: z.record(z.string(), z.unknown()) })),
});
export type Comparison = z.infer<typeof comparisonSchema>;
