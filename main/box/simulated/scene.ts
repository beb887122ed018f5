import { Random } from './random.ts';
import type { ProgramSpec } from './spec.ts';

const FULL_TURN = 2 * Math.PI;
/** A spike lasts this long on average, in seconds. */
export const SPIKE_SECONDS = 2;

/** How much of its mean an instance asks for, second by second. Its long-run mean is 1 plus that of the spikes. */
export class Scene {
  readonly #scene: ProgramSpec['scene'];
  readonly #random: Random;
  readonly #phases: readonly [number, number];
  #noise: number;
  #spikeLeft = 0;

  constructor(scene: ProgramSpec['scene'], random: Random) {
    this.#scene = scene;
    this.#random = random;
    this.#phases = [random.between(0, FULL_TURN), random.between(0, FULL_TURN)];
    this.#noise = random.normal() * scene.noise;
  }

  next(time: number): number {
    const { period, swing, noise, correlation, spikes } = this.#scene;
    this.#noise = correlation * this.#noise + Math.sqrt(1 - correlation ** 2) * noise * this.#random.normal();
    if (this.#spikeLeft > 0) this.#spikeLeft -= 1;
    else if (spikes.rate > 0 && this.#random.chance(spikes.rate)) this.#spikeLeft = SPIKE_SECONDS;
    const turn = (FULL_TURN * time) / period;
    const share =
      1 +
      swing[0] * Math.sin(turn + this.#phases[0]) +
      swing[1] * Math.sin(2 * turn + this.#phases[1]) +
      this.#noise +
      (this.#spikeLeft > 0 ? spikes.size : 0);
    return Math.max(0, share);
  }
}

/** Share of the time in which a spike is on. */
export function spikeShare({ rate }: ProgramSpec['scene']['spikes']): number {
  // On for SPIKE_SECONDS, then off until the next, which takes 1 ÷ rate seconds on average.
  return rate === 0 ? 0 : SPIKE_SECONDS / (SPIKE_SECONDS + 1 / rate);
}

/** Long-run mean of {@link Scene.next}. */
export function sceneMean({ spikes }: ProgramSpec['scene']): number {
  return 1 + spikeShare(spikes) * spikes.size;
}

/** Long-run variance of {@link Scene.next}. */
export function sceneVariance({ swing, noise, spikes }: ProgramSpec['scene']): number {
  const on = spikeShare(spikes);
  return swing[0] ** 2 / 2 + swing[1] ** 2 / 2 + noise ** 2 + on * (1 - on) * spikes.size ** 2;
}
