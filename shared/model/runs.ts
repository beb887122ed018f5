import { z } from 'zod';
import { VERDICTS } from './verdict.ts';

export const RUNS_FORMAT = 'kneescope.runs/1';

/** How a run stands: `cut-off` is one whose engine died in the middle. */
export const RUN_STATES = ['running', 'done', 'cut-off'] as const;
export type RunState = (typeof RUN_STATES)[number];

/** A row of the history. */
export const runSummarySchema = z.looseObject({
  run: z.string(),
  startedAt: z.string(),
  state: z.enum(RUN_STATES),
  name: z.string(),
  box: z.string(),
  executable: z.string().nullable(),
  sha256: z.string().nullable(),
  fileVersion: z.string().nullable(),
  method: z.string().nullable(),
  verdict: z.enum(VERDICTS).nullable(),
  capacity: z.int().nullable(),
  seconds: z.number(),
  tags: z.array(z.string()),
  simulated: z.boolean(),
  /** What somebody wrote about it, and whether retention leaves it alone. */
  note: z.string().optional(),
  pinned: z.boolean().optional(),
});
export type RunSummary = z.infer<typeof runSummarySchema>;

/** What `runs --json` prints. */
export const runsDocumentSchema = z.looseObject({
  format: z.literal(RUNS_FORMAT),
  runs: z.array(runSummarySchema),
});
export type RunsDocument = z.infer<typeof runsDocumentSchema>;
