import type { TraceEvent } from '../model/trace.ts';
import type { Seconds } from '../model/units.ts';
import type { History } from './history.ts';

/*
 * What the operator says becomes an event like all else, so that a replay knows it too: `hold {on}` keeps the probe at
 * what runs now, `confirm {instance}` says that an instance is in the scene that counts.
 */

export function holdEvent(t: Seconds, on: boolean): TraceEvent {
  return { type: 'event', t, event: 'hold', on };
}

export function confirmEvent(t: Seconds, instance: number): TraceEvent {
  return { type: 'event', t, event: 'confirm', instance };
}

/** Whether the operator wants things to stay as they are: nothing is launched, stopped or decided meanwhile. */
export function isHeld({ events }: History): boolean {
  return events.findLast(({ event }) => event === 'hold')?.['on'] === true;
}
