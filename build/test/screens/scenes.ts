import type { InstanceState, LiveInstance, LiveProgress } from '../../../shared/bridge/live.ts';
import { READINGS, type Capability, type ReadingName } from '../../../shared/model/capability.ts';
import type { Recording } from '../../../shared/model/trace-text.ts';
import type { Verdict } from '../../../shared/model/verdict.ts';
import { untrusted } from '../untrusted.ts';
import { sampleRun, type SampleRunOptions } from '../sample-run.ts';

/** What the engine of a test says: a recording, played as far as `at`, and what is thought of it then. */
export interface Scene {
  /** Null: no run since this engine began. */
  readonly recording: Recording | null;
  readonly verdict: Verdict | null;
  readonly state: 'running' | 'ended';
  readonly progress: LiveProgress;
  readonly instances: readonly LiveInstance[];
  readonly cores: number;
  readonly readings: readonly Capability[];
  readonly confirms: boolean;
  readonly method: 'adaptive' | 'manual';
  /** How many runs the history holds beside it. */
  readonly kept?: number;
  /** Its engine ended in the middle. */
  readonly cutOff?: boolean;
  /** It can be gone on with. */
  readonly resumable?: boolean;
}

const GPU_READINGS: readonly ReadingName[] = [
  'gpu',
  'vram',
  'encoder',
  'clock',
  'temperature',
  'instances.vramMiB',
];

function readings(gpus: number): Capability[] {
  return READINGS.map((reading) =>
    GPU_READINGS.includes(reading) && gpus === 0
      ? {
          reading,
          source: 'nvml',
          available: false,
          why: { code: 'no-source', source: 'libnvidia-ml.so.1' },
        }
      : { reading, source: 'sampler', available: true, why: null },
  );
}

function instance(n: number, state: InstanceState, gpus: number, reason?: string): LiveInstance {
  const reads = state !== 'stopping' && state !== 'ended';
  return {
    instance: n,
    slot: n,
    gpu: gpus > 0 ? (n - 1) % gpus : null,
    pid: 41_200 + 37 * n,
    state,
    exit: reason === undefined ? null : { reason, code: reason === 'stopped' ? 0 : 3_221_225_477 },
    since: 48 * n,
    cpu: reads ? 4.6 + (n % 5) * 0.13 : null,
    ramMiB: reads ? 2100 + n * 3 : null,
    vramMiB: reads && gpus > 0 ? 1048 + n : null,
    fps: state === 'ready' ? 59.6 - (n % 3) * 0.4 : null,
  };
}

/** A box with readings of two sources, of which several are missing, for three reasons. */
function mixedReadings(): Capability[] {
  const missing = (reading: ReadingName, source: string, why: Capability['why']): Capability => ({
    ...{ reading, source, available: false, why },
  });
  const library = 'libnvidia-ml.so.1';
  const refused = { code: 'no-right', source: '/dev/dri/card0', group: 'video' } as const;
  return [
    ...readings(1).filter(
      ({ reading }) => !['temperature', 'powerWatts', 'engines', 'fps'].includes(reading),
    ),
    // Another source has it, so nothing is missing.
    missing('gpu', 'nvml', { code: 'no-source', source: library }),
    missing('temperature', 'nvml', { code: 'no-source', source: library }),
    missing('temperature', 'drm', refused),
    missing('powerWatts', 'nvml', { code: 'no-source', source: library }),
    missing('engines', 'drm', refused),
    missing('fps', 'presentmon', { code: 'not-asked' }),
  ];
}

interface SceneOptions extends SampleRunOptions {
  readonly running: number;
  readonly atLeast: number;
  readonly loading?: boolean;
  readonly predicted?: number | null;
  readonly crashed?: boolean;
  /** One that hangs. */
  readonly hung?: number;
  readonly method?: 'adaptive' | 'manual';
  readonly ended?: boolean;
  readonly cores?: number;
  readonly gap?: boolean;
}

