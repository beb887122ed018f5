import { audienceInput } from '../../../main/host/planning/audience-input.ts';
import type { Engine } from '../../../renderer/ui/engine.tsx';
import { BRIDGE_BOUNDS } from '../../../shared/bridge/bounds.ts';
import {
  REQUESTS,
  type EventData,
  type EventName,
  type Method,
  type Params,
  type Result,
} from '../../../shared/bridge/contract.ts';
import { liveUpdateSchema, type LiveUpdate } from '../../../shared/bridge/live.ts';
import { Problem } from '../../../shared/model/problem.ts';
import { DEFAULT_LIMITS } from '../../../shared/model/resources.ts';
import { loadLines, gpuCount } from '../../../renderer/charts/data/load-lines.ts';
import { levelBands } from '../../../renderer/charts/data/time-marks.ts';
import { audience } from '../../../shared/planning/audience.ts';
import { measuredDemand } from '../../../shared/planning/hardware/demand.ts';
import { comparedRuns, manyRuns } from './kept-runs.ts';
import { nextSecond } from './next-second.ts';
import { coresAt, doctorOf, planCheckOf } from './scene-answers.ts';
import type { Scene } from './scenes.ts';

/** Answers as an engine would whose run stands where the scene says, held to the contract by its own schemas. */
export class ScriptedEngine implements Engine {
  readonly asked: { method: Method; params: unknown }[] = [];
  readonly #scene: Scene;
  #heldBack = '';
  #letGo = Promise.withResolvers<unknown>();
  readonly #listeners = new Map<EventName, Set<(data: never) => void>>();

  readonly connection = { get: () => 'open' as const, subscribe: () => () => undefined };

  constructor(scene: Scene) {
    this.#scene = scene;
  }

  on<E extends EventName>(event: E, listener: (data: EventData<E>) => void): () => void {
    const listeners = this.#listeners.get(event) ?? new Set();
    listeners.add(listener);
    this.#listeners.set(event, listeners);
    return () => listeners.delete(listener);
  }

