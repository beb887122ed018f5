import { z } from 'zod';
import { LOADS } from '../model/resources.ts';

const seconds = z.number();

const isNumber = (value: unknown) => Number.isFinite(value);
const isReading = (value: unknown) => value === null || Number.isFinite(value);
/** Lists of tens of thousands of numbers: looked through at once, for a zoom waits while zod goes through them one by one. */
const times = z.custom<number[]>((value) => Array.isArray(value) && value.every(isNumber));
const values = z.custom<(number | null)[]>((value) => Array.isArray(value) && value.every(isReading));

/** One load over time: `values[i]` was read at `times[i]`; null is where the line breaks. */
const loadLineSchema = z.strictObject({
  resource: z.enum(LOADS),
  index: z.int().nullable(),
  times,
  values,
});

/** Why there is no reading: the whole sample is missing, or the machine slept. */
export const gapSchema = z.strictObject({
  from: seconds,
  to: seconds,
  /** How long the machine slept, null where that is not why. */
  asleep: seconds.nullable(),
});
export type SeriesGap = z.infer<typeof gapSchema>;

/** The loads of a run within a window, thinned to what so many columns can show; no peak is lost. */
export const seriesSchema = z.strictObject({
  /** What the lines cover: the window that was asked for, cut to the run. */
  from: seconds,
  to: seconds,
  /** Of the run, so far. */
  end: seconds,
  /** How many samples of the run are in it or before it: from there on a face adds what it is told. */
  samples: z.int(),
  lines: z.array(loadLineSchema),
  /** Over the instances that told a rate; null where none ever did. */
  frames: z
    .strictObject({
      times,
      worst: values,
      mean: values,
    })
    .nullable(),
  bands: z.array(z.strictObject({ n: z.int(), from: seconds, to: seconds })),
  gaps: z.array(gapSchema),
  gpus: z.int(),
});
export type Series = z.infer<typeof seriesSchema>;
