import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, createReadStream, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runsDocumentSchema } from '../shared/model/runs.ts';
import { parseTrace } from '../shared/model/trace-text.ts';
import { verdictSchema, type Verdict } from '../shared/model/verdict.ts';
import { verdictFromReport } from '../main/report/verdict-in-report.ts';
import { Cli, ROOT, finished } from './cli.ts';

const SCRIPTED = `"${process.execPath}" "${path.join(ROOT, 'examples/driver/scripted-box.js')}"`;
let cli: Cli;

beforeAll(() => {
  cli = new Cli();
});
afterAll(() => {
  cli.remove();
});

const file = (name: string, text: string, mode = 0o644) => {
  const full = path.join(cli.folder, name);
  writeFileSync(full, text);
  chmodSync(full, mode);
  return full;
};
const plan = (name: string, fields: object) =>
  file(name, JSON.stringify({ format: 'kneescope.plan/1', executable: 'sleep', ...fields }, null, 1));

describe('the command line', () => {
  it('says what it can do, in both languages', async () => {
    const english = await cli.run('--help');
    expect(english).toMatchObject({ code: 0, stderr: '' });
    expect(english.stdout).toContain('Usage: kneescope');
    const chinese = await cli.run('probe', '--help', '--lang', 'zh-CN');
    expect(chinese.stdout).toMatch(/用法：|用法:/u);
    expect(chinese.stdout).toContain('示例');
    expect(chinese.stdout).toContain('--limit');
    expect((await cli.run()).stdout).toBe(english.stdout);
  });

  it('says its version', async () => {
    const manifest = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8')) as { version: string };
    expect(await cli.run('--version')).toEqual({ code: 0, stdout: `${manifest.version}\n`, stderr: '' });
  });

  it.each([
    [['probe', '--limt', 'cpu=80'], /--limt.*Did you mean --limit\?/u],
    [['prob'], /no command prob.*Did you mean probe\?/u],
    [['probe', '--limit', 'cppu=80', '--', 'sleep', '1'], /cppu=80.*cpu=…\?/u],
    [['probe', '--limit', 'cpu=0', '--', 'sleep', '1'], /"0".*more than 0/u],
    [['probe', '--limit', 'cpu=400', '--', 'sleep', '1'], /"400".*at most 100/u],
    [['probe', '--limit', 'cpu', '--', 'sleep', '1'], /"cpu".*NAME=PERCENT/u],
    [['probe', '--max', '0', '--', 'sleep', '1'], /--max.*"0".*from 1 to/u],
    [['probe', '--max', '3.5', '--', 'sleep', '1'], /whole number/u],
    [['probe', '--tick', '-1', '--', 'sleep', '1'], /--tick.*"-1"/u],
    [['probe', '--ready', 'log:/(/', '--', 'sleep', '1'], /not a regular expression/u],
    [['probe', '--ready', 'luck', '--', 'sleep', '1'], /--ready.*"luck".*log:\/re\//u],
    [['probe', '--method', 'magic', '--', 'sleep', '1'], /--method.*"magic".*steady/u],
    [['probe', '--box', 'cloud', '--', 'sleep', '1'], /--box.*"cloud".*driver:COMMAND/u],
    [['probe'], /Nothing to launch was named/u],
    [['probe', 'a.plan.json', '--', 'sleep', '1'], /do not go together/u],
    [['probe', 'no-such.plan.json'], /no-such\.plan\.json cannot be read/u],
    [['show'], /show needs run/u],
    [['show', 'zzz'], /nothing is kept here yet/u],
    [['tag', 'last', ' '], /tag needs name/u],
    [['runs', '--lang', 'de'], /--lang.*"de".*en, zh-CN/u],
    [['prune'], /--older-than \| --larger-than/u],
    [['runs', 'extra'], /runs does not take "extra"/u],
    [['analyze', 'no-such.ndjson'], /cannot be read/u],
    [['report', 'last', '--format', 'docx'], /--format.*"docx".*html/u],
  ])('answers %j with what is wrong and exit code 2', async (parameters, message) => {
    const { code, stdout, stderr } = await cli.run(...parameters, '--data', path.join(cli.folder, 'empty'));
    expect(stderr).toMatch(message);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  });

  it('takes what stands after -- for the program, and none of it for itself', async () => {
    const { stdout, stderr, code } = await cli.run('probe', '--', './nowhere', '--json', '--lang', 'zh-CN');
    expect(stderr).toMatch(/There is no program .*nowhere/u);
    expect({ stdout, code }).toEqual({ stdout: '', code: 2 });
    // A dry run would print a document if the program's --json were ours.
    const dry = await cli.run('probe', '--dry-run', '--', '/bin/sh', '--json');
    expect(dry.stdout).toMatch(/^Nothing is launched/u);
  });

  it('says the same in Chinese', async () => {
    const { stderr, code } = await cli.run(
      'probe',
      '--limit',
      'cpu=400',
      '--lang',
      'zh-CN',
      '--',
      'sleep',
      '1',
    );
    expect(stderr).toMatch(/--limit cpu 的值是“400”，应为/u);
    expect(code).toBe(2);
  });
});

describe('a probe that cannot begin', () => {
  it('of a program that is missing names the one that was meant', async () => {
    file('renderer.sh', '#!/bin/sh\nsleep 5\n', 0o755);
    const { code, stderr } = await cli.run('probe', '--', './rendrer.sh');
    expect(stderr).toMatch(/There is no program .*rendrer\.sh.*Did you mean .*renderer\.sh\?/u);
    expect(code).toBe(2);
  });

  it('of a file without the run bit says how to give it', async () => {
    const { code, stderr } = await cli.run('probe', '--', file('data.bin', 'no program'));
    expect(stderr).toMatch(/may not be run.*chmod \+x/u);
    expect(code).toBe(2);
  });

  it('of a folder says so', async () => {
    mkdirSync(path.join(cli.folder, 'Show room'), { recursive: true });
    const { code, stderr } = await cli.run('probe', '--', './Show room');
    expect(stderr).toMatch(/is a folder, not a program/u);
    expect(code).toBe(2);
  });

  it.each([
    ['an unknown field', { limits: { cppu: 80 } }, /limits\.cppu \(line \d+\).*Did you mean cpu\?/u],
    ['an ill-typed field', { cap: 'many' }, /cap \(line \d+\) is "many"; it must be a number/u],
    ['a limit of 0', { limits: { cpu: 0 } }, /limits\.cpu \(line \d+\) is 0; it must be > 0/u],
    ['a limit of 400', { limits: { gpu: 400 } }, /limits\.gpu \(line \d+\) is 400; it must be <= 100/u],
    ['a cap of 0', { cap: 0 }, /cap \(line \d+\) is 0; it must be >= 1/u],
    ['a placeholder that is none', { arguments: ['{indx}'] }, /\{indx\}.*\{index\}/u],
  ])('by a plan with %s names line and field', async (_, fields, message) => {
    const { code, stderr } = await cli.run('probe', plan('bad.plan.json', fields));
    expect(stderr).toMatch(message);
    expect(code).toBe(2);
  });

  it('with a data folder that cannot be written says which and why', async () => {
    const below = path.join(file('not-a-folder', ''), 'data');
    const { code, stderr } = await cli.run('probe', '--data', below, '--', 'sleep', '1');
    expect(stderr).toContain(`The data folder ${below} cannot be written`);
    expect(code).toBe(2);
  });

  it('with a database of a newer version leaves it alone', async () => {
    const folder = path.join(cli.folder, 'newer');
    mkdirSync(folder);
    const database = new Database(path.join(folder, 'kneescope.sqlite'));
    database.pragma('user_version = 77');
    database.close();
    const { code, stderr } = await cli.run('runs', '--data', folder);
    expect(stderr).toMatch(/newer Kneescope \(version 77/u);
    expect(code).toBe(2);
  });
});

describe('a probe of a scripted box', () => {
  it('prints the verdict document and nothing else, keeps the run, and all commands know it', async () => {
    const { code, stdout, stderr } = await cli.run(
      'probe', '--json', '--method', 'steady', '--tag', 'nightly', '--trace', 'run.ndjson',
      '--report', 'reports/{run}', '--box', `driver:${SCRIPTED} --demand 19`,
    ); // prettier-ignore
    expect(code).toBe(0);
    const verdict = verdictSchema.parse(JSON.parse(stdout));
    expect(verdict).toMatchObject({ verdict: 'knee', capacity: 4, simulated: true });
    const { run } = verdict;
    expect(stderr).toContain(`reports/${run}/report.html`);

    const { runs } = runsDocumentSchema.parse(await cli.json('runs'));
    expect(runs).toEqual([
      expect.objectContaining({ run, state: 'done', verdict: 'knee', capacity: 4, tags: ['nightly'] }),
    ]);
    expect(await cli.json('show', 'last')).toEqual(verdict);
    expect(await cli.json('show', run!.slice(0, 3))).toEqual(verdict);
    expect(await cli.json('decide', run!)).toEqual(verdict);
    expect(await cli.json<Verdict>('decide', run!, '--limit', 'gpu=50')).toMatchObject({ capacity: 2 });
    const page = readFileSync(path.join(cli.folder, 'reports', run!, 'report.html'), 'utf8');
    expect(verdictFromReport(page, 'report.html')).toEqual(verdict);

    const trace = parseTrace(readFileSync(path.join(cli.folder, 'run.ndjson'), 'utf8'), 'run.ndjson');
    expect(trace.meta).toMatchObject({ run, format: 'kneescope.trace/1', limits: { cpu: 85 } });
    expect(trace.samples[0]).toMatchObject({ t: 1, n: 0 });
    expect(trace.events.at(-1)).toMatchObject({ event: 'end', by: 'decided' });
    expect(await cli.json('analyze', 'run.ndjson')).toEqual(verdict);

    expect((await cli.run('tag', run!, 'golden')).stdout).toContain('golden, nightly');
    expect((await cli.run('report', run!, '--out', 'again', '--lang', 'zh-CN')).code).toBe(0);
    expect(readFileSync(path.join(cli.folder, 'again', 'report.html'), 'utf8')).toContain('lang="zh-CN"');
    expect((await cli.run('delete', run!)).code).toBe(0);
    expect(await cli.json('runs')).toMatchObject({ runs: [] });
  });

  it('draws the curve for people', async () => {
    const { stdout, code } = await cli.run(
      'probe',
      '--method',
      'steady',
      '--box',
      `driver:${SCRIPTED} --demand 30`,
    );
    expect(code).toBe(0);
    expect(stdout).toContain('This box carries 2 copies.');
    expect(stdout).toMatch(/2 █+.*│.*◀ capacity/u);
    expect(stdout).toMatch(/3 █+╋/u);
  });

  it.each([
    [['--require', '9'], 3],
    [['--require', '2'], 0],
    [['--budget', '20'], 4],
  ])('exits as documented for %j', async (options, expected) => {
    const { code } = await cli.run(
      'probe',
      ...options,
      '--method',
      'steady',
      '--box',
      `driver:${SCRIPTED} --demand 30`,
    );
    expect(code).toBe(expected);
  });

  it('goes on without a trace file that cannot be written any further, and says so', async () => {
    const trace = path.join(cli.folder, 'trace.ndjson');
    execFileSync('mkfifo', [trace]);
    const box = `driver:${SCRIPTED} --demand 2 --fps 60`;
    const done = finished(
      cli.start(['probe', '--method', 'steady', '--box', box, '--trace', trace, '--json']),
    );
    // Far more is written than a pipe holds, so the probe is still at it when its reader goes.
    const reader = createReadStream(trace, { highWaterMark: 256 });
    await once(reader, 'data');
    reader.destroy();
    const { code, stdout, stderr } = await done;
    expect(code).toBe(2);
    const verdict = JSON.parse(stdout) as { run: string; verdict: string; warnings: { code: string }[] };
    expect(verdict.verdict).toMatch(/knee|at-least/u);
    expect(verdict.warnings.map((warning) => warning.code)).toContain('trace-lost');
    expect(stderr).toContain(`kneescope export ${verdict.run} FILE`);
    const { runs } = await cli.json<{ runs: object[] }>('runs');
    expect(runs).toContainEqual(expect.objectContaining({ run: verdict.run, state: 'done' }));
  });

  it('whose driver fails is invalid, kept, and explained', async () => {
    const broken = file('driver.sh', '#!/bin/sh\nread line\necho "out of licences" >&2\n', 0o755);
    const { code, stderr } = await cli.run('probe', '--box', `driver:'${broken}'`);
    expect(stderr).toMatch(/The driver failed at info \(it ended\): out of licences/u);
    expect(code).toBe(4);
  });
});
