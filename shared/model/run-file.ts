import { z } from 'zod';
import { RUN_STATES } from './runs.ts';
import { verdictSchema } from './verdict.ts';

export const RUN_FILE_FORMAT = 'kneescope.run/1';

/**
 * The last line of a run that is moved between boxes: all before it is its trace, so that whatever reads traces reads it too. A
 * file that lacks this line is a trace, or was cut off.
 */
export const runLineSchema = z.looseObject({
  type: z.literal('run'),
  format: z.literal(RUN_FILE_FORMAT),
  state: z.enum(RUN_STATES),
  tags: z.array(z.string()),
  verdict: verdictSchema.nullable(),
});
export type RunLine = z.infer<typeof runLineSchema>;
