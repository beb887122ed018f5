import type { Sample } from '../../../shared/model/trace.ts';

/** A sample that stands for several, and for how many. */
export interface Joined {
  readonly sample: Sample;
  readonly count: number;
}

type Weights = readonly [earlier: number, later: number];

/** The mean of what could be read; what could not be read on one side is what the other says. */
function meanOf(earlier: unknown, later: unknown, [first, second]: Weights): unknown {
  if (typeof later !== 'number') return later ?? earlier ?? null;
  if (typeof earlier !== 'number') return later;
  return (earlier * first + later * second) / (first + second);
}

const isReadings = (value: unknown): value is (number | null)[] =>
  Array.isArray(value) && value.every((one) => one === null || typeof one === 'number');

function joinedFrames(earlier: Sample['fps'], later: Sample['fps'], weights: Weights): Sample['fps'] {
  const rates = new Map((earlier ?? []).map(({ instance, fps }) => [instance, fps]));
  return later?.map((one) => ({
    ...one,
    fps: meanOf(rates.get(one.instance), one.fps, weights) as number | null,
  }));
}

function joinedField(name: string, earlier: unknown, later: unknown, weights: Weights): unknown {
  if (name === 't' || name === 'n') return later;
  if (name === 'fps') return joinedFrames(earlier as Sample['fps'], later as Sample['fps'], weights);
  if (isReadings(earlier) && isReadings(later))
    return later.map((value, index) => meanOf(earlier[index], value, weights));
  if (typeof earlier === 'number' || typeof later === 'number') return meanOf(earlier, later, weights);
  return later;
}

/**
 * Two neighbours as one longer sample that ends with the later one: each reading is their mean. Where another number of instances ran in the
 * earlier one it is left out, because a level's mean must not hold anything of the level before.
 */
export function joinSamples(earlier: Joined, later: Joined): Joined {
  if (earlier.sample.n !== later.sample.n) return later;
  const weights = [earlier.count, later.count] as const;
  const names = new Set([...Object.keys(earlier.sample), ...Object.keys(later.sample)]);
  const fields = [...names].map((name) => [
    name,
    joinedField(name, earlier.sample[name], later.sample[name], weights),
  ]);
  return { sample: Object.fromEntries(fields) as Sample, count: earlier.count + later.count };
}

/** How many readings a sample holds, down to the last list in it: what it costs to keep. */
export function readingsIn(value: unknown): number {
  if (Array.isArray(value)) return value.reduce((sum: number, one) => sum + readingsIn(one), 1);
  if (typeof value !== 'object' || value === null) return 1;
  let sum = 1;
  for (const one of Object.values(value)) sum += readingsIn(one);
  return sum;
}
