import type { Sample, TraceEvent } from '../../../shared/model/trace.ts';
import type { Seconds } from '../../../shared/model/units.ts';

/** A stretch of time in which the same number of instances ran. */
export interface LevelBand {
  readonly n: number;
  readonly from: Seconds;
  readonly to: Seconds;
}

/** @param tick a sample at t stands for (t − tick, t]; where one is missing, a band ends */
export function levelBands(samples: readonly Sample[], tick: Seconds): LevelBand[] {
  const bands: LevelBand[] = [];
  for (const { n, t } of samples) {
    const band = bands.at(-1);
    if (band?.n === n && t - band.to <= 2 * tick) bands[bands.length - 1] = { ...band, to: t };
    else bands.push({ n, from: Math.max(band?.to ?? 0, t - tick), to: t });
  }
  return bands;
}

/** An instance came or went; `failed`: it crashed or the box had no memory left for it. */
export interface InstanceMark {
  readonly t: Seconds;
  readonly kind: 'launch' | 'exit' | 'failed';
}

export function instanceMarks(events: readonly TraceEvent[]): InstanceMark[] {
  return events.flatMap(({ t, event, reason }): InstanceMark[] => {
    if (event === 'launch') return [{ t, kind: 'launch' }];
    if (event !== 'exit') return [];
    return [{ t, kind: reason === 'crash' || reason === 'out-of-memory' ? 'failed' : 'exit' }];
  });
}

/** When the box first had more instances than it can carry; null where it never had. */
export function kneeMoment(samples: readonly Sample[], capacity: number, tick: Seconds): Seconds | null {
  const sample = samples.find(({ n }) => n > capacity);
  return sample ? Math.max(0, sample.t - tick) : null;
}
