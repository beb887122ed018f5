import type { Sample } from '../model/trace.ts';
import type { Warning } from '../model/verdict.ts';
import { mean } from '../stats/descriptive.ts';

/** What others may take of a card or of the processor before it changes what fits, in points. */
const OTHERS = 10;
/** Fewer readings than this are a moment's doing. */
const FEWEST = 10;

const numberIn = (value: unknown): number | null => (typeof value === 'number' ? value : null);

/** What other programs took of each card while the instances ran. */
export function gpuOfOthers(loaded: readonly Sample[]): Warning[] {
  const cards = loaded.reduce((most, { gpu }) => Math.max(most, gpu?.length ?? 0), 0);
  return Array.from({ length: cards }, (_, index) => index).flatMap((index) => {
    const others = loaded.flatMap(({ gpu, instances }) => {
      const total = gpu?.[index] ?? null;
      const own = (instances ?? []).flatMap((one) => {
        const loads = one['gpu'];
        return Array.isArray(loads) ? [numberIn(loads[index]) ?? 0] : [];
      });
      // Where it is not known of every instance, what is left may be theirs.
      if (total === null || own.length === 0 || own.length < (instances ?? []).length) return [];
      return [Math.max(0, total - own.reduce((sum, load) => sum + load, 0))];
    });
    return others.length >= FEWEST && mean(others) > OTHERS
      ? [{ code: 'gpu-of-others', text: '', data: { index, mean: mean(others) } }]
      : [];
  });
}

/** What a reading tells that others took of the processor; null where it is not known of every instance. */
function othersOfCpu({ cpu, instances }: Sample): number | null {
  const own = (instances ?? []).map((one) => numberIn(one['cpu']));
  if (typeof cpu !== 'number' || own.length === 0 || own.includes(null)) return null;
  return Math.max(0, cpu - own.reduce<number>((sum, load) => sum + (load ?? 0), 0));
}

interface Visit {
  readonly n: number;
  readonly others: number[];
}

/** Readings in a row at the same n, without those that do not tell. */
function visits(loaded: readonly Sample[]): Visit[] {
  const found: Visit[] = [];
  for (const sample of loaded) {
    const others = othersOfCpu(sample);
    if (others === null) continue;
    const last = found.at(-1);
    if (last?.n === sample.n) last.others.push(others);
    else found.push({ n: sample.n, others: [others] });
  }
  return found.filter(({ others }) => others.length >= FEWEST);
}

/** Least and largest mean of as many values in a row as change the mean of all. */
function meanRange(values: readonly number[]): { least: number; most: number } {
  const width = Math.max(FEWEST, Math.ceil(values.length / 4));
  let sum = values.slice(0, width).reduce((total, value) => total + value, 0);
  const range = { least: sum / width, most: sum / width };
  for (let i = width; i < values.length; i++) {
    sum += (values[i] ?? 0) - (values[i - width] ?? 0);
    range.least = Math.min(range.least, sum / width);
    range.most = Math.max(range.most, sum / width);
  }
  return range;
}

/**
 * Something that came and went while a level was measured. A system does some work for every copy, so only what others took at
 * as many copies or more shows that it was not that.
 */
export function cpuOfOthers(loaded: readonly Sample[]): Warning[] {
  const ranges = visits(loaded).map(({ n, others }) => ({ n, ...meanRange(others) }));
  /** By n, from the most copies down: least of all visits with as many or more. A long run has many visits, and few n. */
  const usualAt = new Map<number, number>();
  let usual = Number.POSITIVE_INFINITY;
  for (const { n, least } of ranges.toSorted((a, b) => b.n - a.n))
    usualAt.set(n, (usual = Math.min(usual, least)));
  let worst = { n: 0, mean: 0, usual: 0 };
  for (const { n, most } of ranges) {
    const own = { n, mean: most, usual: usualAt.get(n) ?? most };
    if (own.mean - own.usual > worst.mean - worst.usual) worst = own;
  }
  return worst.mean - worst.usual > OTHERS ? [{ code: 'cpu-of-others', text: '', data: worst }] : [];
}

/**
 * What others took of the processor at these numbers of copies, in points of the box.
 * @returns null where too few readings tell it
 */
export function cpuOfOthersAt(samples: readonly Sample[], levels: readonly number[]): number | null {
  const others = samples.flatMap((sample) => (levels.includes(sample.n) ? (othersOfCpu(sample) ?? []) : []));
  return others.length < FEWEST ? null : mean(others);
}
