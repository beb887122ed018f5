import { z } from 'zod';
import { comparisonSchema } from '../model/comparison.ts';
import { limitsSchema } from '../model/resources.ts';
import { runSummarySchema } from '../model/runs.ts';
import { verdictSchema } from '../model/verdict.ts';
import { BRIDGE_BOUNDS } from './bounds.ts';
import { FIELDS } from './fields.ts';
import { runViewSchema } from './run-view.ts';
import { seriesSchema } from './series.ts';

const { nothing, run, someRuns, language, pageFormat } = FIELDS;
const upload = z.string().min(1).max(40);
const uploads = z.array(upload).min(1).max(BRIDGE_BOUNDS.files);

/** What a face asks about runs that are kept, and how it hands over those from elsewhere. */
export const KEPT_REQUESTS = {
  'runs.list': { params: nothing, result: z.strictObject({ runs: z.array(runSummarySchema) }) },
  'runs.open': { params: z.strictObject({ run }), result: runViewSchema },
  'runs.series': {
    params: z.strictObject({
      run,
      /** Null: from the start, to the end. */
      from: z.number().nullable(),
      to: z.number().nullable(),
      columns: z.int().gte(1).lte(BRIDGE_BOUNDS.columns),
    }),
    result: seriesSchema,
  },
  /** The capacity at other limits, from what was measured. */
  'runs.decide': {
    params: z.strictObject({
      run,
      limits: limitsSchema,
      fpsTarget: z.union([z.literal('solo'), z.number().gt(0)]).nullable(),
    }),
    result: z.strictObject({ verdict: verdictSchema }),
  },
  /** Says something of a run; what is left out stays as it is. `name` null: as the run itself says. */
  'runs.label': {
    params: z.strictObject({
      run,
      name: z.string().min(1).max(200).nullable().optional(),
      note: z.string().max(10_000).optional(),
      /** Retention leaves it alone. */
      pinned: z.boolean().optional(),
      /** All of its tags. */
      tags: z.array(z.string().min(1).max(200)).max(50).optional(),
    }),
    result: nothing,
  },
  /** Takes runs away; for a day they can be brought back. */
  'runs.remove': { params: z.strictObject({ runs: someRuns }), result: nothing },
  'runs.bringBack': { params: z.strictObject({ runs: someRuns }), result: nothing },
  /** Hands over a file that the face has, part by part: first this, then its parts in order, one at a time. */
  'import.begin': {
    params: z.strictObject({
      name: z.string().min(1).max(4096),
      bytes: z.int().gte(0).lte(BRIDGE_BOUNDS.fileBytes),
    }),
    result: z.strictObject({ upload: z.string() }),
  },
  'import.part': {
    params: z.strictObject({ upload, data: z.base64().max(BRIDGE_BOUNDS.filePart) }),
    result: nothing,
  },
  /** Forgets files that were handed over, whole or not. */
  'import.cancel': { params: z.strictObject({ uploads }), result: nothing },
  /**
   * Takes in what was handed over: each trace or run of ours by itself, recordings of other programs together as one run. They
   * are forgotten then, also where it fails.
   */
  'import.end': {
    params: z.strictObject({ uploads }),
    /** `duplicate`: it was here already, and nothing was changed. */
    result: z.strictObject({
      imported: z.array(z.strictObject({ run: z.string(), duplicate: z.boolean() })),
    }),
  },
  /** The first one against each other: what changed, and whether that is more than noise. */
  'runs.compare': {
    params: z.strictObject({ runs: z.array(run).min(2).max(BRIDGE_BOUNDS.comparedRuns) }),
    result: z.strictObject({
      sides: z.array(z.strictObject({ summary: runSummarySchema, verdict: verdictSchema })),
      /** One for each but the first. */
      comparisons: z.array(comparisonSchema),
    }),
  },
  /**
   * Writes the report beside the run's other files, as HTML unless told otherwise. `href`: where the face can open it; null
   * where the desktop has opened the file.
   */
  'runs.report': {
    params: z.strictObject({ run, language, format: pageFormat.optional() }),
    result: z.strictObject({ file: z.string(), href: z.string().nullable() }),
  },
} as const;
