import type { Gpus } from './sampler.ts';

/**
 * The cards of all sources in one order that never changes: a card keeps its place when it vanishes, one that comes gets
 * the next place. Two sources that name the same id mean the same card; two equal cards have different ids.
 */
export class CardList {
  #cards: Gpus = [];

  /** Null while no source has named any. */
  get all(): Gpus | null {
    return this.#cards.length === 0 ? null : this.#cards;
  }

  /**
   * @param cards of one source, in that source's own order
   * @param known their places as given before: the first so many keep them
   */
  placesOf(cards: Gpus, known: readonly number[] = []): readonly number[] {
    if (cards.length === known.length) return known;
    return [...known, ...this.#place(cards.slice(known.length))];
  }

  #place(cards: Gpus): number[] {
    return cards.map((card) => {
      const known = card.id ? this.#cards.findIndex(({ id }) => id === card.id) : -1;
      if (known >= 0) {
        const named = Object.entries(card).filter(([, value]) => value !== null && value !== undefined);
        const joined = { ...this.#cards[known], ...Object.fromEntries(named) };
        this.#cards = this.#cards.map((other, place) => (place === known ? joined : other));
        return known;
      }
      this.#cards = [...this.#cards, card];
      return this.#cards.length - 1;
    });
  }
}
