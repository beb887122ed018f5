import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { nodeStandsIn } from '../test/node-stands-in.ts';
import { packStandIn } from '../test/pack-stand-in.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'kneescope 渲染 盒子 '));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe('what is packaged for Linux, with Node in the place of Electron', () => {
  it(
    'passes the smoke test of a package: version, doctor, the demo to its verdict',
    { timeout: 400_000 },
    async () => {
      const { app, executable } = await packStandIn('linux', '1.2.3', folder);
      nodeStandsIn(app, executable, process.execPath);
      const script = path.join(import.meta.dirname, 'smoke.ts');
      const options = { encoding: 'utf8', timeout: 380_000 } as const;
      const { status, stdout, stderr } = spawnSync(
        process.execPath,
        [script, app, '--command-line-only'],
        options,
      );
      expect(status, stderr).toBe(0);
      expect(stdout.match(/^ok: /gmu)).toHaveLength(5);
    },
  );

  it('fails it where something is missing', () => {
    const script = path.join(import.meta.dirname, 'smoke.ts');
    const { status } = spawnSync(process.execPath, [script, path.join(folder, 'nowhere')], {
      encoding: 'utf8',
    });
    expect(status).toBe(1);
  });
});
