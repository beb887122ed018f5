import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { windowsPath } from '../build/test/compile-for-windows.ts';
import { describePrograms, KNEESCOPE } from '../build/test/on-windows/describe-programs.ts';
import type { RunsDocument } from '../shared/model/runs.ts';
import type { Verdict } from '../shared/model/verdict.ts';

/** What paths are like on the boxes of those who use this. */
const PLACES = [
  ['with a space', 'Anna Maria'],
  ['in Chinese', '用户 文件夹/展厅'],
  ['longer than 260 characters', Array.from({ length: 6 }, (_, n) => `${n}${'long'.repeat(12)}`).join('/')],
] as const;

describePrograms('a folder on Windows', KNEESCOPE, (programs) => {
  // Under Wine arguments come through this system's own encoding, which must have the letters.
  const environment = { LC_ALL: 'C.UTF-8' };

  it.each(PLACES)('%s may hold the data, a plan and what is exported', async (_what, name) => {
    const place = path.join(programs().folder, 'places', name);
    mkdirSync(place, { recursive: true });
    const at = (file: string) => windowsPath(path.join(place, file));
    const run = async (...args: string[]) => {
      const ended = await programs().run('kneescope', {
        args: [...args, '--data', at('data')],
        environment,
      });
      expect(ended.stderr, args.join(' ')).not.toContain('fault of Kneescope');
      expect(ended.code, `${args.join(' ')}: ${ended.stderr}`).toBe(0);
      return ended.stdout;
    };
    writeFileSync(
      path.join(place, '计划 a.plan.json'),
      JSON.stringify({ format: 'kneescope.plan/1', executable: 'C:/windows/system32/winver.exe' }),
    );
    const simulated = ['probe', '--box', 'simulated:gpu-bound', '--seed', '7', '--mode', 'quick', '--json'];
    const verdict = JSON.parse(await run(...simulated, '--trace', at('trace.ndjson'))) as Verdict;
    expect(verdict.capacity).toBeGreaterThan(0);
    const { runs } = JSON.parse(await run('runs', '--json')) as RunsDocument;
    expect(runs.map((one) => one.run)).toEqual([verdict.run]);
    await run('export', 'last', at('run.ndjson'));
    expect(readFileSync(path.join(place, 'run.ndjson'), 'utf8')).toContain(verdict.run ?? '?');
    await run('report', 'last', '--format', 'csv,json', '--out', at('报告'));
    expect(existsSync(path.join(place, '报告/verdict.json'))).toBe(true);
    const preview = await run('probe', at('计划 a.plan.json'), '--dry-run', '--json');
    expect(preview).toContain('winver.exe');
  });
});
