import type { Sample, TraceEvent, TraceMeta } from '../../shared/model/trace.ts';

/** A run of many hours, made up: loads that wander, levels that climb, now and then a spike that must not be lost. */
export interface LongRun {
  readonly meta: TraceMeta & { readonly run: string };
  readonly samples: readonly Sample[];
  readonly events: readonly TraceEvent[];
}

const CORES = 32;
const LOADING = 20;

/** A sawtooth that wanders, so that no two readings are alike; no randomness, so that every bench has the same run. */
function wave(t: number, phase: number): number {
  return (
    Math.sin(t / 37 + phase) + Math.sin(t / 11 + 2 * phase) / 2 + ((t * 7919 + phase * 104_729) % 97) / 97
  );
}

/** @param hours of readings, one a second @param instances at its highest level */
export function longRun(run: string, hours: number, instances: number): LongRun {
  const seconds = hours * 3600;
  const dwell = Math.floor(seconds / (instances + 1));
  const events: TraceEvent[] = [];
  const samples: Sample[] = [];
  for (let t = 1; t <= seconds; t++) {
    const n = Math.min(instances, Math.floor((t - 1) / dwell));
    if (n > 0 && (t - 1) % dwell === 0 && t - 1 === n * dwell) {
      events.push({ type: 'event', t: t - 1, event: 'launch', instance: n, slot: n, gpu: n % 2 });
      events.push({ type: 'event', t: t - 1 + LOADING, event: 'ready', instance: n });
    }
    const spike = t % 3571 === 0 ? 12 : 0;
    const load = (each: number, phase: number) =>
      Math.round(10 * Math.min(100, Math.max(0, 3 + each * n + 2 * wave(t, phase) + spike))) / 10;
    const all = Array.from({ length: n }, (_, index) => index + 1);
    samples.push({
      type: 'sample',
      t,
      n,
      cpu: load(1.1, 1),
      cores: Array.from({ length: CORES }, (_, core) => load(1.1, core)),
      gpu: [load(1.25, 2), load(1.2, 3)],
      vram: [load(1.3, 4), load(1.3, 5)],
      encoder: [load(0.9, 6), load(0.9, 7)],
      ram: load(1, 8),
      clock: [98.5, 97],
      temperature: [60 + n / 6, 58 + n / 6],
      fps: all.map((instance) => ({ instance, fps: Math.round(10 * (60 - wave(t, instance))) / 10 })),
      instances: all.map((instance) => ({
        instance,
        cpu: Math.round(100 * (1.1 + wave(t, instance) / 10)) / 100,
        ramMiB: 800 + instance,
        vramMiB: 600 + instance,
      })),
    });
  }
  const meta = {
    type: 'meta' as const,
    format: 'kneescope.trace/1' as const,
    run,
    startedAt: '2026-11-20T21:04:05+08:00',
    version: 'bench',
    tick: 1,
    cap: instances,
    box: 'local',
    method: 'steady',
    mode: 'balanced',
    plan: { name: 'Eight hours' },
    host: {
      cores: CORES,
      ramMiB: 65_536,
      gpus: [
        { name: 'bench', vramMiB: 16_376 },
        { name: 'bench', vramMiB: 16_376 },
      ],
    },
  };
  return { meta, samples, events };
}
