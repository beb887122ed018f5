import { expect, it } from 'vitest';
import type { TraceEvent } from '../../../shared/model/trace.ts';
import type { ProbeSession } from '../../engine/probe-session.ts';
import { liveInstances } from './instances.ts';

const event = (t: number, name: string, instance: number): TraceEvent => ({
  type: 'event',
  t,
  event: name,
  instance,
});
const READY = [event(1, 'launch', 1), event(2, 'ready', 1), event(3, 'launch', 2)];

/** @param known what the box says of each, beside what the trace tells */
function states(events: readonly TraceEvent[], known: Readonly<Record<number, string>> = {}) {
  const session = {
    state: { history: { events, samples: [] } },
    instances: () => Object.entries(known).map(([n, state]) => ({ instance: Number(n), state, pid: 1 })),
  } as unknown as ProbeSession;
  return liveInstances(session).map(({ state }) => state);
}

it('shows that one hangs until it answers again, is started anew, or ends', () => {
  const hung = [...READY, event(9, 'hung', 1)];
  expect(states(READY)).toEqual(['ready', 'starting']);
  expect(states(hung)).toEqual(['hung', 'starting']);
  expect(states(hung, { 1: 'ready', 2: 'starting' })).toEqual(['hung', 'starting']);
  for (const ends of ['responding', 'restarted'])
    expect(states([...hung, event(12, ends, 1)]), ends).toEqual(['ready', 'starting']);
  expect(states([...hung, event(12, 'responding', 1), event(20, 'hung', 1)])).toEqual(['hung', 'starting']);
  expect(states([...hung, event(12, 'exit', 1)])).toEqual(['ended', 'starting']);
});

it('shows one that is being stopped as that, hung or not', () => {
  expect(states([...READY, event(9, 'hung', 1)], { 1: 'stopping', 2: 'ready' })).toEqual([
    'stopping',
    'ready',
  ]);
});

it('shows one that hangs while it loads', () => {
  expect(states([...READY, event(9, 'hung', 2)], { 2: 'starting' })).toEqual(['ready', 'hung']);
});
