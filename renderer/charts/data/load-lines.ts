import { LOADS, LOADS_PER_GPU, isPerGpu, type Load, type Resource } from '../../../shared/model/resources.ts';
import type { Sample } from '../../../shared/model/trace.ts';
import type { Percent, Seconds } from '../../../shared/model/units.ts';

/** One load over time; a null is a place where the line breaks. */
export interface LoadLine extends Resource {
  readonly times: readonly Seconds[];
  readonly values: readonly (Percent | null)[];
}

/** How many cards the samples know. */
export function gpuCount(samples: readonly Sample[]): number {
  return samples.reduce(
    (most, sample) => LOADS_PER_GPU.reduce((count, load) => Math.max(count, sample[load]?.length ?? 0), most),
    0,
  );
}

function readingOf(sample: Sample, load: Load, index: number | null): Percent | null {
  if (isPerGpu(load)) return sample[load]?.[index ?? 0] ?? null;
  return sample[load] ?? null;
}

/**
 * The loads that were read at least once, in the order in which they are named everywhere.
 * @param tick seconds from one sample to the next; where a sample is missing, the line breaks too
 */
export function loadLines(samples: readonly Sample[], tick: Seconds): LoadLine[] {
  const gpus = Array.from({ length: gpuCount(samples) }, (_, index) => index);
  return LOADS.flatMap((resource) =>
    (isPerGpu(resource) ? gpus : [null]).map((index) => ({ resource, index })),
  )
    .map(({ resource, index }): LoadLine => {
      const times: Seconds[] = [];
      const values: (Percent | null)[] = [];
      let before: Seconds | null = null;
      for (const sample of samples) {
        if (before !== null && sample.t - before > 2 * tick) {
          times.push(before + tick);
          values.push(null);
        }
        before = sample.t;
        times.push(sample.t);
        values.push(readingOf(sample, resource, index));
      }
      return { resource, index, times, values };
    })
    .filter(({ values }) => values.some((value) => value !== null));
}
