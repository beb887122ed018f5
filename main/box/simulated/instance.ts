import { Random } from './random.ts';
import { Scene } from './scene.ts';
import type { ProgramSpec, StartupSpec } from './spec.ts';

/** What an instance asks for in one second. */
export interface Asked {
  readonly cpu: number;
  /** At full clock of a card of speed 1. */
  readonly gpu: number;
  readonly encoder: number;
  readonly vramMiB: number;
  readonly ramMiB: number;
  /** Frames it would make if nothing were short, as a share of the target. */
  readonly frames: number;
}

/** One simulated copy, from launch on. */
export class SimulatedInstance {
  readonly instance: number;
  readonly slot: number;
  readonly card: number;
  readonly launchedAt: number;
  /** When it dies by itself while loading, in seconds after the launch; null for never. */
  readonly failsAfter: number | null;
  /** When it says that it is ready, in seconds after the end of loading (may be negative); null for never. */
  readonly #readyOffset: number | null;
  readonly #program: ProgramSpec;
  readonly #startup: StartupSpec;
  readonly #scene: Scene;
  readonly #seconds: number;
  /** Seconds of loading done, of #seconds; the plateau does not count. */
  #loaded = 0;
  #plateauLeft: number;
  #loadedAt: number | null = null;
  #toldReady = false;

  constructor(
    place: { instance: number; slot: number; card: number; launchedAt: number },
    program: ProgramSpec,
    startup: StartupSpec,
    launchFails: number,
    random: Random,
  ) {
    this.instance = place.instance;
    this.slot = place.slot;
    this.card = place.card;
    this.launchedAt = place.launchedAt;
    this.#program = program;
    this.#startup = startup;
    this.#scene = new Scene(program.scene, random.split());
    this.#seconds = random.between(...startup.seconds);
    this.#plateauLeft = startup.plateau?.seconds ?? 0;
    this.failsAfter = random.chance(launchFails) ? Math.ceil(random.between(0, this.#seconds)) : null;
    const offsets: Record<StartupSpec['ready'], number | null> = {
      'on-time': random.between(-1, 2),
      early: -this.#seconds * random.between(0.3, 0.7),
      late: random.between(4, 25),
      never: null,
    };
    this.#readyOffset = offsets[startup.ready];
  }

  get loading(): boolean {
    return this.#loadedAt === null;
  }

  /** Lets a second of loading pass. @param others how many others load at the same time */
  load(time: number, others: number): void {
    if (this.#loadedAt !== null) return;
    const { plateau, contention } = this.#startup;
    if (plateau && this.#plateauLeft > 0 && this.#loaded >= plateau.at * this.#seconds) {
      this.#plateauLeft -= 1;
      return;
    }
    this.#loaded += 1 / (1 + contention * others);
    if (this.#loaded >= this.#seconds) this.#loadedAt = time;
  }

  /** Whether it says at this time that it is ready; once. */
  saysReady(time: number): boolean {
    if (this.#toldReady || this.#readyOffset === null) return false;
    const early = this.#readyOffset < -1;
    const due = early
      ? this.#loaded >= this.#seconds + this.#readyOffset
      : this.#loadedAt !== null && time >= this.#loadedAt + this.#readyOffset;
    this.#toldReady = due;
    return due;
  }

  ask(time: number): Asked {
    const { cpu, gpu, encoder, vramMiB, ramMiB } = this.#program;
    const { settle, growth, plateau, cpuBurst, gpuShare } = this.#startup;
    const scene = this.#scene.next(time);
    if (this.#loadedAt === null) {
      const share = this.#loaded / this.#seconds;
      const paused = plateau !== null && this.#plateauLeft > 0 && share >= plateau.at;
      return {
        cpu: paused ? cpu * 0.6 * scene : cpuBurst * (share < 0.7 ? 1 : 0.5) + cpu * share * 0.5,
        gpu: gpu * scene * (paused ? plateau.gpuShare : gpuShare * share),
        encoder: 0,
        vramMiB: vramMiB * share ** 1.5,
        ramMiB: ramMiB * Math.min(1, 0.1 + share),
        frames: paused ? 1 : 0.3,
      };
    }
    const age = time - this.#loadedAt;
    const warm = 1 + settle.share * Math.exp(-age / settle.seconds);
    const grown = growth ? 1 + growth.share * (1 - Math.exp(-age / growth.seconds)) : 1;
    return {
      cpu: cpu * scene * warm,
      gpu: gpu * scene * warm,
      encoder,
      vramMiB: vramMiB * grown,
      ramMiB,
      frames: 1,
    };
  }
}
