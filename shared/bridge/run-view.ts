import { z } from 'zod';
import { limitsSchema } from '../model/resources.ts';
import { runSummarySchema } from '../model/runs.ts';
import { eventSchema, metaSchema } from '../model/trace.ts';
import { verdictSchema } from '../model/verdict.ts';

/** A kept run as a face opens it: everything but its readings, which are asked for by window. */
export const runViewSchema = z.strictObject({
  summary: runSummarySchema,
  meta: metaSchema,
  /** In force when it was made. */
  limits: limitsSchema.required(),
  /** Its own; for a run that was cut off or still goes on, what its recording gives. */
  verdict: verdictSchema,
  /** Launches, exits and the like; the newest where there are very many. */
  events: z.array(eventSchema),
  samples: z.int(),
  seconds: z.number(),
  /** It came to no end of its own, and one can go on with it (`run.resume`). */
  resumable: z.boolean(),
});
export type RunView = z.infer<typeof runViewSchema>;
