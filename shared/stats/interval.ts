/** A mean with its 95 % confidence interval; an end is null where the data cannot say. */
export interface Interval {
  readonly mean: number;
  readonly low: number | null;
  readonly high: number | null;
}
