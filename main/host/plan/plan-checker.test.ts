import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { planCheckSchema } from '../../../shared/bridge/plan-check.ts';
import type { RunSummary } from '../../../shared/model/runs.ts';
import { EFFORTS } from '../../../shared/probing/adaptive/decide.ts';
import { PACES } from '../../../shared/probing/pace.ts';
import { PlanChecker } from './plan-checker.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'kneescope check '));
const program = path.join(folder, 'show.sh');
writeFileSync(program, '#!/bin/sh\n');
chmodSync(program, 0o755);
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const plan = { format: 'kneescope.plan/1', executable: './show.sh' };
const checked = async (value: unknown, box = 'local', runs: readonly RunSummary[] = []) =>
  planCheckSchema.parse(await new PlanChecker(folder, () => runs).check(value, folder, box));

describe('what is known of a plan before anything is launched', { timeout: 60_000 }, () => {
  it('shows the commands of the first slots, filled in, relative to the folder of the plan', async () => {
    const { slots, issues, problems, box } = await checked({
      ...plan,
      arguments: ['-port={port:8888}', '{index}'],
      environment: { SLOT: '{index}' },
    });
    expect(issues).toEqual([]);
    expect(problems).toEqual([]);
    expect(slots[1]).toMatchObject({
      slot: 2,
      command: {
        executable: program,
        arguments: ['-port=8889', '2'],
        workingDirectory: folder,
        environment: { SLOT: '2' },
      },
      problem: null,
    });
    expect(box?.readings?.some(({ reading, available }) => reading === 'cpu' && available)).toBe(true);
  });

  it('names the field that does not fit', async () => {
    const { issues, slots } = await checked({ ...plan, limits: { cpu: 140 }, cpa: 3 });
    expect(issues).toMatchObject([
      { field: 'limits.cpu', kind: 'most', received: '140' },
      { field: 'cpa', kind: 'unknown', nearest: 'cap' },
    ]);
    expect(slots).toEqual([]);
  });

  it('says what fits the format and not this box, once', async () => {
    const missing = await checked({ ...plan, executable: './shaw.sh' });
    const said = [...missing.problems, ...missing.slots.flatMap(({ problem }) => problem ?? [])];
    expect(new Set(said.map((problem) => JSON.stringify(problem))).size).toBe(1);
    expect(said[0]).toMatchObject({
      code: 'executable.missing',
      data: { nearest: path.join(folder, 'show.sh') },
    });
    const { slots, problems } = await checked({ ...plan, arguments: ['{indx}'] });
    expect(problems).toEqual([]);
    expect(slots[0]?.problem).toMatchObject({ code: 'placeholder.unknown' });
  });

  it('says that a box is none', async () => {
    const { problems } = await checked(null, 'simulated:nowhere');
    expect(problems).toMatchObject([{ code: 'box.profile' }]);
  });

  it.each(['quick', 'balanced', 'thorough'] as const)(
    'tells the pace of the method that will run, %s',
    async (mode) => {
      const adaptive = EFFORTS[mode];
      expect((await checked({ ...plan, mode })).duration).toEqual({
        from: 'looks',
        baseline: adaptive.baseline,
        first: adaptive.firstLook,
        passing: adaptive.passingLook,
        last: adaptive.lastLook,
        longest: adaptive.longestLook,
      });
      expect((await checked({ ...plan, mode, method: 'steady' })).duration).toEqual({
        from: 'pace',
        baseline: PACES[mode].baseline,
        perLevel: PACES[mode].leastDwell,
      });
      expect((await checked({ ...plan, mode, method: 'manual' })).duration).toBeNull();
    },
  );

  it('rather says how long the last run of this program on this box took', async () => {
    const run: RunSummary = {
      run: 'k3r8aaaa',
      startedAt: '2026-11-20T21:04:05+08:00',
      state: 'done',
      name: 'show',
      box: 'local',
      executable: program,
      sha256: null,
      fileVersion: null,
      method: 'adaptive',
      verdict: 'knee',
      capacity: 3,
      seconds: 412,
      tags: [],
      simulated: false,
    };
    expect((await checked(plan, 'local', [run])).duration).toEqual({
      from: 'history',
      run: 'k3r8aaaa',
      seconds: 412,
    });
    const other = { ...run, executable: '/other' };
    const invalid = { ...run, verdict: 'invalid' as const };
    expect((await checked(plan, 'local', [other, invalid])).duration?.from).toBe('looks');
  });
});
