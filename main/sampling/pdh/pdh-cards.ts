import type { DisplayAdapter, Luid } from '../../os/windows/display-adapters.ts';
import type { Gpus } from '../sampler.ts';
import type { AdapterKey } from './gpu-instances.ts';

type Gpu = Gpus[number];

export interface PdhCard {
  readonly gpu: Gpu;
  /** The adapters that are this card; one of them has its data. */
  readonly keys: string[];
}

/** Which adapters of the counters are which card. Cards keep their places; what a program computes is none. */
export class PdhCards {
  readonly #describe: (luid: Luid) => DisplayAdapter;
  readonly #seen = new Set<string>();
  readonly #cards: PdhCard[];

  /** @param known cards in the places that they have already */
  constructor(describe: (luid: Luid) => DisplayAdapter, known: Gpus) {
    this.#describe = describe;
    this.#cards = known.map((gpu) => ({ gpu, keys: [] }));
  }

  get all(): readonly PdhCard[] {
    return this.#cards;
  }

  get gpus(): Gpus {
    return this.#cards.map(({ gpu }) => gpu);
  }

  /** @returns whether a card has come that was not there before */
  add(adapters: readonly AdapterKey[]): boolean {
    const before = this.#cards.length;
    for (const { key, luid } of adapters) {
      if (this.#seen.has(key)) continue;
      this.#seen.add(key);
      const { name, pciAddress, dedicatedMiB, software } = this.#describe(luid);
      if (software) continue;
      const linked = key.endsWith(':0') ? '' : `/${key.slice(key.lastIndexOf(':') + 1)}`;
      // Without an address the adapter's own number tells it from its like, until the next reboot.
      const id = pciAddress === null ? `luid:${key}` : `${pciAddress}${linked}`;
      const card = this.#cards.find(({ gpu }) => gpu.id === id);
      if (card) card.keys.push(key);
      else this.#cards.push({ gpu: { name, vramMiB: dedicatedMiB, id }, keys: [key] });
    }
    return this.#cards.length > before;
  }
}
