import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { comparisonSchema, type Comparison } from '../shared/model/comparison.ts';
import type { RunsDocument } from '../shared/model/runs.ts';
import { verdictSchema, type Verdict } from '../shared/model/verdict.ts';
import { verdictFromReport } from '../main/report/verdict-in-report.ts';
import { Cli, ROOT } from './cli.ts';

const SCRIPTED = `"${process.execPath}" "${path.join(ROOT, 'examples/driver/scripted-box.js')}"`;
const box = (demand: number, seed = 1) => [
  '--box',
  `driver:${SCRIPTED} --demand ${demand} --seed ${seed}`,
  '--method',
  'steady',
];

/** A gate as QA runs it, on a box behind a driver; each test has runs of its own. */
describe('build against build', () => {
  let cli: Cli;
  let base: string;
  beforeAll(async () => {
    cli = new Cli();
    base = (await cli.json<Verdict>('probe', ...box(11), '--tag', '1.4.1')).run!;
    expect(await cli.run('baseline', 'set', base, 'release')).toMatchObject({ code: 0 });
  });
  afterAll(() => {
    cli.remove();
  });

  it('exits with 0 for a build that is the same, and says so', async () => {
    const { code, stdout } = await cli.run('probe', ...box(11, 2), '--baseline', 'release', '--require', '7');
    expect(code).toBe(0);
    expect(stdout).toContain('The same: the box carries 7 copies, as before.');
  });

  it('exits with 3 for a build that is worse, and leaves a JUnit file and a page', async () => {
    const [junit, folder] = [path.join(cli.folder, 'out.xml'), path.join(cli.folder, 'worse')];
    const { code, stdout, stderr } = await cli.run(
      ...['probe', ...box(13, 3), '--baseline', 'release', '--repeat', '2', '--json'],
      ...['--junit', junit, '--report', folder],
    );
    expect(code).toBe(3);
    expect(stderr).toContain('Repeat 2 of 2');
    const verdict = JSON.parse(stdout) as Verdict & { comparison: Comparison };
    expect(comparisonSchema.parse(verdict.comparison)).toMatchObject({
      result: 'worse',
      base: { runs: [base] },
    });
    expect(verdict.runs).toHaveLength(2);
    expect(verdict.comparison.candidate.runs).toEqual(verdict.runs!.map(({ run }) => run));
    const xml = readFileSync(junit, 'utf8');
    expect(xml).toContain('<failure message="Worse: the box carries 6 copies, it was 7."');
    const report = readFileSync(path.join(folder, 'report.html'), 'utf8');
    expect(verdictFromReport(report, 'report.html').runs).toHaveLength(2);
    expect(report).toContain('Repeats');
    expect(readFileSync(path.join(folder, 'comparison.html'), 'utf8')).toContain('7 → 6');
  });

  it('keeps each repeat as a run of its own, and compares them together', async () => {
    const { run } = await cli.json<Verdict>('probe', ...box(11, 4), '--repeat', '2', '--tag', 'twice');
    const { runs } = await cli.json<RunsDocument>('runs');
    const own = runs.filter(({ tags }) => tags.includes('twice')).map((one) => one.run);
    expect(own).toHaveLength(2);
    const comparison = await cli.json<Comparison>('compare', 'release', own[0]!);
    expect(new Set(comparison.candidate.runs)).toEqual(new Set(own));
    expect(comparison.candidate.runs[0]).toBe(run);
    const shown = verdictSchema.parse(await cli.json('show', own[0]!));
    expect(shown.runs ?? null).toBeNull();
  });

  it('repeats on a simulated box as on another day of the same box', async () => {
    const own = new Cli();
    try {
      const [trace, second] = ['run.ndjson', 'run.2.ndjson'].map((name) => path.join(own.folder, name));
      await own.json<Verdict>(
        ...['probe', '--box', 'simulated:gpu-bound', '--seed', '3', '--repeat', '2', '--trace', trace!],
      );
      const loads = (file: string) =>
        readFileSync(file, 'utf8')
          .split('\n')
          .filter((line) => line.includes('"sample"'));
      expect(loads(trace!).length).toBeGreaterThan(0);
      expect(loads(second!).slice(0, 20)).not.toEqual(loads(trace!).slice(0, 20));
    } finally {
      own.remove();
    }
  });

  it('finds a base by a tag too', async () => {
    await cli.run('probe', ...box(11, 5), '--tag', 'candidate');
    const { code, stdout } = await cli.run('compare', '1.4.1', 'candidate', '--lang', 'zh-CN');
    expect({ code, first: stdout.split('\n')[0] }).toEqual({
      code: 0,
      first: '持平：与之前一样，可承载 7 个实例。',
    });
  });

  it('refuses a gate under other limits, unless told otherwise', async () => {
    const worse = await cli.json<Verdict>('probe', ...box(11, 6), '--limit', 'gpu=60');
    const refused = await cli.run('compare', 'release', worse.run!);
    expect(refused.code).toBe(2);
    expect(refused.stdout).toContain('GPU limit: 85 % → 60 %');
    expect(refused.stderr).toContain('--allow-different limits');
    const allowed = await cli.run('compare', 'release', worse.run!, '--allow-different', 'limits');
    expect(allowed.code).toBe(3);
  });

  it('asks for a baseline that there is before it launches anything', async () => {
    const before = (await cli.json<RunsDocument>('runs')).runs.length;
    const { code, stderr } = await cli.run('probe', ...box(11), '--baseline', 'nightly');
    expect(code).toBe(2);
    expect(stderr).toContain('no baseline nightly');
    expect(stderr).toContain('Known: release');
    expect((await cli.json<RunsDocument>('runs')).runs).toHaveLength(before);
  });

  it('moves a baseline only when it is told to, and lists them', async () => {
    const other = new Cli();
    try {
      const first = (await other.json<Verdict>('probe', ...box(20))).run!;
      const second = (await other.json<Verdict>('probe', ...box(20, 2))).run!;
      const names = async () =>
        (
          await other.json<{ baselines: { name: string; run: string; capacity: number }[] }>(
            'baseline',
            'list',
          )
        ).baselines;
      expect(await names()).toEqual([]);
      expect((await other.run('baseline', 'set', first)).stdout).toContain(`default is ${first}`);
      expect((await other.run('probe', ...box(20, 3), '--baseline')).code).toBe(0);
      expect(await names()).toEqual([expect.objectContaining({ name: 'default', run: first, capacity: 4 })]);
      // A person reads which box it is as in the list of runs, and not the key that it is kept under.
      const listed = (await other.run('baseline', 'list')).stdout;
      expect(listed).toMatch(/driver:/u);
      expect(listed).not.toContain(' | ');
      expect((await other.run('baseline', 'set', second)).stdout).toContain(`it was ${first}`);
      await other.run('delete', second);
      expect(await names()).toEqual([]);
    } finally {
      other.remove();
    }
  });

  it.each([
    [['compare', 'release'], /compare needs candidate/u],
    [['compare', 'release', 'last', '--allow-different', 'weather'], /"weather".*box, limits, scene/u],
    [['baseline', 'move', 'last'], /"move".*set, list/u],
    [['baseline', 'set'], /baseline needs run/u],
    [['probe', ...box(11), '--repeat', '0'], /--repeat.*"0"/u],
  ])('says what is wrong with %j', async (parameters, sentence) => {
    const { code, stderr } = await cli.run(...parameters);
    expect(code).toBe(2);
    expect(stderr).toMatch(sentence);
  });
});
