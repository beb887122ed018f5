import { afterEach, expect, it, vi } from 'vitest';
import { begin, observe, type ProbeState } from '../../../shared/probing/controller.ts';
import type { ProbeSession } from '../../engine/probe-session.ts';
import { settingsFor } from '../../../build/test/simulated-probe.ts';
import { worldSpec } from '../../box/simulated/families.ts';
import { World } from '../../box/simulated/world.ts';
import { Opinion } from './opinion.ts';

afterEach(() => {
  vi.restoreAllMocks();
});

it('does not say of the copies that run now what it thought of those before', () => {
  const spec = worldSpec('gpu-bound', 601);
  const world = new World(spec);
  const session = { state: begin(settingsFor(spec, { method: 'manual' })), meta: {}, run: 'a' };
  const pass = (seconds: number): ProbeState => {
    const samples = world.advance(seconds);
    return (session.state = observe(session.state, { samples, events: world.takeEvents() }));
  };
  let now = 0;
  // Every look at the clock is a minute later: a thought takes so long that the next one may not be had for twenty.
  const slow = vi.spyOn(performance, 'now').mockImplementation(() => (now += 60_000));
  pass(10);
  world.launch();
  pass(120);
  const opinion = new Opinion(session as unknown as ProbeSession);
  expect(opinion.now().progress).toMatchObject({ n: 1, checking: null, level: { n: 1, enough: true } });
  world.launch();
  pass(1);
  expect(opinion.now().progress).toMatchObject({ n: 2, atLeast: 1, checking: 2, level: null });
  expect(slow).toHaveBeenCalled();
});
