import { describe, expect, it } from 'vitest';
import { shareRounds } from './share-rounds.ts';

/** Rounds that end when the test says so. */
function rounds() {
  const begun: { thorough: boolean; end: () => void; fail: (error: Error) => void }[] = [];
  const ask = shareRounds(
    (thorough) =>
      new Promise((resolve, reject) => {
        begun.push({ thorough, end: resolve, fail: reject });
      }),
  );
  return { begun, ask };
}
const turn = () => new Promise((resolve) => setImmediate(resolve));

describe('shared rounds', () => {
  it('let all who ask during a round share the next, as thorough as the most thorough of them', async () => {
    const { begun, ask } = rounds();
    const first = ask(false);
    const waiting = [ask(false), ask(true), ask(false)];
    expect(begun.map(({ thorough }) => thorough)).toEqual([false]);
    begun[0]?.end();
    await first;
    await turn();
    expect(begun.map(({ thorough }) => thorough)).toEqual([false, true]);
    const third = ask(false);
    begun[1]?.end();
    await Promise.all(waiting);
    await turn();
    expect(begun.map(({ thorough }) => thorough)).toEqual([false, true, false]);
    begun[2]?.end();
    await third;
    const fourth = ask(false);
    expect(begun).toHaveLength(4);
    begun[3]?.end();
    await fourth;
  });

  it('go on after one that failed', async () => {
    const { begun, ask } = rounds();
    const first = ask(false);
    const second = ask(false);
    begun[0]?.fail(new Error('gone'));
    await expect(first).rejects.toThrow('gone');
    await turn();
    begun[1]?.end();
    await second;
    expect(begun).toHaveLength(2);
  });
});