  ask<M extends Method>(method: M, params: Params<M>): Promise<Result<M>> {
    this.asked.push({ method, params });
    const before = method === this.#heldBack ? this.#letGo.promise : Promise.resolve();
    return before.then(() => REQUESTS[method].result.parse(this.#answer(method, params)) as Result<M>);
  }

  /** What is asked by this name is answered when another name is held back. */
  holdBack(method: string): void {
    this.#letGo.resolve(null);
    this.#letGo = Promise.withResolvers<unknown>();
    this.#heldBack = method;
  }

  /** Tells the next second, in which every value is another. @param step from 0 */
  nextSecond(step: number): void {
    const update = this.#update();
    this.#tell(nextSecond(update, step, update.samples.length + step));
  }

  #answer(method: Method, params: unknown): unknown {
    const { recording, verdict } = this.#scene;
    switch (method) {
      case 'engine.describe':
        return {
          version: '0.1.0',
          platform: 'linux',
          dataFolder: '/data',
          folder: '/home',
          profiles: ['gpu-bound', 'cpu-bound'],
          desk: null,
          crashed: null,
        };
      case 'live.attach':
        queueMicrotask(() => {
          this.#play(this.#update());
        });
        return {};
      case 'plan.check':
        return planCheckOf(params as Params<'plan.check'>, this.#scene);
      case 'settings.read':
        return {
          settings: {
            format: 'kneescope.settings/1',
            defaults: { limits: { gpu: 80 }, mode: 'thorough' },
            retention: { days: 90, mostMiB: null },
          },
        };
      case 'runs.retain':
        return { runs: ['one', 'two'] };
      case 'doctor.examine':
        return doctorOf(this.#scene);
      case 'plan.recent':
        return { files: [] };
      case 'path.complete':
        return { matches: [] };
      case 'run.log':
        return { lines: Array.from({ length: 40 }, (_, line) => `[${line}] frame fps=59.${line % 10}`) };
      case 'runs.list':
        return {
          runs: [...(recording && verdict ? [this.#summary()] : []), ...manyRuns(this.#scene.kept ?? 0)],
        };
      case 'runs.compare':
        return comparedRuns((params as Params<'runs.compare'>).runs);
      case 'runs.open':
        if (!recording || !verdict) throw new Problem('run.unknown', { wanted: '?', kept: 0 });
        return {
          summary: this.#summary(),
          meta: recording.meta,
          limits: DEFAULT_LIMITS,
          verdict,
          events: recording.events,
          samples: recording.samples.length,
          seconds: recording.samples.at(-1)?.t ?? 0,
          resumable: this.#scene.resumable === true,
        };
      case 'run.resume':
        return { run: 'another' };
      case 'runs.series':
        return this.#series();
      case 'runs.decide': {
        const { limits } = params as Params<'runs.decide'>;
        const capacity = (limits.gpu ?? 85) < 85 ? 5 : 7;
        return { verdict: { ...verdict, capacity } };
      }
      case 'audience.answer': {
        const { question } = params as Params<'audience.answer'>;
        const measured = (run: string | null | undefined) =>
          run == null || !verdict || !recording
            ? null
            : {
                id: run,
                capacity: verdict.capacity,
                simulated: false,
                demand: measuredDemand(verdict, recording.meta.host ?? null),
              };
        const { run, hardware } = question;
        return {
          audience: audience(audienceInput(question, measured(run), measured(hardware?.otherBox?.calibrate))),
        };
      }
      case 'audience.report':
        return { file: '/data/audience/en/audience.html', href: null };
      case 'runs.report':
        return { file: '/data/runs/one/report.html', href: null };
      default:
        return {};
    }
  }

  /** All but the last seconds at once, as to a face that comes late, then second by second. */
  #play(update: LiveUpdate): void {
    const first = Math.max(0, update.samples.length - 5);
    const before = Math.max(0, update.cores.length - 5);
    this.#tell({ ...update, samples: update.samples.slice(0, first), cores: update.cores.slice(0, before) });
    for (const [place, sample] of update.samples.slice(first).entries())
      this.#tell({
        ...update,
        head: null,
        first: { sample: first + place, event: update.events.length },
        samples: [sample],
        cores: update.cores.slice(before + place, before + place + 1),
        events: [],
      });
  }

  #tell(update: LiveUpdate): void {
    for (const listener of this.#listeners.get('live.update') ?? [])
      (listener as (data: LiveUpdate) => void)(liveUpdateSchema.parse(update));
  }

  #update(): LiveUpdate {
    const { recording, verdict, state, progress, instances, cores, readings, confirms, method } = this.#scene;
    if (!recording)
      return {
        run: null,
        head: null,
        state: null,
        first: { sample: 0, event: 0 },
        samples: [],
        cores: [],
        events: [],
        now: null,
        verdict: null,
        failure: null,
      };
    const { meta, samples, events } = recording;
    return {
      run: meta.run ?? '',
      head: {
        run: meta.run ?? '',
        name: 'Showroom, heavy scene',
        box: 'local',
        simulated: false,
        executable: 'D:/apps/Showroom/Showroom.exe',
        startedAt: meta.startedAt ?? '',
        method,
        mode: 'balanced',
        tick: 1,
        cap: 64,
        limits: DEFAULT_LIMITS,
        confirms,
        host: meta.host ?? {},
      },
      state,
      first: { sample: 0, event: 0 },
      samples: samples.map(({ fps: _fps, instances: _instances, cores: _cores, ...rest }) => ({
        ...rest,
        ...(rest.gpu && {
          clock: rest.gpu.map(() => 96.4),
          temperature: rest.gpu.map((load) => 41 + Math.round((load ?? 0) / 4)),
        }),
        frames: null,
      })),
      cores: samples.slice(-BRIDGE_BOUNDS.coresPerUpdate).map((_sample, place) => coresAt(cores, place)),
      events: [...events],
      now: {
        progress,
        instances: [...instances],
        readings: readings.map((one) => ({ ...one })),
      },
      verdict,
      failure: null,
    };
  }

  #series(): Result<'runs.series'> {
    const samples = this.#scene.recording?.samples ?? [];
    const end = samples.at(-1)?.t ?? 0;
    return {
      from: 0,
      to: end,
      end,
      samples: samples.length,
      lines: loadLines(samples, 1).map((line) => ({
        ...line,
        times: [...line.times],
        values: [...line.values],
      })),
      frames: null,
      bands: levelBands(samples, 1),
      gaps: [],
      gpus: gpuCount(samples),
    };
  }

  #summary(): Result<'runs.list'>['runs'][number] {
    const { recording, verdict } = this.#scene;
    return {
      run: recording?.meta.run ?? '',
      startedAt: recording?.meta.startedAt ?? '',
      state: this.#scene.cutOff === true ? 'cut-off' : 'done',
      name: 'Showroom, heavy scene',
      box: 'local',
      executable: 'D:/apps/Showroom/Showroom.exe',
      sha256: null,
      fileVersion: '1.4.2.0',
      method: 'adaptive',
      verdict: verdict?.verdict ?? null,
      capacity: verdict?.capacity ?? null,
      seconds: recording?.samples.at(-1)?.t ?? 0,
      tags: ['1.4.2', 'hall'],
      simulated: false,
    };
  }
}
