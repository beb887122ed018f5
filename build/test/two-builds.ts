import type { Recording } from '../../shared/model/trace-text.ts';
import type { Sample, TraceEvent } from '../../shared/model/trace.ts';
import { normal, seeded } from './random.ts';

export interface BuildOptions {
  readonly seed: number;
  /** Points of the GPU and of the CPU that one instance adds. */
  readonly gpu: number;
  readonly cpu?: number;
  /** Points of the GPU that the idle box uses. */
  readonly idle?: number;
  readonly cap?: number;
  /** How much this run's demand is off from run to run, in percent; it is the seed's to say which way. */
  readonly spread?: number;
}

/**
 * A recording of a ramp with known demands: a baseline, then an instance more at a time, until the GPU has passed 85 % or the cap is
 * reached; readings with noise that remembers.
 */
export function buildRecording({
  seed,
  gpu,
  cpu = 4,
  idle = 2,
  cap = 40,
  spread = 1,
}: BuildOptions): Recording {
  const random = seeded(seed);
  const off = 1 + (spread / 100) * normal(random);
  const samples: Sample[] = [];
  const events: TraceEvent[] = [];
  let t = 0;
  const noise = { gpu: 0, cpu: 0 };
  const dwell = (n: number, seconds: number) => {
    for (let second = 0; second < seconds; second++) {
      noise.gpu = 0.6 * noise.gpu + 0.8 * normal(random);
      noise.cpu = 0.6 * noise.cpu + 0.8 * normal(random);
      t += 1;
      const percent = (mean: number) => Math.round(Math.min(100, Math.max(0, mean)) * 10) / 10;
      samples.push({
        type: 'sample',
        t,
        n,
        cpu: percent(3 + cpu * off * n + noise.cpu),
        gpu: [percent(idle + gpu * off * n + noise.gpu)],
      });
    }
  };
  dwell(0, 20);
  for (let n = 1; n <= cap; n++) {
    events.push({ type: 'event', t, event: 'launch', instance: n, slot: n });
    events.push({ type: 'event', t, event: 'ready', instance: n });
    dwell(n, 50);
    if (idle + gpu * off * n > 85 + gpu / 2) break;
  }
  events.push({ type: 'event', t, event: 'end', by: 'decided' });
  return {
    meta: { type: 'meta', run: `run-${seed}`, tick: 1, cap, method: 'steady', box: 'local' },
    samples,
    events,
    cutOff: false,
  };
}
