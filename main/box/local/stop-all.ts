import type { Plan } from '../../../shared/model/plan.ts';
import type { Clock } from '../../os/clock.ts';
import type { Instance } from '../../process/instance.ts';

type Stoppable = Pick<Instance, 'launchedAt' | 'stop'>;

/**
 * Ends instances in the order that the plan sets. One after the other they share one grace: who has not been asked when
 * it is over is asked then, with all others. So it takes at most twice the grace and what forcing takes.
 * @param hurry aborted when no grace is left to anybody
 */
export async function stopAll(
  instances: readonly Stoppable[],
  { order = 'together', graceSeconds }: Plan['stop'],
  clock: Clock,
  hurry: AbortSignal,
): Promise<void> {
  const queue = instances.toSorted((a, b) =>
    order === 'newest-first' ? b.launchedAt - a.launchedAt : a.launchedAt - b.launchedAt,
  );
  const deadline = clock.now() + graceSeconds;
  const over = new AbortController();
  const patience = AbortSignal.any([hurry, over.signal]);
  for (const instance of order === 'together' ? [] : queue) {
    if (hurry.aborted || clock.now() >= deadline) break;
    await Promise.race([instance.stop(), clock.wait(deadline, patience)]);
  }
  over.abort();
  await Promise.all(queue.map((instance) => instance.stop(hurry.aborted)));
}
