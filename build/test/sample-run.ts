import type { Recording } from '../../shared/model/trace-text.ts';
import type { Sample, TraceEvent } from '../../shared/model/trace.ts';
import type { LevelVerdict, Verdict } from '../../shared/model/verdict.ts';
import { remembering, seeded } from './random.ts';

/**
 * A run such as a real box gives, made of nothing but a seed: a baseline, then one instance more at a time, each loading
 * and then measured; noise that remembers (AR(1)), a scene that comes round, a GPU that fills up first and frames that fall
 * when it is full. The verdict beside it is computed from the same samples, plainly: it is for looking at and for comparing
 * figures, not for judging statistics.
 */
export interface SampleRunOptions {
  readonly seed?: number;
  readonly levels?: number;
  readonly gpus?: number;
  readonly frames?: boolean;
  readonly host?: boolean;
  /** Seconds of each level, the loading first. */
  readonly loadingSeconds?: number;
  readonly dwellSeconds?: number;
  /** What one instance needs, as a share of the usual one, of which seven fit. */
  readonly demand?: number;
  /** Shares of samples whose GPU reading is missing. */
  readonly missing?: number;
}

const LIMITS = { cpu: 85, gpu: 85, vram: 95, ram: 90, encoder: 90, fpsFloor: 95 };
const BASELINE_SECONDS = 12;
const SCENE_SECONDS = 12;
const RUN = '01JDA6Z4T8QXW3V5N2K7R9M0BC';

const percent = (value: number) => Math.round(Math.min(100, Math.max(0, value)) * 10) / 10;

/** Mean and interval of readings that remember: as if of every six only one were new. */
function interval(values: readonly (number | null | undefined)[]) {
  const read = values.filter((value) => typeof value === 'number');
  if (read.length < 2) return null;
  const mean = read.reduce((sum, value) => sum + value, 0) / read.length;
  const variance = read.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (read.length - 1);
  const half = (1.96 * Math.sqrt(variance)) / Math.sqrt(Math.max(1, read.length / 6));
  return { mean, low: mean - half, high: mean + half };
}

