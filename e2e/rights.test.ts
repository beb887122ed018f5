import type { ChildProcess } from 'node:child_process';
import { chmodSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { finished, withCli, type Cli } from './cli.ts';

/** Stands for PresentMon as it answers a user who may not trace. Constructed: its own words were not seen. */
const REFUSES = '#!/bin/sh\necho "error: failed to start trace session: access denied." >&2\nexit 6\n';

/** A probe of a sleeping program that asks such a PresentMon for its frames. */
function probe(cli: Cli, lang: string): ChildProcess {
  const program = path.join(cli.folder, 'PresentMon');
  const plan = path.join(cli.folder, 'scene.plan.json');
  writeFileSync(program, REFUSES);
  chmodSync(program, 0o755);
  writeFileSync(
    plan,
    JSON.stringify({
      format: 'kneescope.plan/1',
      executable: '/bin/sleep',
      arguments: ['600'],
      frames: { from: 'presentmon' },
      ready: { by: 'seconds', seconds: 1 },
      limits: { cpu: 100, ram: 100 },
      cap: 1,
      tick: 0.25,
      mode: 'quick',
      method: 'steady',
    }),
  );
  return cli.start(['probe', plan, '--json', '--lang', lang, '--budget', '120'], {
    KNEESCOPE_PRESENTMON: program,
  });
}

// Side by side: a sleeping copy of the one takes nothing from the other, and a probe is mostly waiting.
describe.concurrent('a plan that asks for frames which this user may not see', () => {
  it.each([
    [
      'en',
      [
        'Frames will not be measured',
        'S-1-5-32-559',
        'Kneescope itself needs no administrator',
        'goes on without',
      ],
    ],
    ['zh-CN', ['本次不测量帧率', 'S-1-5-32-559', 'Kneescope 本身不需要管理员权限', '测试照常进行']],
  ])(
    'is probed without them, and says what right they need and how one gets it, %s',
    async (lang, words) => {
      await withCli(async (cli) => {
        const { code, stdout, stderr } = await finished(probe(cli, lang));
        for (const word of words) expect(stderr).toContain(word);
        // 4: the box is too full from other tests to be trusted. Also then it was probed to the end.
        expect([0, 4]).toContain(code);
        expect(JSON.parse(stdout)).toMatchObject({ format: 'kneescope.verdict/1', frameCapacity: null });
      })();
    },
    180_000,
  );
});
