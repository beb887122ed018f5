import type { Readable } from 'node:stream';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Seconds } from '../../../shared/model/units.ts';
import type { Clock } from '../../os/clock.ts';

/**
 * Lets the last of the output arrive.
 * @returns whether the streams came to their end in time; else somebody still holds them open
 */
export async function drain(streams: readonly Readable[], clock: Clock, patience: Seconds): Promise<boolean> {
  const closed = streams
    .filter((stream) => !stream.closed)
    .map((stream) => new Promise((resolve) => stream.once('close', resolve)));
  const over = new AbortController();
  const late = clock.wait(clock.now() + patience, over.signal);
  const inTime = await Promise.race([Promise.all(closed).then(() => true), late.then((reached) => !reached)]);
  over.abort();
  // A stream is closed a moment before it says so, and only then is its last line kept.
  await nextTurn();
  return inTime;
}
