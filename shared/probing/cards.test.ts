import { describe, expect, it } from 'vitest';
import { CardMap } from './cards.ts';
import type { InstanceLife } from './instances.ts';

function onCards(gpus: readonly (number | null)[]): InstanceLife[] {
  return gpus.map((gpu, i) => ({
    instance: i + 1,
    slot: i + 1,
    gpu,
    launchedAt: i,
    readyAt: null,
    exit: null,
  }));
}
const counts = (map: CardMap, n: number, cards: number) =>
  Array.from({ length: cards }, (_, index) => map.count(n, { resource: 'gpu', index }));

describe('where instances go', () => {
  it('is one card after another until one comes round again', () => {
    const map = new CardMap(onCards([0, 1]), 4);
    expect(map.isRoundKnown).toBe(true);
    expect(counts(map, 6, 4)).toEqual([2, 2, 1, 1]);
  });

  it('is the round that was seen, whatever other cards there are', () => {
    expect(counts(new CardMap(onCards([0, 0]), 2), 5, 2)).toEqual([5, 0]);
    expect(counts(new CardMap(onCards([2, 1, 2]), 4), 5, 4)).toEqual([0, 2, 3, 0]);
  });

  it('is not shown by a first one alone, but where there is one card only', () => {
    expect(new CardMap(onCards([1]), 2).isRoundKnown).toBe(false);
    expect(new CardMap(onCards([0]), 1).isRoundKnown).toBe(true);
  });

  it('is everywhere where launches name no card', () => {
    const map = new CardMap(onCards([null, null]), 2);
    expect(map.isRoundKnown).toBe(true);
    expect(counts(map, 3, 2)).toEqual([3, 3]);
  });
});
