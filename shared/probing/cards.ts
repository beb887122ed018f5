import { isPerGpu, type Resource } from '../model/resources.ts';
import type { InstanceLife } from './instances.ts';

/** Which card each slot's instance renders on, as far as the launches have shown. */
export class CardMap {
  readonly #bySlot = new Map<number, number>();
  readonly #cards: number;

  constructor(lives: readonly InstanceLife[]) {
    for (const [order, { slot, gpu }] of lives.entries())
      if (gpu !== null) this.#bySlot.set(slot ?? order + 1, gpu);
    this.#cards = new Set(this.#bySlot.values()).size;
  }

  /** The card of a slot that was not launched yet, by the round that the others show; null where none is known. */
  #cardOf(slot: number): number | null {
    const known = this.#bySlot.get(slot);
    if (known !== undefined || this.#cards === 0) return known ?? null;
    return this.#bySlot.get(((slot - 1) % this.#cards) + 1) ?? null;
  }

  /**
   * How many of n instances load a resource: all of them, but those on that card only where launches name cards.
   * Loads of a card that no instance was put on are told as 0, since they don't follow the instances.
   */
  count(n: number, { resource, index }: Resource): number {
    if (!isPerGpu(resource) || this.#cards === 0) return n;
    let count = 0;
    for (let slot = 1; slot <= n; slot++) if (this.#cardOf(slot) === index) count += 1;
    return count;
  }

  /** As {@link count}, for the very instances alive. */
  countAlive(alive: readonly InstanceLife[], n: number, resource: Resource): number {
    if (!isPerGpu(resource.resource) || this.#cards === 0 || alive.length !== n)
      return this.count(n, resource);
    return alive.filter(({ gpu }) => gpu === resource.index).length;
  }
}
