import { setTimeout as sleep } from 'node:timers/promises';
import type { Host, Sample } from '../../../shared/model/trace.ts';
import type { Seconds } from '../../../shared/model/units.ts';
import type { Box, BoxAnswer, BoxInfo } from '../box.ts';
import { FAMILY_NAMES, SHOWN_NAMES, worldSpec } from './families.ts';
import { toldSlowdowns, type WorldSpec } from './spec.ts';
import { World } from './world.ts';

export interface SimulatedOptions {
  readonly seed: number;
  /** Simulated seconds per real second; null for virtual time, in which nobody waits. */
  readonly pace: number | null;
  /** Which of several runs on the same box it is, from 1: the same box on another day, so that its chance is another. */
  readonly repeat?: number;
}

/** Odd, so that no two repeats of one seed meet. */
const NEXT_DAY = 0x9e3779b1;

/** The seed of what happens in this run; of the first it is the box's own. */
function chanceOf(seed: number, repeat: number): number {
  return (seed + Math.imul(repeat - 1, NEXT_DAY)) >>> 0;
}

function hostOf(spec: WorldSpec): Host {
  const slowdowns = toldSlowdowns(spec);
  return {
    name: `simulated ${spec.family}`,
    os: 'simulated',
    cores: spec.cores,
    ramMiB: spec.ramMiB,
    gpus: spec.cards.map(({ vramMiB }, index) => ({
      name: 'simulated GPU',
      vramMiB,
      slowdownCelsius: slowdowns[index] ?? null,
    })),
  };
}

/** A simulated world behind the interface of every other box. */
export class SimulatedBox implements Box {
  readonly info: BoxInfo;
  readonly #world: World;
  readonly #pace: number | null;
  /** When, on this machine's clock, the simulated time was 0; moved by nothing. */
  readonly #began = performance.now();

  constructor(spec: WorldSpec, { seed, pace, repeat = 1 }: SimulatedOptions) {
    this.#world = new World({ ...spec, seed: chanceOf(seed, repeat) });
    this.#pace = pace;
    this.info = {
      name: `simulated:${spec.family}`,
      clock: pace === null ? 'virtual' : 'real',
      tick: 1,
      simulated: true,
      cap: spec.cap,
      limits: spec.limits,
      host: hostOf(spec),
    };
  }

  launch(): Promise<BoxAnswer & { instance: number }> {
    const instance = this.#world.launch();
    return Promise.resolve({ instance, events: this.#world.takeEvents() });
  }

  async advance(seconds: Seconds, signal?: AbortSignal): Promise<BoxAnswer & { samples: readonly Sample[] }> {
    const ticks = Math.max(1, Math.round(seconds));
    if (this.#pace !== null) {
      const due = this.#began + ((this.#world.time + ticks) / this.#pace) * 1000;
      await sleep(Math.max(0, due - performance.now()), undefined, { ...(signal && { signal }) });
    }
    const samples = this.#world.advance(ticks);
    return { samples, events: this.#world.takeEvents() };
  }

  stop(instance: number): Promise<BoxAnswer> {
    this.#world.stop(instance);
    return Promise.resolve({ events: this.#world.takeEvents() });
  }

  close(): Promise<BoxAnswer> {
    for (const instance of this.#world.running) this.#world.stop(instance);
    return Promise.resolve({ events: this.#world.takeEvents() });
  }
}

/** The profiles that `--box simulated:PROFILE` knows, each named after the family of load it shows. */
export const PROFILES: readonly string[] = [...FAMILY_NAMES, ...SHOWN_NAMES];

/** @returns null for a profile that is none */
export function openSimulatedBox(profile: string, options: SimulatedOptions): SimulatedBox | null {
  return PROFILES.includes(profile) ? new SimulatedBox(worldSpec(profile, options.seed), options) : null;
}
