import { describe, expect, it } from 'vitest';
import { REQUESTS } from '../../../shared/bridge/contract.ts';
import { planSchema } from '../../../shared/model/plan.ts';
import { NEW_DRAFT, newPlan, planOf, startOf, type Draft } from './draft.ts';

const draft = (plan: Partial<Draft['plan']>, rest: Partial<Draft> = {}): Draft => ({
  ...NEW_DRAFT,
  ...rest,
  plan: { ...NEW_DRAFT.plan, executable: '/apps/Showroom', ...plan },
});

describe('a draft', () => {
  it('becomes a plan without what was left empty', () => {
    const plan = planOf(
      draft({
        arguments: ['-a', '', '-b', '', ''],
        cap: undefined,
        limits: { cpu: 80, gpu: undefined },
        guards: { budgetSeconds: undefined },
        copies: { source: '.', link: [''] },
        name: '',
        environment: {},
        tags: {},
      }),
    );
    expect(plan).toEqual({
      format: 'kneescope.plan/1',
      executable: '/apps/Showroom',
      arguments: ['-a', '', '-b'],
      limits: { cpu: 80 },
      guards: {},
      copies: { source: '.' },
    });
    expect(planSchema.safeParse(plan).success).toBe(true);
  });

  it('loses nothing of a plan that says everything', () => {
    const everything: Draft['plan'] = {
      format: 'kneescope.plan/1',
      name: 'Hall',
      executable: '/apps/Showroom',
      arguments: ['-a'],
      workingDirectory: '/apps',
      environment: { A: '1' },
      copies: { source: '.', into: '/copies', link: ['*.pak'] },
      ready: { by: 'log', pattern: 'up', timeoutSeconds: 9 },
      stop: { ask: 'stdin', line: 'quit', graceSeconds: 3, order: 'newest-first' },
      gpus: { spread: 'none' },
      frames: { from: 'output', pattern: 'fps=([0-9.]+)' },
      fpsTarget: 30,
      limits: { cpu: 80, gpu: 81, vram: 82, ram: 83, encoder: 84, fpsFloor: 90 },
      cap: 9,
      tick: 2,
      method: 'steady',
      mode: 'quick',
      guards: { freeRamMiB: null, freeDiskMiB: 1, freeVramMiB: 2, gpuCelsius: 80, budgetSeconds: 60 },
      tags: { build: '7' },
    };
    expect(planSchema.safeParse(everything).success).toBe(true);
    // A field that the format gains is asked for here too.
    expect(Object.keys(everything).toSorted()).toEqual(Object.keys(planSchema.shape).toSorted());
    expect(planOf(draft(everything))).toEqual(everything);
  });

  it('begins a new one with what is set', () => {
    expect(newPlan({ cap: 5, limits: { gpu: 70 } })).toEqual({
      format: 'kneescope.plan/1',
      executable: '',
      cap: 5,
      limits: { gpu: 70 },
    });
  });

  it.each([
    draft({}),
    draft(
      { limits: { gpu: 70 }, cap: 9, method: 'manual' },
      { box: 'simulated:gpu-bound', seed: 3, pace: 60 },
    ),
    draft({}, { box: 'driver:python3 farm.py' }),
  ])('starts as the contract wants it: %#', (one) => {
    expect(REQUESTS['run.start'].params.safeParse(startOf(one)).error).toBeUndefined();
  });

  it('names no plan to a box that launches by itself, only what means something there', () => {
    const start = startOf(draft({ limits: { gpu: 70 } }, { box: 'simulated:gpu-bound', seed: 3 }));
    expect(start).toMatchObject({ plan: null, settings: { limits: { gpu: 70 } }, seed: 3, pace: 10 });
  });
});
