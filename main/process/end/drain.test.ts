import { Readable } from 'node:stream';
import { expect, it } from 'vitest';
import type { Clock } from '../../os/clock.ts';
import { drain } from './drain.ts';

const CLOCK: Clock = {
  now: () => 0,
  asleep: () => null,
  wait: () => new Promise(() => undefined),
};

it('lets a stream say that it has closed before it goes on: its last words are kept by then', async () => {
  await Promise.resolve();
  const stream = new Readable({ read: () => undefined });
  let told = false;
  stream.once('close', () => {
    told = true;
  });
  stream.destroy();
  expect([stream.closed, told]).toEqual([true, false]);
  expect(await drain([stream], CLOCK, 5)).toBe(true);
  expect(told).toBe(true);
});
