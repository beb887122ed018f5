import { z } from 'zod';
import { curveSchema } from './verdict.ts';

export const CURVE_FORMAT = 'kneescope.curve/1';
/** What `analyze --curve` prints. */
export const curveDocumentSchema = z.looseObject({ format: z.literal(CURVE_FORMAT), curve: curveSchema });
export type CurveDocument = z.infer<typeof curveDocumentSchema>;