function scene(options: SceneOptions): Scene {
  const { running, atLeast, loading = false, predicted = null, crashed = false, gap = false } = options;
  const { hung = null } = options;
  const { method = 'adaptive', ended = false, cores = 32, gpus = 1 } = options;
  const { recording, verdict } = sampleRun({ ...options, levels: running });
  const { samples } = recording;
  const cut = loading ? samples.slice(0, -36) : samples.slice(0, ended ? undefined : -14);
  const from = Math.floor(cut.length / 2);
  const shown = gap ? cut.filter((_, place) => place < from || place > from + 24) : cut;
  const end = shown.at(-1)?.t ?? 0;
  const events = recording.events.filter(({ t, event }) => t <= end && (ended || event !== 'exit'));
  const failed = crashed
    ? [
        {
          type: 'event' as const,
          t: end - 6,
          event: 'exit',
          instance: running,
          reason: 'crash',
          code: 3_221_225_477,
        },
      ]
    : [];
  const hangs =
    hung === null
      ? []
      : [
          {
            type: 'event' as const,
            t: end - 9,
            event: 'hung',
            instance: hung,
            by: 'frames',
            since: end - 20,
          },
        ];
  const known = verdict.levels
    .filter(({ from, to }) => from < end && to <= end + 14)
    .map((level) => ({ ...level, to: Math.min(level.to, end) }));
  return {
    recording: { ...recording, samples: shown, events: [...events, ...hangs, ...failed] },
    verdict: ended
      ? verdict
      : {
          ...verdict,
          verdict: 'at-least',
          capacity: atLeast,
          levels: known.slice(0, loading ? -1 : undefined),
          limitedBy: { resource: null, index: null, reason: 'cap' },
        },
    state: ended ? 'ended' : 'running',
    progress: {
      phase: loading ? 'loading' : 'measuring',
      n: ended ? 0 : running,
      atLeast,
      checking: running > atLeast ? running : null,
      predicted,
      predictedRange: predicted === null ? null : [predicted - 1, predicted + 1],
      held: false,
      level: { n: running, samples: 17, settled: true, enough: method === 'manual' },
      elapsed: end,
      left: method === 'manual' || predicted === null ? null : 96,
    },
    instances: Array.from({ length: running }, (_, place) => {
      const n = place + 1;
      if (ended) return instance(n, 'ended', gpus, 'stopped');
      if (crashed && n === running) return instance(n, 'ended', gpus, 'crash');
      if (n === hung) return instance(n, 'hung', gpus);
      return instance(n, loading && n === running ? 'starting' : 'ready', gpus);
    }),
    cores,
    readings: readings(gpus),
    confirms: method === 'manual',
    method,
  };
}

/** A run that ended and cannot be trusted, with levels measured before. */
function invalid(reason: string, warnings: Verdict['warnings'] = []): Scene {
  const ended = scene({ running: 9, atLeast: 7, ended: true });
  return {
    ...ended,
    verdict: ended.verdict && { ...untrusted(ended.verdict, reason), warnings },
  };
}

/** Every state of the dashboard that is looked at as a picture. */
export const SCENES: Record<string, () => Scene> = {
  nothing: () => ({ ...scene({ running: 1, atLeast: 0 }), recording: null, verdict: null, instances: [] }),
  baseline: () => {
    const begun = scene({ running: 1, atLeast: 0 });
    const recording = begun.recording && {
      ...begun.recording,
      samples: begun.recording.samples.slice(0, 9),
      events: [],
    };
    return {
      ...begun,
      recording,
      verdict: null,
      instances: [],
      progress: { ...begun.progress, phase: 'baseline', n: 0, checking: null, level: null, elapsed: 9 },
    };
  },
  ramp: () => scene({ running: 7, atLeast: 6, predicted: 7 }),
  loading: () => scene({ running: 4, atLeast: 3, loading: true, predicted: 7, gap: true }),
  crash: () => scene({ running: 8, atLeast: 7, crashed: true, hung: 3, gpus: 2, cores: 64 }),
  manual: () => scene({ running: 3, atLeast: 3, method: 'manual', gpus: 0, cores: 2, frames: false }),
  sixty: () =>
    scene({
      running: 60,
      atLeast: 59,
      demand: 0.13,
      dwellSeconds: 12,
      loadingSeconds: 6,
      gpus: 4,
      cores: 128,
      predicted: 62,
    }),
  many: () => ({ ...scene({ running: 9, atLeast: 7, ended: true }), kept: 10_000 }),
  ended: () => scene({ running: 9, atLeast: 7, ended: true }),
  reasons: () => ({ ...scene({ running: 7, atLeast: 6 }), readings: mixedReadings() }),
  cutOff: () => ({ ...scene({ running: 5, atLeast: 5 }), state: 'ended', cutOff: true, resumable: true }),
  interrupted: () => ({ ...invalid('interrupted'), resumable: true }),
  outOfTime: () => {
    const ended = scene({ running: 5, atLeast: 5, ended: true });
    const { recording, verdict } = ended;
    const end = { type: 'event' as const, t: recording?.samples.at(-1)?.t ?? 0, event: 'end', by: 'budget' };
    return {
      ...ended,
      recording: recording && { ...recording, events: [...recording.events, end] },
      verdict: verdict && {
        ...verdict,
        limitedBy: { resource: null, index: null, reason: 'budget' },
        warnings: [{ code: 'budget', text: '', data: { seconds: 252, atLeast: 5 } }],
      },
      resumable: true,
    };
  },
  oneCopy: () =>
    invalid('single-instance', [
      { code: 'crash', text: '', data: { instance: 2, n: 2, reason: 'exited', code: 0, at: 61 } },
    ]),
};
