import { readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RunsDocument } from '../shared/model/runs.ts';
import type { Verdict } from '../shared/model/verdict.ts';
import { Cli, ROOT } from './cli.ts';

const SCRIPTED = `"${process.execPath}" "${path.join(ROOT, 'examples/driver/scripted-box.js')}"`;
const probe = ['probe', '--box', `driver:${SCRIPTED} --demand 20`, '--method', 'steady'];

describe('kept runs', () => {
  let here: Cli;
  let there: Cli;
  let run: string;
  beforeAll(async () => {
    [here, there] = [new Cli(), new Cli()];
    run = (await here.json<Verdict>(...probe, '--tag', 'monday')).run!;
  });
  afterAll(() => {
    here.remove();
    there.remove();
  });
  const runsOf = async (cli: Cli) => (await cli.json<RunsDocument>('runs')).runs;

  it('move to another box as one file, once', async () => {
    const file = path.join(here.folder, 'moved.ndjson');
    expect(await here.run('export', run, file)).toMatchObject({ code: 0 });
    expect((await there.run('import', file)).stdout).toContain(`Imported as ${run}`);
    expect((await there.run('import', file)).stdout).toContain('is here already');
    expect(await runsOf(there)).toEqual(await runsOf(here));
    expect(await there.json('show', run)).toEqual(await here.json('show', run));
    expect(await there.json('analyze', file, '--limit', 'gpu=50')).toMatchObject({ capacity: 2 });
  });

  it('decide again to the digit what was decided', async () => {
    const kept = await here.json<Verdict>('show', run);
    expect(await here.json('decide', run)).toEqual(kept);
  });

  it('go by what is set, when a probe has ended', async () => {
    const cli = new Cli();
    try {
      const file = path.join(cli.folder, 'moved.ndjson');
      await here.run('export', run, file);
      writeFileSync(
        file,
        readFileSync(file, 'utf8').replace(/"startedAt":"[^"]*"/u, '"startedAt":"2020-02-29T12:00:00Z"'),
      );
      expect(await cli.run('import', file)).toMatchObject({ code: 0 });
      const settings = {
        format: 'kneescope.settings/1',
        defaults: {},
        retention: { days: 30, mostMiB: null },
      };
      writeFileSync(path.join(cli.data, 'kneescope', 'settings.json'), JSON.stringify(settings));
      const { code, stderr } = await cli.run(...probe, '--lang', 'zh-CN');
      expect(code).toBe(0);
      expect(stderr).toContain(`已清理 1 条记录：${run}`);
      const [last, ...more] = await runsOf(cli);
      expect(more).toEqual([]);
      expect(last!.run).not.toBe(run);
    } finally {
      cli.remove();
    }
  });

  it('are saved, pruned, and set aside where their file is damaged, and the app starts', async () => {
    const cli = new Cli();
    try {
      await cli.run(...probe);
      const copy = path.join(cli.folder, 'copy.sqlite');
      expect(await cli.run('backup', copy)).toMatchObject({ code: 0 });
      expect((await cli.run('prune', '--older-than', '30')).stdout).toContain('Nothing to remove');
      expect((await cli.run('prune', '--larger-than', '0', '--dry-run')).stdout).toContain(
        'Would remove 1 run',
      );
      expect((await cli.run('prune', '--larger-than', '0')).stdout).toContain('Removed 1 run');
      const damaged = path.join(cli.data, 'kneescope', 'kneescope.sqlite');
      writeFileSync(damaged, readFileSync(copy));
      expect(await runsOf(cli)).toHaveLength(1);
      truncateSync(damaged, Math.floor(statSync(damaged).size / 2));
      // Found in use at the latest, and mended by the next start.
      const first = await cli.run('show', 'last');
      const second = await cli.run('runs');
      expect(`${first.stderr}${second.stderr}`).toMatch(/was damaged|is damaged/u);
      expect(second.code).toBe(0);
      expect(await cli.run(...probe)).toMatchObject({ code: 0 });
    } finally {
      cli.remove();
    }
  });

  it('say what is wrong with a command', async () => {
    expect((await here.run('prune')).stderr).toContain('--older-than');
    expect(await here.run('import', 'nowhere.ndjson')).toMatchObject({ code: 2 });
    const file = path.join(here.folder, 'file');
    writeFileSync(file, '');
    expect(await here.run('backup', path.join(file, 'x'))).toMatchObject({ code: 2 });
  });
});
