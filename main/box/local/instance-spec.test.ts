import { describe, expect, it } from 'vitest';
import { completePlan, type PlanFile } from '../../../shared/model/plan.ts';
import { instanceSpec, slotValues } from './instance-spec.ts';

const plan = (more: Partial<PlanFile>) =>
  completePlan({ format: 'kneescope.plan/1', executable: '/apps/showroom', ...more });
const at = (slot: number) => slotValues(plan({}), slot, 0, '/data');

describe('what is launched at a slot', () => {
  it('follows the slot, not the number of the instance', () => {
    const given = plan({
      arguments: ['-slot={index}', '{data}'],
      environment: { PORT: '{port:9000}' },
      workingDirectory: '/work/{index}',
      tick: 2,
      frames: { from: 'output', pattern: 'fps=(.*)' },
    });
    expect(instanceSpec(given, 17, at(3))).toMatchObject({
      instance: 17,
      executable: '/apps/showroom',
      arguments: ['-slot=3', '/data'],
      environment: { PORT: '9002' },
      workingDirectory: '/work/3',
      frames: { pattern: 'fps=(.*)', goodFor: 6 },
      stop: { ask: 'close-window', graceSeconds: 10 },
    });
    expect(instanceSpec(plan({}), 1, at(1))).toMatchObject({ workingDirectory: null, frames: null });
  });

  it.each([8888, '{port:8888}'])('has the port of its slot, written as %j', (port) => {
    const given = plan({ ready: { by: 'port', port } });
    expect(instanceSpec(given, 1, at(1)).ready).toEqual({ by: 'port', port: 8888, timeoutSeconds: 300 });
    expect(instanceSpec(given, 9, at(4)).ready).toMatchObject({ port: 8891 });
  });

  it('has no port beyond the last', () => {
    const given = plan({ ready: { by: 'port', port: 65_535 } });
    expect(() => instanceSpec(given, 2, at(2))).toThrow(/placeholder\.port/u);
  });
});
