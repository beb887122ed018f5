import type { Sample } from '../model/trace.ts';
import type { Warning } from '../model/verdict.ts';
import { mean } from '../stats/descriptive.ts';
import { cpuOfOthers, gpuOfOthers } from './others.ts';

/** Fewer readings than this are a moment's doing. */
const SEVERAL = 3;
const FEWEST = 10;
/** Below this a swapping system tidies up. */
const SWAPPING_MIBPS = 1;
/** What a host may take before it changes what fits, in points. */
const STOLEN = 3;
/** An encoder that shows less does not work. */
const ENCODING = 0.5;
/** A thread that takes this much of its core has no more to gain from other cores. */
const FULL_THREAD = 95;
/** A look at threads is of this tick or the one before. */
const FRESH_SECONDS = 2;

const warning = (code: string, data: Record<string, unknown>): Warning => ({ code, text: '', data });
const numberIn = (value: unknown): number | null => (typeof value === 'number' ? value : null);
// Folded, not spread: a run of two days has more samples than a call may have arguments.
const least = (values: readonly number[]) => values.reduce((a, b) => Math.min(a, b));
const largest = (values: readonly number[]) => values.reduce((a, b) => Math.max(a, b));

/** What the readings themselves tell that changes how far a verdict may be trusted: for live runs and recordings alike. */
export function readingWarnings(samples: readonly Sample[]): Warning[] {
  const loaded = samples.filter(({ n }) => n > 0);
  return [
    ...swapping(samples),
    ...throttling(samples),
    ...stolen(loaded),
    ...noEncoder(loaded),
    ...gpuOfOthers(loaded),
    ...cpuOfOthers(loaded),
    ...fullThreads(loaded),
    ...neverPresented(loaded),
  ];
}

function swapping(samples: readonly Sample[]): Warning[] {
  const rates = samples.flatMap((sample) => {
    const rate = (numberIn(sample['swapInMiBps']) ?? 0) + (numberIn(sample['swapOutMiBps']) ?? 0);
    return rate >= SWAPPING_MIBPS ? [{ rate, n: sample.n }] : [];
  });
  return rates.length < SEVERAL
    ? []
    : [
        warning('swapping', {
          n: least(rates.map(({ n }) => n)),
          most: largest(rates.map(({ rate }) => rate)),
          samples: rates.length,
        }),
      ];
}

function throttling(samples: readonly Sample[]): Warning[] {
  const slowed = samples.filter((sample) => (numberIn(sample['cpuThrottles']) ?? 0) > 0);
  return slowed.length < SEVERAL
    ? []
    : [warning('cpu-throttling', { samples: slowed.length, n: least(slowed.map(({ n }) => n)) })];
}

/** A virtual machine on a full host carries another number at another hour. */
function stolen(loaded: readonly Sample[]): Warning[] {
  const shares = loaded.flatMap((sample) => numberIn(sample['cpuStolen']) ?? []);
  if (shares.length < FEWEST) return [];
  const usual = mean(shares);
  return usual < STOLEN ? [] : [warning('cpu-stolen', { mean: usual, most: largest(shares) })];
}

/** A streamed program whose stream nobody watches does not encode, and costs less than it will. */
function noEncoder(loaded: readonly Sample[]): Warning[] {
  const most = loaded.flatMap(({ encoder }) => {
    const known = (encoder ?? []).filter((load) => load !== null);
    return known.length === 0 ? [] : [largest(known)];
  });
  return most.length < FEWEST || largest(most) >= ENCODING
    ? []
    : [warning('no-encoder-load', { samples: most.length })];
}

/** A program that is bound to one thread is full while the box looks idle. */
function fullThreads(loaded: readonly Sample[]): Warning[] {
  const full = new Map<number, { count: number; name: string }>();
  for (const { instances } of loaded) {
    for (const one of instances ?? []) {
      const thread = one['hottestThread'] as { name?: unknown; load?: unknown; age?: unknown } | undefined;
      if ((numberIn(thread?.load) ?? 0) < FULL_THREAD || (numberIn(thread?.age) ?? 99) > FRESH_SECONDS)
        continue;
      const known = full.get(one.instance)?.count ?? 0;
      full.set(one.instance, { count: known + 1, name: String(thread?.name) });
    }
  }
  const bound = [...full].filter(([, { count }]) => count >= SEVERAL);
  const first = bound[0];
  return first
    ? [warning('thread-bound', { instances: bound.map(([instance]) => instance), thread: first[1].name })]
    : [];
}

/** Frames were asked for, and an instance never told one. */
function neverPresented(loaded: readonly Sample[]): Warning[] {
  const told = new Map<number, { samples: number; presented: boolean }>();
  for (const { fps } of loaded) {
    for (const { instance, fps: rate } of fps ?? []) {
      const known = told.get(instance) ?? { samples: 0, presented: false };
      told.set(instance, { samples: known.samples + 1, presented: known.presented || rate !== null });
    }
  }
  const never = [...told].filter(([, { samples, presented }]) => !presented && samples >= FEWEST);
  return never.length === 0
    ? []
    : [warning('never-presents', { instances: never.map(([instance]) => instance) })];
}
