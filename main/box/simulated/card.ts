import type { CardSpec } from './spec.ts';

/** A clock follows the load of the last seconds. */
const CLOCK_SECONDS = 4;
const IDLE_POWER = 0.15;

/** Share of the full clock that a card runs at, given its mean work in points; before any heat. */
export function boostedClock({ boost }: CardSpec, work: number): number {
  return boost ? boost.least + (1 - boost.least) * Math.min(1, work / boost.fullAt) : 1;
}

/** Power as a share of the full one. */
function power(work: number, clock: number): number {
  return IDLE_POWER + (1 - IDLE_POWER) * Math.min(1, work / 100 / clock) * clock ** 2;
}

function heatedClock({ thermal }: CardSpec, temperature: number): number {
  if (!thermal || temperature <= thermal.slowdown) return 1;
  return Math.max(thermal.floor, 1 - thermal.perDegree * (temperature - thermal.slowdown));
}

/** Clock and temperature that a card comes to when it is asked for so much work for ever. */
export function equilibrium(card: CardSpec, work: number): { clock: number; temperature: number } {
  const boosted = boostedClock(card, work);
  const { thermal } = card;
  if (!thermal) return { clock: boosted, temperature: 45 };
  // Heat lowers the clock, a lower clock makes less heat: one crossing, found by bisection.
  let [low, high] = [thermal.ambient, thermal.ambient + thermal.rise];
  for (let i = 0; i < 60; i++) {
    const middle = (low + high) / 2;
    const clock = Math.min(boosted, heatedClock(card, middle));
    if (thermal.ambient + thermal.rise * power(work, clock) > middle) low = middle;
    else high = middle;
  }
  return { clock: Math.min(boosted, heatedClock(card, low)), temperature: low };
}

/** A card's clock and temperature as they follow what is asked of it. */
export class SimulatedCard {
  readonly spec: CardSpec;
  #work: number;
  #temperature: number;

  constructor(spec: CardSpec) {
    this.spec = spec;
    this.#work = spec.base.gpu;
    this.#temperature = equilibrium(spec, spec.base.gpu).temperature;
  }

  /** @returns the clock of this second as a share of the full one, and the temperature */
  step(asked: number): { clock: number; temperature: number } {
    this.#work += (asked - this.#work) / CLOCK_SECONDS;
    const clock = Math.min(boostedClock(this.spec, this.#work), heatedClock(this.spec, this.#temperature));
    const { thermal } = this.spec;
    if (thermal) {
      const target = thermal.ambient + thermal.rise * power(this.#work, clock);
      this.#temperature += (target - this.#temperature) / thermal.seconds;
    }
    return { clock, temperature: this.#temperature };
  }
}
