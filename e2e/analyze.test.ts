import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CurveDocument } from '../shared/model/curve.ts';
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

  it('gives second opinions on a table with --curve, and says what is wrong in one', async () => {
    const table = path.join(cli.folder, 'curve.csv');
    writeFileSync(
      table,
      'n,value\n1,64.9\n18,995.9\n36,1652.4\n72,1853.2\n108,1828.9\n144,1775\n216,1702.2\n',
    );
    const { format, curve } = await cli.json<CurveDocument>('analyze', '--curve', table);
    expect(format).toBe('kneescope.curve/1');
    expect(curve.kneedle).toBe(36);
    expect(curve.usl?.peak).toBeCloseTo(96.52, 2);
    const told = await cli.run('analyze', '--curve', table);
    expect(JSON.parse(told.stdout)).toEqual({ format, curve });
    expect(told.stderr).toMatch(/^Second opinions\n.*at 36\n/u);
    writeFileSync(table, '1,64.9\n2,100\n');
    const refused = await cli.run('analyze', '--curve', table);
    expect(refused.code).toBe(2);
    expect(refused.stderr).toMatch(/line 1, column 1: expected a header such as n,value, found “1”/u);
    expect((await cli.run('analyze')).stderr).toMatch(/needs/u);
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
