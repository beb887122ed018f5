import { isPerGpu, type Resource } from '../model/resources.ts';
import type { InstanceLife } from './instances.ts';

/** Which card each slot's instance renders on, as far as the launches have shown. */
export class CardMap {
  readonly #bySlot = new Map<number, number>();
  readonly #counts = new Map<number | null, number[]>();
  /** The cards in the order in which one slot after another goes round them; empty where launches name none. */
  readonly #round: readonly number[];
  /** Whether the launches have shown how slots go round the cards: a first one alone has not. */
  readonly isRoundKnown: boolean;

  /** @param cards how many there are to go round */
  constructor(lives: readonly InstanceLife[], cards: number) {
    for (const [order, { slot, gpu }] of lives.entries())
      if (gpu !== null) this.#bySlot.set(slot ?? order + 1, gpu);
    const seen: number[] = [];
    let repeats = false;
    for (const [, gpu] of [...this.#bySlot].toSorted(([a], [b]) => a - b)) {
      repeats = seen.includes(gpu);
      if (repeats) break;
      seen.push(gpu);
    }
    // Until one comes round again the next slot is taken to go to the next card that has none.
    const others = Array.from({ length: cards }, (_, index) => index).filter(
      (index) => !seen.includes(index),
    );
    this.#round = repeats || seen.length === 0 ? seen : [...seen, ...others];
    this.isRoundKnown = this.#bySlot.size !== 1 || this.#round.length === 1;
  }

  /** How many of the first n slots are on a card, for n = 0 and on; grows as it is asked. */
  #countsOf(index: number | null): number[] {
    const counts = this.#counts.get(index) ?? [0];
    this.#counts.set(index, counts);
    return counts;
  }

  /** The card of a slot; of one that was not launched yet by the round that the others show; null where none is known. */
  #cardOf(slot: number): number | null {
    return this.#bySlot.get(slot) ?? this.#round[(slot - 1) % this.#round.length] ?? null;
  }

  /**
   * How many of n instances load a resource: all of them, but those on that card only where launches name cards.
   * Loads of a card that no instance was put on are told as 0, since they don't follow the instances.
   */
  count(n: number, { resource, index }: Resource): number {
    if (!isPerGpu(resource) || this.#round.length === 0) return n;
    const counts = this.#countsOf(index);
    for (let slot = counts.length; slot <= n; slot++)
      counts.push((counts[slot - 1] ?? 0) + (this.#cardOf(slot) === index ? 1 : 0));
    return counts[n] ?? 0;
  }

  /** As {@link count}, for the very instances alive. */
  countAlive(alive: readonly InstanceLife[], n: number, resource: Resource): number {
    if (!isPerGpu(resource.resource) || this.#round.length === 0 || alive.length !== n)
      return this.count(n, resource);
    return alive.filter(({ gpu }) => gpu === resource.index).length;
  }
}

/** How many cards are watched. */
export function cardCount(watched: readonly Resource[]): number {
  return watched.reduce((most, { index }) => Math.max(most, (index ?? -1) + 1), 0);
}
