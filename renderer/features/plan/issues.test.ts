import { expect, it } from 'vitest';
import type { PlanCheck } from '../../../shared/bridge/plan-check.ts';
import { issuesOf } from './issues.ts';

const CHECK: PlanCheck = {
  issues: [
    { field: 'limits.cpu', line: null, kind: 'most', expected: '<= 100', received: '140', nearest: null },
    { field: 'format', line: null, kind: 'least', expected: '>= 0.1', received: '0', nearest: null },
  ],
  problems: [{ code: 'executable.missing', data: { path: '/x', nearest: null } }],
  slots: [1, 2, 3].map((slot) => ({
    slot,
    command: null,
    problem: { code: 'placeholder.unknown', data: { field: 'arguments[1]', placeholder: '{indx}' } },
  })),
  box: null,
  duration: null,
};

it('puts each sentence where it belongs, and says the same once', () => {
  const issues = issuesOf(CHECK, 'en');
  expect(issues.at('limits.cpu')).toBe('limits.cpu is 140; it must be <= 100.');
  expect(issues.at('executable')).toBe('There is no program /x.');
  expect(issues.at('arguments')?.split('\n')).toHaveLength(1);
  expect(issues.at('workingDirectory')).toBeUndefined();
  expect(issues.others).toEqual(['format is 0; it must be >= 0.1.']);
  expect(issues.count).toBe(4);
});

it('has nothing to say before anything was checked', () => {
  expect(issuesOf(null, 'zh-CN').count).toBe(0);
});
