import { describe, expect, it } from 'vitest';
import { probe as simulatedProbe, settingsFor } from '../../../build/test/simulated-probe.ts';
import type { Mode } from '../../../shared/model/plan.ts';
import { conclude, type ProbeState } from '../../../shared/probing/controller.ts';
import { timeOf } from '../../../shared/probing/history.ts';
import type { ProbeSettings } from '../../../shared/probing/settings.ts';
import { worldSpec } from './families.ts';
import type { WorldSpec } from './spec.ts';
import { truthOf } from './truth.ts';

const PATIENCE = 8000;

function probe(spec: WorldSpec, more: Partial<ProbeSettings>): ProbeState {
  const { state, seconds } = simulatedProbe(spec, settingsFor(spec, more));
  expect(seconds).toBeLessThanOrEqual(PATIENCE);
  return state;
}

const FAMILIES = ['gpu-bound', 'cpu-bound', 'multi-gpu', 'noisy-background', 'odd-start', 'failing-launches'];
const BOXES = FAMILIES.flatMap((family) => [501, 502, 503].map((seed) => worldSpec(family, seed)));

// Computing takes as long as the machine has other things to do.
const PATIENT = { timeout: 120_000 };

describe('how much a probe takes care', PATIENT, () => {
  const run = (mode: Mode) => BOXES.map((spec) => ({ spec, state: probe(spec, { mode }) }));
  const [quick, balanced, thorough] = [run('quick'), run('balanced'), run('thorough')];
  const seconds = (runs: typeof quick) => runs.reduce((sum, { state }) => sum + timeOf(state.history), 0);
  const doubt = (runs: typeof quick) =>
    runs.reduce((sum, { state }) => sum + 1 - (conclude(state, { by: 'decided' }).confidence ?? 0), 0);

  it('quick takes less time, and thorough leaves less doubt', () => {
    expect(seconds(quick)).toBeLessThan(seconds(balanced));
    expect(seconds(balanced)).toBeLessThan(seconds(thorough));
    expect(doubt(thorough)).toBeLessThan(doubt(quick));
  });

  it('thorough is right nearly always, and quick most often', () => {
    const right = (runs: typeof quick) =>
      runs.filter(({ spec, state }) => conclude(state, { by: 'decided' }).capacity === truthOf(spec).capacity)
        .length;
    expect(right(thorough)).toBeGreaterThanOrEqual(BOXES.length - 3);
    expect(right(quick)).toBeGreaterThanOrEqual(BOXES.length - 7);
  });

  it.each(['adaptive', 'steady'] as const)(
    'thorough visits a level again that it has seen, once it knows (%s)',
    (method) => {
      let visited = 0;
      for (const { spec, state } of thorough.slice(0, 9)) {
        const { history } = method === 'adaptive' ? state : probe(spec, { mode: 'thorough', method });
        const ns = history.samples.map(({ n }) => n);
        const highest = Math.max(...ns);
        if (highest < 2) continue;
        const end = ns.length - 1 - ns.toReversed().findIndex((n) => n >= highest);
        const again = ns.slice(end + 1).filter((n) => n > 0);
        // Where it leapt over the level below there is nothing to compare it with.
        if (!ns.slice(0, end).includes((again[0] ?? highest) - (again.length > 0 ? 0 : 1))) continue;
        visited += 1;
        // For half a minute at least, at a level that was there before.
        expect({ box: `${spec.family} ${spec.seed}`, again: again.length }).toEqual({
          box: `${spec.family} ${spec.seed}`,
          again: expect.toSatisfy((count: number) => count >= 30),
        });
        expect(ns.slice(0, end)).toContain(again[0]);
      }
      expect(visited).toBeGreaterThanOrEqual(5);
    },
  );

  it('thorough comes to an end where two levels are as likely, and goes back but once', () => {
    const state = probe(worldSpec('multi-gpu', 80_115), { mode: 'thorough' });
    const stops = state.history.events.filter(({ reason }) => reason === 'stopped');
    expect(timeOf(state.history)).toBeLessThan(2000);
    expect(stops.length).toBeLessThan(8);
  });

  it('a box that drifts is told where it was visited again, and one that does not is not', () => {
    const steady = worldSpec('gpu-bound', 502);
    const told = (state: ProbeState) =>
      conclude(state, { by: 'decided' }).warnings.filter(({ code }) => code === 'drift');
    expect(thorough.slice(0, 6).flatMap(({ state }) => told(state))).toEqual([]);
    // The same readings with a load beside that comes when the highest level is reached, as of a scan that somebody starts.
    const state = probe(steady, { mode: 'thorough' });
    const { samples, events } = state.history;
    const highest = Math.max(...samples.map(({ n }) => n));
    const from = samples.findLast(({ n }) => n === highest)?.t ?? 0;
    const drifted = samples.map((sample) =>
      sample.t > from ? { ...sample, cpu: (sample.cpu ?? 0) + 12 } : sample,
    );
    const [warning] = told({ ...state, history: { samples: drifted, events } });
    const { resource, then, now } = warning?.data as { resource: string; then: number; now: number };
    expect(resource).toBe('cpu');
    expect(now - then).toBeGreaterThan(8);
  });
});

describe('a budget of time', PATIENT, () => {
  it('is kept to the tick, and claims no more than was seen', () => {
    for (const spec of BOXES)
      for (const method of ['adaptive', 'steady'] as const)
        for (const budgetSeconds of [20, 90, 200]) {
          const state = probe(spec, { method, budgetSeconds });
          expect(timeOf(state.history)).toBeLessThanOrEqual(budgetSeconds);
          const verdict = conclude(state, { by: 'budget' });
          const highest = Math.max(0, ...state.history.samples.map(({ n }) => n));
          if (verdict.verdict === 'at-least') {
            expect(verdict.capacity).toBeLessThanOrEqual(highest);
            expect(verdict.limitedBy?.reason).toMatch(/budget|cap/u);
          }
        }
  });
});
