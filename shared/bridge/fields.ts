import { z } from 'zod';
import { BRIDGE_BOUNDS } from './bounds.ts';

/** What several requests say in the same words. */
export const FIELDS = {
  nothing: z.strictObject({}),
  run: z.string().min(1).max(200),
  someRuns: z.array(z.string().min(1).max(200)).min(1).max(BRIDGE_BOUNDS.runsAtOnce),
  file: z.string().min(1).max(4096),
  folder: z.string().max(4096).nullable(),
  language: z.enum(['en', 'zh-CN']),
  /** Of a document that is looked at at once. */
  pageFormat: z.enum(['html', 'pdf']),
};
export type PageFormat = z.infer<typeof FIELDS.pageFormat>;
