import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, expect, it } from 'vitest';
import type { PlanFile } from '../../../shared/model/plan.ts';
import type { TraceMeta } from '../../../shared/model/trace.ts';
import { KnownPlans } from './known-plans.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'kneescope plans '));
afterEach(() => {
  rmSync(path.join(folder, 'plans.json'), { force: true });
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const plan: PlanFile = {
  format: 'kneescope.plan/1',
  executable: './show',
  arguments: ['-a'],
  limits: { cpu: 80, gpu: 70 },
};

it('knows a plan that was trusted, in whatever order it is written, also after a start anew', () => {
  new KnownPlans(folder).trust(plan, '/mine');
  const plans = new KnownPlans(folder);
  expect(plans.isKnown({ ...plan, limits: { gpu: 70, cpu: 80 } }, '/mine')).toBe(true);
});

it.each<[string, PlanFile, string]>([
  ['another argument', { ...plan, arguments: ['-b'] }, '/mine'],
  ['something in the environment', { ...plan, environment: { LD_PRELOAD: '/tmp/x.so' } }, '/mine'],
  ['another program by the same relative path', plan, '/downloads'],
])('takes %s for a stranger', (_what, other, from) => {
  const plans = new KnownPlans(folder);
  plans.trust(plan, '/mine');
  expect(plans.isKnown(other, from)).toBe(false);
});

it('knows the runs that were begun from here, by what they launch and where', () => {
  const begun: TraceMeta = {
    type: 'meta',
    run: 'k7',
    box: 'local',
    plan: { executable: '/bin/show', cap: 3 },
  };
  new KnownPlans(folder).began(begun);
  const plans = new KnownPlans(folder);
  expect(plans.isOurs({ ...begun, run: 'm2', plan: { cap: 3, executable: '/bin/show' } })).toBe(true);
  expect(plans.isOurs({ ...begun, plan: { executable: '/bin/sh', cap: 3 } })).toBe(false);
  expect(plans.isOurs({ type: 'meta', box: 'driver:/bin/sh' })).toBe(false);
  // To have taken a plan is not to have begun this run.
  plans.trust(plan, '/mine');
  expect(plans.isOurs({ type: 'meta', plan: { ...plan } })).toBe(false);
});

it('knows what another face at the same data folder has taken meanwhile, and forgets nothing of it', () => {
  const [app, commandLine] = [new KnownPlans(folder), new KnownPlans(folder)];
  app.trust(plan, '/mine');
  commandLine.trust(plan, '/theirs');
  app.used('/mine/a.plan.json');
  for (const plans of [app, commandLine, new KnownPlans(folder)])
    expect([plans.isKnown(plan, '/mine'), plans.isKnown(plan, '/theirs')]).toEqual([true, true]);
});

it('lists the last plans that are still there', () => {
  const files = ['a', 'b'].map((name) => path.join(folder, `${name}.plan.json`));
  for (const file of files) writeFileSync(file, '{}');
  const plans = new KnownPlans(folder);
  for (const file of [...files, files[0] ?? '', path.join(folder, 'gone.plan.json')]) plans.used(file);
  expect(new KnownPlans(folder).recent).toEqual([files[0], files[1]]);
});

it('begins anew where its file is damaged', () => {
  writeFileSync(path.join(folder, 'plans.json'), '{"known": 7');
  expect(new KnownPlans(folder).isKnown(plan, '/mine')).toBe(false);
});