export function sampleRun(options: SampleRunOptions = {}): { recording: Recording; verdict: Verdict } {
  const { seed = 1, levels = 9, gpus = 1, frames = true, host = true, missing = 0 } = options;
  const { loadingSeconds = 18, dwellSeconds = 30, demand = 1 } = options;
  const gpuDemand = 10.6 * demand;
  const random = seeded(seed);
  const noise = {
    cpu: remembering(random, 1.2),
    gpu: remembering(random, 1.6),
    fps: remembering(random, 0.25),
  };
  const cards = Array.from({ length: gpus }, (_, index) => index);
  const samples: Sample[] = [];
  const events: TraceEvent[] = [];
  const spans: { n: number; from: number; to: number }[] = [];
  let t = 0;

  const sampleAt = (n: number, loading: boolean) => {
    t += 1;
    const scene = 1 + 0.06 * Math.sin((2 * Math.PI * t) / SCENE_SECONDS);
    const active = loading ? n - 0.6 : n;
    const gpu = cards.map((card) => {
      if (random() < missing) return null;
      const here = Math.max(0, Math.ceil((active - card) / gpus));
      return percent(3 + here * gpuDemand * scene + noise.gpu());
    });
    const full = Math.max(0, ...cards.map((card) => 3 + Math.ceil((n - card) / gpus) * gpuDemand)) / 94;
    const rate = 60 / Math.max(1, full) + noise.fps();
    samples.push({
      type: 'sample',
      t,
      n,
      cpu: percent(6 + active * 4.6 * demand * scene + (loading ? 6 : 0) + noise.cpu()),
      ...(gpus > 0 && {
        gpu,
        vram: cards.map((card) => percent(8 + Math.ceil((n - card) / gpus) * 6.4 * demand)),
        encoder: cards.map((card) => percent((Math.ceil((active - card) / gpus) * 5 * demand * scene) | 0)),
      }),
      ram: percent(19 + n * 3.1 * demand),
      ...(frames && {
        fps: Array.from({ length: loading ? n - 1 : n }, (_, index) => ({
          instance: index + 1,
          fps: Math.round((rate - (index === n - 1 ? 0.8 * Math.max(0, full - 0.9) * 10 : 0)) * 100) / 100,
        })),
      }),
    });
  };

  for (let second = 0; second < BASELINE_SECONDS; second++) sampleAt(0, false);
  for (let n = 1; n <= levels; n++) {
    events.push({
      type: 'event',
      t,
      event: 'launch',
      instance: n,
      slot: n,
      gpu: gpus > 0 ? (n - 1) % gpus : null,
    });
    for (let second = 0; second < loadingSeconds; second++) sampleAt(n, true);
    events.push({ type: 'event', t, event: 'ready', instance: n });
    const from = t;
    for (let second = 0; second < dwellSeconds; second++) sampleAt(n, false);
    spans.push({ n, from, to: t });
  }
  for (let n = 1; n <= levels; n++)
    events.push({ type: 'event', t, event: 'exit', instance: n, reason: 'stopped', code: 0 });

  const within = (from: number, to: number) => samples.filter((sample) => sample.t > from && sample.t <= to);
  const loadsOf = (of: readonly Sample[]) => ({
    cpu: interval(of.map(({ cpu }) => cpu)),
    ...(gpus > 0 && {
      gpu: cards.map((card) => interval(of.map(({ gpu }) => gpu?.[card]))),
      vram: cards.map((card) => interval(of.map(({ vram }) => vram?.[card]))),
      encoder: cards.map((card) => interval(of.map(({ encoder }) => encoder?.[card]))),
    }),
    ram: interval(of.map(({ ram }) => ram)),
  });
  const levelOf = ({ n, from, to }: (typeof spans)[number]): LevelVerdict => {
    const of = within(from, to);
    const means = Array.from({ length: n }, (_, index) =>
      interval(of.map(({ fps }) => fps?.[index]?.fps)),
    ).flatMap((one) => (one ? [one.mean] : []));
    const mean = means.reduce((sum, one) => sum + one, 0) / means.length;
    return {
      n,
      from,
      to,
      samples: of.length,
      ...loadsOf(of),
      ...(frames && { fps: { worst: Math.min(...means), mean } }),
    };
  };
  const measured = spans.map(levelOf);
  const baseline = { seconds: BASELINE_SECONDS, ...loadsOf(within(0, BASELINE_SECONDS)) };
  const recording: Recording = {
    meta: {
      type: 'meta',
      format: 'kneescope.trace/1',
      run: RUN,
      startedAt: '2026-11-20T21:04:05+08:00',
      version: '0.1.0',
      tick: 1,
      cap: 64,
      box: 'local',
      method: 'adaptive',
      mode: 'balanced',
      seed: null,
      limits: LIMITS,
      program: {
        path: 'D:\\apps\\Showroom\\Binaries\\Win64\\Showroom-Win64-Shipping.exe',
        sha256: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
        fileVersion: '1.4.2.0',
        modifiedAt: '2026-11-18T10:22:41+08:00',
      },
      plan: {
        format: 'kneescope.plan/1',
        name: 'Showroom, heavy scene',
        executable: 'D:/apps/Showroom/Binaries/Win64/Showroom-Win64-Shipping.exe',
        arguments: ['-RenderOffScreen', '-PixelStreamingPort={port:8888}'],
        ready: { by: 'load', timeoutSeconds: 300 },
        stop: { ask: 'close-window', graceSeconds: 10 },
        frames: { from: frames ? 'presentmon' : 'none' },
        fpsTarget: 'solo',
        limits: LIMITS,
        cap: 64,
        tags: { build: '1.4.2', scene: 'hall' },
      },
      ...(host && {
        host: {
          name: 'RENDER-07',
          os: 'Windows 11 Pro 24H2 (26100.2314)',
          cpu: 'AMD Ryzen 9 7950X',
          cores: 32,
          ramMiB: 65_536,
          gpus: cards.map(() => ({ name: 'NVIDIA GeForce RTX 4080', vramMiB: 16_376, slowdownCelsius: 90 })),
        },
      }),
    },
    samples,
    events,
    cutOff: false,
  };
  return { recording, verdict: verdictOf({ measured, baseline, gpus, frames, end: t, levels }) };
}

