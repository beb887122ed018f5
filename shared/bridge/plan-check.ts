import { z } from 'zod';
import type { Capability } from '../model/capability.ts';
import type { FieldIssue } from '../model/field-issues.ts';
import { hostSchema } from '../model/trace.ts';
import { bridgeProblemSchema } from './bridge-problem.ts';

const fieldIssueSchema = z.strictObject({
  field: z.string(),
  line: z.int().nullable(),
  kind: z.enum(['unknown', 'missing', 'type', 'choice', 'least', 'most', 'rule']),
  expected: z.string(),
  received: z.string(),
  nearest: z.string().nullable(),
}) satisfies z.ZodType<FieldIssue>;

const capabilityShape = z.looseObject({
  reading: z.string(),
  source: z.string(),
  available: z.boolean(),
  why: z.looseObject({ code: z.string() }).nullable(),
});
/** Its shape is checked, its names are not: an engine that can read more than its face knows is no error. */
export const capabilitySchema = z.custom<Capability>((value) => capabilityShape.safeParse(value).success);

/** What a box can tell, and what it is. Null readings: only the run itself will show. */
export const boxViewSchema = z.strictObject({
  readings: z.array(capabilitySchema).nullable(),
  host: hostSchema,
});
export type BoxView = z.infer<typeof boxViewSchema>;

/** What would be started at one slot, or why nothing would. */
const slotSchema = z.strictObject({
  slot: z.int(),
  command: z
    .strictObject({
      executable: z.string(),
      arguments: z.array(z.string()),
      workingDirectory: z.string().nullable(),
      environment: z.record(z.string(), z.string()),
    })
    .nullable(),
  problem: bridgeProblemSchema.nullable(),
});
export type SlotPreview = z.infer<typeof slotSchema>;

/** What is known of a plan before anything is launched. */
export const planCheckSchema = z.strictObject({
  /** Fields that do not fit the format. */
  issues: z.array(fieldIssueSchema),
  /** What fits the format but not this box: a program that is missing, a folder that is not there. */
  problems: z.array(bridgeProblemSchema),
  slots: z.array(slotSchema),
  box: boxViewSchema.nullable(),
  /** How long a probe by this plan may take; null where nothing tells. */
  duration: z
    .discriminatedUnion('from', [
      /** The last run of this program on this box took so long. */
      z.strictObject({ from: z.literal('history'), run: z.string(), seconds: z.number() }),
      /** Each number of instances takes at least so long, the wait until they are ready aside. */
      z.strictObject({ from: z.literal('pace'), baseline: z.number(), perLevel: z.number() }),
      /** It leaps, and looks longest next to the limit: shortest looks at the first, at those it passes, and next to the limit. */
      z.strictObject({
        from: z.literal('looks'),
        baseline: z.number(),
        first: z.number(),
        passing: z.number(),
        last: z.number(),
        longest: z.number(),
      }),
    ])
    .nullable(),
});
export type PlanCheck = z.infer<typeof planCheckSchema>;
