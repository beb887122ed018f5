import { chmodSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Cli, ROOT, finished } from '../cli.ts';
import { electronProgram } from './desktop-app.ts';

describe('kneescope desktop', { timeout: 120_000 }, () => {
  let cli: Cli;
  beforeEach(() => {
    cli = new Cli();
  });
  afterEach(() => {
    cli.remove();
  });

  // Where Electron is, it would open.
  it.skipIf(electronProgram !== null).each([
    [
      ['desktop'],
      /^Electron could not be had \(.+\); the same dashboard opens in a browser: kneescope serve/u,
    ],
    [
      ['desktop', '--lang', 'zh-CN'],
      /^无法获取 Electron（.+）；可以在浏览器中使用同样的仪表盘：kneescope serve/u,
    ],
  ])('offers the browser in one line where Electron cannot be had: %j', async (parameters, says) => {
    // Nobody answers there: no test depends on a network.
    const { code, stdout, stderr } = await finished(
      cli.start(parameters, { ELECTRON_MIRROR: 'http://127.0.0.1:9/' }),
    );
    expect(code).toBe(2);
    expect(stdout).toBe('');
    const lines = stderr.trim().split('\n');
    expect(lines).toHaveLength(2);
    expect(lines[1]).toMatch(says);
  });

  it.skipIf(process.platform === 'win32')('starts the app with what was named', async () => {
    const program = path.join(cli.folder, 'electron');
    writeFileSync(program, '#!/bin/sh\nprintf "%s\\n" "$@" "run as node: ${ELECTRON_RUN_AS_NODE-no}"\n');
    chmodSync(program, 0o755);
    const { code, stdout } = await finished(
      cli.start(['desktop', 'mine.plan.json', '--data', 'kept', '--lang', 'zh-CN'], {
        ELECTRON_OVERRIDE_DIST_PATH: cli.folder,
        ELECTRON_RUN_AS_NODE: '1',
      }),
    );
    expect(code).toBe(0);
    expect(stdout.trim().split('\n')).toEqual([
      path.resolve(ROOT),
      `--data=${path.join(cli.folder, 'kept')}`,
      '--lang=zh-CN',
      path.join(cli.folder, 'mine.plan.json'),
      'run as node: no',
    ]);
  });
});
