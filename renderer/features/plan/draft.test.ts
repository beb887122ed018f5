import { describe, expect, it } from 'vitest';
import { REQUESTS } from '../../../shared/bridge/contract.ts';
import { planSchema } from '../../../shared/model/plan.ts';
import { NEW_DRAFT, planOf, startOf, type Draft } from './draft.ts';

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

  it('keeps the fields that the form does not show', () => {
    expect(planOf(draft({ tags: { build: '7' }, environment: { A: '1' } }))).toMatchObject({
      tags: { build: '7' },
      environment: { A: '1' },
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