interface Measured {
  readonly measured: readonly LevelVerdict[];
  readonly baseline: NonNullable<Verdict['baseline']>;
  readonly gpus: number;
  readonly frames: boolean;
  readonly end: number;
  readonly levels: number;
}

/** The verdict that these levels call for: the first level with a mean above its limit is one too many. */
function verdictOf({ measured, baseline, gpus, frames, end, levels }: Measured): Verdict {
  const perCard = (index: number) =>
    (['gpu', 'vram', 'encoder'] as const).map((resource) => ({ resource, index }));
  const watched = [
    { resource: 'cpu' as const, index: null },
    { resource: 'ram' as const, index: null },
    ...Array.from({ length: gpus }, (_, index) => perCard(index)).flat(),
  ];
  const meanAt = (loads: LevelVerdict | typeof baseline | undefined, resource: (typeof watched)[number]) => {
    const reading = loads?.[resource.resource];
    return (Array.isArray(reading) ? reading[resource.index ?? 0] : reading)?.mean ?? null;
  };
  const last = measured.at(-1);
  const resources = watched.map((one) => {
    const limit = LIMITS[one.resource];
    const passed = measured.find((level) => (meanAt(level, one) ?? 0) >= limit);
    const start = meanAt(baseline, one);
    const end = meanAt(last, one);
    const slope = start === null || end === null || !last ? null : (end - start) / last.n;
    const predicted = slope === null || slope <= 0 ? null : Math.floor((limit - (start ?? 0)) / slope);
    return {
      ...one,
      limit,
      capacity: passed ? passed.n - 1 : predicted,
      predicted: !passed && predicted !== null,
      demand: slope === null ? null : { mean: slope, low: slope * 0.985, high: slope * 1.015 },
    };
  });
  const found = resources.filter(({ predicted, capacity }) => !predicted && capacity !== null);
  const loadKnee = found.length > 0 ? Math.min(...found.map(({ capacity }) => capacity ?? 0)) : null;
  const solo = measured[0]?.fps?.mean ?? null;
  const slow = solo === null ? undefined : measured.find(({ fps }) => (fps?.worst ?? solo) < 0.95 * solo);
  const loadCapacity = loadKnee ?? levels;
  const frameCapacity = frames ? (slow ? slow.n - 1 : levels) : null;
  const capacity = Math.min(loadCapacity, frameCapacity ?? loadCapacity);
  const knee = loadKnee !== null || slow !== undefined;
  const byFrames = frameCapacity !== null && frameCapacity < loadCapacity;
  const first = found.find((resource) => resource.capacity === loadKnee);
  return {
    format: 'kneescope.verdict/1',
    run: RUN,
    verdict: !knee ? 'at-least' : capacity === 0 ? 'zero' : 'knee',
    capacity,
    safe: knee ? Math.max(0, capacity - 1) : capacity,
    interval: knee ? [Math.max(0, capacity - 1), capacity] : [capacity, null],
    confidence: 0.93,
    loadCapacity,
    frameCapacity,
    limitedBy: !knee
      ? { resource: null, index: null, reason: 'cap' }
      : byFrames
        ? { resource: null, index: null, reason: 'frames' }
        : { resource: first?.resource ?? null, index: first?.index ?? null, reason: 'load' },
    resources,
    baseline,
    levels: [...measured],
    curve: { kneedle: capacity, usl: null },
    warnings: [],
    probeSeconds: end,
    launches: levels,
    simulated: false,
  };
}
