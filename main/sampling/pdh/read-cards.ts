import type { PartialReading } from '../provider.ts';
import type { InstancePids, InstanceReading } from '../sampler.ts';
import type { GpuLoads } from './gpu-loads.ts';
import type { PdhCard } from './pdh-cards.ts';

/** Of a card that is several adapters one has the data; the others say 0. */
function most(values: readonly (number | null | undefined)[]): number | null {
  const told = values.filter((value) => typeof value === 'number');
  return told.length === 0 ? null : Math.max(...told);
}

/** One moment of the counters in the places of the cards. A card none of whose adapters is there has null. */
export function readCards(
  loads: GpuLoads,
  cards: readonly PdhCard[],
  instances: InstancePids,
): PartialReading {
  const busiest = (card: PdhCard, pids: ReadonlySet<number> | null = null) =>
    card.keys
      .map((key) => loads.load(key, pids))
      .filter((load) => load !== null)
      .reduce<ReturnType<GpuLoads['load']>>(
        (best, load) => (best && best.gpu >= load.gpu ? best : load),
        null,
      );
  const now = cards.map((card) => busiest(card));
  const memory = cards.map(({ keys }) => keys.map((key) => loads.memory(key)));
  return {
    gpu: now.map((load) => load?.gpu ?? null),
    engines: now.map((load) => load?.engines ?? null),
    encoder: now.map((load) => load?.engines.encode ?? null),
    vram: cards.map(({ gpu }, at) => {
      const used = most(memory[at]?.map((one) => one?.dedicatedMiB) ?? []);
      // A card without memory of its own cannot run out of it.
      return used === null || !gpu.vramMiB ? null : Math.min(100, (100 * used) / gpu.vramMiB);
    }),
    sharedVramMiB: memory.map((of) => most(of.map((one) => one?.sharedMiB))),
    instances: new Map(
      [...instances].map(([instance, list]) => {
        const pids = new Set(list);
        const own = cards.map((card) => busiest(card, pids));
        const onCards = cards.map(({ keys }) => most(keys.map((key) => loads.processMiB(key, pids))));
        const told = onCards.filter((mib) => mib !== null);
        const reading: Partial<InstanceReading> = {
          gpu: own.map((load) => load?.gpu ?? null),
          engines: own.map((load) => load?.engines ?? null),
          vramMiB: told.length === 0 ? null : told.reduce((sum, mib) => sum + mib, 0),
        };
        return [instance, reading];
      }),
    ),
  };
}
