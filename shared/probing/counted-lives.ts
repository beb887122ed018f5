import type { Recording } from '../model/trace-text.ts';
import type { Sample, TraceEvent } from '../model/trace.ts';
import type { Seconds } from '../model/units.ts';

const NAMING: readonly string[] = ['launch', 'ready', 'confirm', 'exit'];

type Lines = Pick<Recording, 'samples' | 'events'>;

/** More lives are no ramp, and each would be an event; a reader of traces holds as many. */
const MOST_LIVES = 20_000;

/** How often an instance came. @param samples in the order of time */
function arrivals(samples: readonly Sample[]): number {
  let before = 0;
  return samples.reduce((sum, { n }) => {
    const more = Math.max(0, n - before);
    before = n;
    return sum + more;
  }, 0);
}

/** Whether instances are counted, as a ramp has them, and no event names one. @param samples in the order of time */
export function namesNobody({ samples, events }: Lines): boolean {
  const came = arrivals(samples);
  return (
    came > 0 &&
    came <= MOST_LIVES &&
    !events.some(({ event, instance }) => NAMING.includes(event) && typeof instance === 'number')
  );
}

/**
 * Launches and exits as a recording's counts tell them, for one that names no instance: a launch where n rises, the
 * newest one's exit where it falls, and a warning that a crash cannot be told from a stop. Nothing where an event names one.
 * @param samples in the order of time
 * @param tick the seconds that the first sample covers
 */
export function countedLives(
  samples: readonly Sample[],
  events: readonly TraceEvent[],
  tick: Seconds,
): TraceEvent[] {
  if (!namesNobody({ samples, events })) return [];
  const lives: TraceEvent[] = [];
  const alive: number[] = [];
  let last = 0;
  let before = Math.max(0, (samples[0]?.t ?? 0) - tick);
  for (const { t, n } of samples) {
    for (; alive.length > n; alive.pop())
      lives.push({ type: 'event', t, event: 'exit', instance: alive.at(-1), reason: 'stopped' });
    while (alive.length < n) {
      alive.push(++last);
      lives.push({ type: 'event', t: before, event: 'launch', instance: last });
    }
    before = t;
  }
  return [{ type: 'event', t: 0, event: 'warning', code: 'lives-counted' }, ...lives];
}
