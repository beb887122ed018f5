import type { Resource } from '../../model/resources.ts';
import type { CardMap } from '../cards.ts';
import type { Stretch } from '../stretches.ts';
import { meanOf } from './columns.ts';
import type { MatureStretch } from './maturity.ts';
import type { Sight } from './own-readings.ts';
import { tailOf } from './signs.ts';

/** What is read of a box, by what it can tell of a start. */
export interface Signs {
  readonly memory: readonly Resource[];
  readonly loads: readonly Resource[];
  readonly gpus: readonly Resource[];
  readonly cards: CardMap;
  readonly sight: Sight;
  /** What the load may be at most, in percent. */
  readonly limitOf: (resource: Resource) => number;
  /** How exact a memory's counter is, in points. */
  exactness(resource: Resource): number;
}

/** Instances of a stretch that load a resource. */
export function countIn({ alive, n }: Stretch, resource: Resource, { cards }: Pick<Signs, 'cards'>): number {
  return cards.countAlive(alive, n, resource);
}

/** Memory without and per instance, in points, as seen with `from` instances. */
interface Learned {
  readonly base: number;
  readonly each: number;
  readonly from: number;
}
export type MemoryLearned = ReadonlyMap<Resource, Learned>;

/** What is known of memory per instance, with one more settled stretch. */
export function learnMemory(
  idle: Stretch | undefined,
  mature: MatureStretch | undefined,
  signs: Signs,
  before: MemoryLearned = new Map(),
): MemoryLearned {
  const learned = new Map(before);
  if (!idle || !mature || mature.settledFrom === null) return learned;
  for (const resource of signs.memory) {
    const base = meanOf(signs.sight(idle, resource));
    const now = tailOf(signs.sight(mature.stretch, resource));
    const from = countIn(mature.stretch, resource, signs);
    if (base !== null && now !== null && from > 0)
      learned.set(resource, { base, each: Math.max(0, (now - base) / from), from });
  }
  return learned;
}

/** Whether memory has reached what so many instances took before, as far as that is known. */
export function memoryArrived(
  stretch: Stretch,
  pending: number,
  perInstance: MemoryLearned,
  signs: Signs,
): boolean {
  return signs.memory.every((resource) => {
    const learned = perInstance.get(resource);
    const now = tailOf(signs.sight(stretch, resource));
    // Too little to be told from noise says nothing.
    if (!learned || now === null || learned.each < 0.6) return true;
    const exact = signs.exactness(resource);
    const count = countIn(stretch, resource, signs);
    const mayMiss = Math.max(0.25, (0.12 * pending * count) / Math.max(1, stretch.n));
    const missing = mayMiss * learned.each + exact * (1 + count / learned.from);
    return now >= learned.base + count * learned.each - missing;
  });
}
