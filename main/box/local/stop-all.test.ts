import { describe, expect, it } from 'vitest';
import { fakeClock } from '../../os/fake-clock.ts';
import { stopAll } from './stop-all.ts';

/** Three instances that take so long to end, and when each was asked. */
function three(seconds: number) {
  const clock = fakeClock();
  const began = clock.now();
  const asked: string[] = [];
  const hurried: boolean[] = [];
  const instances = [2, 1, 3].map((launchedAt) => {
    let stopping: Promise<{ asked: boolean; forced: boolean; ms: number }> | null = null;
    const stop = (now = false) => {
      if (now) hurried.push(true);
      return (stopping ??= (async () => {
        asked.push(`${launchedAt} at ${clock.now() - began}`);
        await clock.wait(clock.now() + seconds, new AbortController().signal);
        return { asked: true, forced: false, ms: 0 };
      })());
    };
    return { launchedAt, stop };
  });
  return { clock, asked, hurried, instances };
}
const NEVER = new AbortController().signal;

describe('all instances end', () => {
  it.each([
    ['together', ['1 at 0', '2 at 0', '3 at 0']],
    ['newest-first', ['3 at 0', '2 at 2', '1 at 4']],
    ['oldest-first', ['1 at 0', '2 at 2', '3 at 4']],
  ] as const)('%s', async (order, expected) => {
    const { clock, asked, instances } = three(2);
    const done = stopAll(instances, { ask: 'signal', graceSeconds: 10, order }, clock, NEVER);
    await clock.pass(20);
    await done;
    expect(asked).toEqual(expected);
    expect(clock.waiting).toBe(0);
  });

  it('in bounded time, whatever the order', async () => {
    const { clock, asked, instances } = three(10);
    const stop = { ask: 'signal', graceSeconds: 10, order: 'newest-first' } as const;
    const done = stopAll(instances, stop, clock, NEVER);
    await clock.pass(20);
    await done;
    expect(asked).toEqual(['3 at 0', '2 at 10', '1 at 10']);
  });

  it('at once when nobody has any patience left', async () => {
    const { clock, asked, hurried, instances } = three(5);
    const hurry = new AbortController();
    const stop = { ask: 'signal', graceSeconds: 10, order: 'newest-first' } as const;
    const done = stopAll(instances, stop, clock, hurry.signal);
    await clock.pass(1);
    hurry.abort();
    await clock.pass(10);
    await done;
    expect(asked).toEqual(['3 at 0', '2 at 1', '1 at 1']);
    expect(hurried).toHaveLength(3);
  });
});
