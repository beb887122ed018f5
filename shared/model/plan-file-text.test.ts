import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parsePlan, planText } from './plan-text.ts';
import { PLAN_FORMAT, type PlanFile } from './plan.ts';

const plan: PlanFile = {
  format: PLAN_FORMAT,
  executable: 'D:/a.exe',
  arguments: ['-x'],
  limits: { gpu: 85 },
};

describe('the text of a plan', () => {
  it('that is new says what the plan says', () => {
    expect(parsePlan(planText(plan, null), 'p')).toEqual(plan);
  });

  it('keeps comments, order and fields of the author’s own where it replaces one', () => {
    const before = `{
  // Our showroom
  "format": "kneescope.plan/1",
  "executable": "D:/a.exe", // the big one
  "x-owner": { "name": "Li" },
  "limits": {
    // agreed in May
    "cpu": 80,
    "x-why": "cooling"
  },
  "arguments": ["-x"],
}
`;
    const text = planText({ ...plan, limits: { cpu: 75 }, cap: 8 }, before);
    for (const kept of [
      '// Our showroom',
      '// the big one',
      '// agreed in May',
      '"x-owner": { "name": "Li" }',
      '"x-why": "cooling"',
    ])
      expect(text).toContain(kept);
    expect(text.indexOf('"executable"')).toBeLessThan(text.indexOf('"limits"'));
    expect(parsePlan(text, 'p')).toEqual({ ...plan, limits: { cpu: 75 }, cap: 8 });
  });

  it('takes out what the plan no longer says', () => {
    const before = planText({ ...plan, cap: 8, environment: { 'x-a': '1', B: '2' } }, null);
    expect(parsePlan(planText({ ...plan, environment: { B: '2' } }, before), 'p')).toEqual({
      ...plan,
      environment: { B: '2' },
    });
  });

  it('keeps the ends of lines of Windows', () => {
    const before = planText(plan, null).replaceAll('\n', '\r\n');
    expect(planText({ ...plan, cap: 3 }, before).replaceAll('\r\n', '')).not.toContain('\n');
  });

  it('replaces what is no plan at all', () => {
    for (const before of ['', '[]', '{"format":', 'not json'])
      expect(parsePlan(planText(plan, before), 'p')).toEqual(plan);
  });

  it('says what the plan says, whatever stood there', () => {
    const plans = fc.record(
      {
        format: fc.constant(PLAN_FORMAT),
        executable: fc.string({ minLength: 1 }),
        arguments: fc.array(fc.string()),
        environment: fc.dictionary(
          fc.string({ minLength: 1 }).filter((key) => key !== '__proto__'),
          fc.string(),
        ),
        limits: fc.record(
          { cpu: fc.integer({ min: 1, max: 100 }), gpu: fc.integer({ min: 1, max: 100 }) },
          { requiredKeys: [] },
        ),
        cap: fc.integer({ min: 1, max: 100 }),
      },
      { requiredKeys: ['format', 'executable'] },
    );
    fc.assert(
      fc.property(plans, plans, (before, after) => {
        expect(parsePlan(planText(after, planText(before, null)), 'p')).toEqual(after);
      }),
      {
        examples: [
          [
            { format: PLAN_FORMAT, executable: 'a', environment: { toString: '' } },
            { format: PLAN_FORMAT, executable: 'a', environment: {} },
          ],
        ],
      },
    );
  });
});
