import { z } from 'zod';
import { LOADS } from './resources.ts';

const maybe = z.number().nullable();

const predictedResourceSchema = z.looseObject({
  resource: z.enum(LOADS),
  /** Instances if only this resource counted; null where it is not known of this program or of that box. */
  capacity: z.int().nullable(),
  low: z.int().nullable(),
  high: z.int().nullable(),
});
export type PredictedResource = z.infer<typeof predictedResourceSchema>;

const speedSchema = z.looseObject({
  low: z.number(),
  high: z.number(),
  /** `same` where nobody said otherwise, `typed` by the user, `calibrated` from two measured boxes. */
  source: z.enum(['same', 'typed', 'calibrated']),
});
export type RelativeSpeed = z.infer<typeof speedSchema>;

/** What another box would carry. Never a measurement. */
export const predictionSchema = z.looseObject({
  prediction: z.literal(true),
  /** Null where nothing is known of both the program and the box. */
  capacity: z.int().nullable(),
  low: z.int().nullable(),
  /** Null where the measured demand might be none. */
  high: z.int().nullable(),
  limitedBy: z.enum(LOADS).nullable(),
  resources: z.array(predictedResourceSchema),
  coreSpeed: speedSchema,
  gpuSpeed: speedSchema,
});
export type Prediction = z.infer<typeof predictionSchema>;

const additionSchema = z.looseObject({
  resource: z.enum(LOADS),
  /** Cores; cards; GiB of VRAM on each card; GiB of RAM; encoder sessions. */
  amount: z.number(),
  /** In relation to what the box has. */
  share: z.number(),
  cost: maybe,
});
export type Addition = z.infer<typeof additionSchema>;

/** What to add to the measured box for so many more, the cheapest first. A prediction too. */
export const additionsSchema = z.looseObject({
  prediction: z.literal(true),
  more: z.int(),
  target: z.int(),
  additions: z.array(additionSchema),
  /** Resources whose need is not known, since they were not read or their size is not. */
  unknown: z.array(z.enum(LOADS)),
});
export type Additions = z.infer<typeof additionsSchema>;
