import type { LiveUpdate } from '../../../shared/bridge/live.ts';

type Now = NonNullable<LiveUpdate['now']>;

/** Values as they come one after the other: small, large, missing, with more digits than before. */
const LOADS = [0, 100, null, 9.94, 99.96, 3] as const;
const LEFT = [null, 4, 95, 36_000, null, 600] as const;
const ELAPSED = [59, 60, 599, 600, 3599, 36_000] as const;
const LEVELS = [9, 10, 99, 100, 7, 8] as const;
const PHASES = ['measuring', 'loading', 'measuring', 'baseline', 'measuring', 'loading'] as const;
export const SECONDS = LOADS.length;

function progressAt(now: Now, step: number): Now['progress'] {
  const n = LEVELS[step] ?? 1;
  const predicted = step % 3 === 0 ? null : n + 1;
  return {
    ...now.progress,
    phase: PHASES[step] ?? 'measuring',
    n,
    atLeast: n - 1,
    checking: step % 2 === 0 ? n : null,
    predicted,
    predictedRange: predicted === null ? null : [n, step % 2 === 0 ? null : n + 40],
    held: step === 2,
    elapsed: ELAPSED[step] ?? 0,
    left: LEFT[step] ?? null,
  };
}

/**
 * The next second of a run in which every value that a screen shows is another, and as awkward as it may be; the number of instances
 * stays, because more of them do take more room.
 */
export function nextSecond(last: LiveUpdate, step: number, sample: number): LiveUpdate {
  const load = LOADS[step] ?? null;
  const { now, samples, events, verdict } = last;
  const before = samples.at(-1);
  const cards = before?.gpu?.map(() => load) ?? null;
  return {
    ...last,
    head: null,
    first: { sample, event: events.length + step },
    samples: before
      ? [
          {
            ...before,
            ...{ t: before.t + step + 1, cpu: load, ram: load, gpu: cards, vram: cards, encoder: cards },
            ...{ temperature: cards, clock: cards },
          },
        ]
      : [],
    cores: last.cores.slice(-1).map((cores) => cores.map(() => load)),
    events: [{ type: 'event', t: 10 ** step, event: 'guard', guard: 'free-ram '.repeat(step + 1) }],
    now: now && {
      ...now,
      progress: progressAt(now, step),
      instances: now.instances.map((one) => ({ ...one, cpu: load, ramMiB: load, vramMiB: load, fps: load })),
    },
    verdict: verdict && {
      ...verdict,
      limitedBy: {
        resource: step % 2 === 0 ? 'encoder' : null,
        index: step % 2 === 0 ? 0 : null,
        reason: 'load',
      },
    },
  };
}
