import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verdictSchema, type Verdict } from '../shared/model/verdict.ts';
import { Cli, ROOT } from './cli.ts';

const fixture = (name: string) => path.join(ROOT, 'main/imports/fixtures', name);
const old = (name: string) => path.join(ROOT, 'shared/model/fixtures/old', name);

describe('analyze', () => {
  let cli: Cli;
  beforeAll(() => {
    cli = new Cli();
  });
  afterAll(() => {
    cli.remove();
  });

  it('decides on the files of several programs as one recording', async () => {
    const verdict = verdictSchema.parse(
      await cli.json('analyze', fixture('perfmon.utf16.csv'), fixture('nvidia-query.csv')),
    );
    expect(verdict).toMatchObject({ verdict: 'knee', capacity: 7, limitedBy: { resource: 'gpu', index: 0 } });
    expect(verdict.warnings.map(({ code }) => code)).toContain('cut-line');
    const lower = await cli.json<Verdict>('analyze', fixture('typeperf.de.csv'), '--limit', 'cpu=50');
    expect(lower.capacity).toBe(4);
  });

  it('gives back the verdict of a report, and no other', async () => {
    expect(await cli.json('analyze', old('report.html'))).toMatchObject({ capacity: 3 });
    const refused = await cli.run('analyze', old('report.html'), '--limit', 'gpu=50');
    expect(refused).toMatchObject({ code: 2 });
    expect(refused.stderr).toContain('--limit');
  });

  it('says where a file cannot be read, in both languages', async () => {
    const file = path.join(cli.folder, 'bad.csv');
    const text = readFileSync(fixture('nvidia-query.csv'), 'utf8').replace(' 16376 MiB', ' lots');
    writeFileSync(file, text);
    const english = await cli.run('analyze', file);
    expect(english.code).toBe(2);
    expect(english.stderr).toMatch(/bad\.csv, line 2, column 6\d: expected a number, found “lots”\./u);
    expect((await cli.run('analyze', file, '--lang', 'zh-CN')).stderr).toMatch(/第 2 行第 6\d 列：应为数字/u);
    expect((await cli.run('analyze', path.join(ROOT, 'README.md'))).stderr).toContain(
      'PresentMon'.toLowerCase(),
    );
  });
});

describe('a run that is decided again at another frame floor', () => {
  it('has that floor in its verdict, which its charts follow', async () => {
    const cli = new Cli();
    try {
      const box = `driver:"${process.execPath}" "${path.join(ROOT, 'examples/driver/scripted-box.js')}" --demand 12 --fps 60`;
      const { run, frameFloor } = await cli.json<Verdict>('probe', '--box', box, '--method', 'steady');
      expect(frameFloor).toBeCloseTo(57, 6);
      const again = await cli.json<Verdict>('decide', run!, '--fps-floor', '50', '--limit', 'gpu=70');
      expect(again.frameFloor).toBeCloseTo(30, 6);
      expect(again.limits).toMatchObject({ gpu: 70, fpsFloor: 50 });
    } finally {
      cli.remove();
    }
  });
});
