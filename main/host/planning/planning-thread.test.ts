import { afterEach, describe, expect, it } from 'vitest';
import { audience } from '../../../shared/planning/audience.ts';
import type { AudienceInput } from '../../../shared/planning/audience-input.ts';
import { sampleInput } from '../../../shared/planning/fixtures/sample-audience.ts';
import { PlanningThread } from './planning-thread.ts';

const threads: PlanningThread[] = [];
function started(): PlanningThread {
  const thread = new PlanningThread();
  threads.push(thread);
  return thread;
}
afterEach(() => {
  for (const thread of threads.splice(0)) thread.close();
});

/** So many kinds of box, and so many places of them, that its answer takes as long as anybody waits. */
const ENDLESS: AudienceInput = sampleInput({
  arrivalsPerHour: [1_000_000],
  sessions: [{ share: 1, minutes: 11, spread: 'exponential' }],
  otherBoxes: Array.from({ length: 400 }, (_, kind) => ({
    name: String(kind),
    capacity: 1 + (kind % 7),
    pricePerHour: kind + 1,
    available: null,
  })),
  pricePerHour: 1,
});

describe('the thread that computes audiences', () => {
  it('answers as the function does, one question after the other', async () => {
    const thread = started();
    const inputs = [sampleInput(), sampleInput({ uplinkMbps: 500 })];
    const answers = await Promise.all(inputs.map((input) => thread.answer(input, {})));
    expect(answers).toEqual(inputs.map((input) => audience(input)));
  });

  it('ends what it is in the middle of for a newer question of the same face, and goes on with those of others', async () => {
    const thread = started();
    const [one, other] = [{}, {}];
    const first = thread.answer(ENDLESS, one);
    const waiting = thread.answer(sampleInput({ streams: 3 }), other);
    const second = thread.answer(sampleInput({ streams: 4 }), one);
    await expect(first).rejects.toMatchObject({ code: 'audience.cancelled' });
    expect((await waiting).streams).toBe(3);
    expect((await second).streams).toBe(4);
  });

  it('takes a question back that has not begun', async () => {
    const thread = started();
    const [one, other] = [{}, {}];
    const busy = thread.answer(ENDLESS, one);
    const waiting = thread.answer(sampleInput(), other);
    thread.cancel(other);
    await expect(waiting).rejects.toMatchObject({ code: 'audience.cancelled' });
    thread.cancel(one);
    await expect(busy).rejects.toMatchObject({ code: 'audience.cancelled' });
    thread.cancel(one);
    expect((await thread.answer(sampleInput(), one)).needMbps).toBe(240);
  });

  it('says what failed, and is there for the next', async () => {
    const thread = started();
    await expect(thread.answer({} as AudienceInput, {})).rejects.toMatchObject({ code: 'fault' });
    expect((await thread.answer(sampleInput(), {})).needMbps).toBe(240);
  });

  it('leaves nobody waiting when it is closed', async () => {
    const thread = started();
    const open = thread.answer(ENDLESS, {});
    thread.close();
    await expect(open).rejects.toMatchObject({ code: 'audience.cancelled' });
  });
});
