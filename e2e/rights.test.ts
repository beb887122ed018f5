import { chmodSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { Cli, finished } from './cli.ts';

/** Stands for PresentMon as it answers a user who may not trace. Constructed: its own words were not seen. */
const REFUSES = '#!/bin/sh\necho "error: failed to start trace session: access denied." >&2\nexit 6\n';

const cli = new Cli();
afterAll(() => {
  cli.remove();
});

describe('a plan that asks for frames which this user may not see', () => {
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
      cap: 1,
      mode: 'quick',
      method: 'steady',
    }),
  );

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
      const { code, stdout, stderr } = await finished(
        cli.start(['probe', plan, '--json', '--lang', lang, '--budget', '120'], {
          KNEESCOPE_PRESENTMON: program,
        }),
      );
      for (const word of words) expect(stderr).toContain(word);
      // 4: the box is too full from other tests to be trusted. Also then it was probed to the end.
      expect([0, 4]).toContain(code);
      expect(JSON.parse(stdout)).toMatchObject({ format: 'kneescope.verdict/1', frameCapacity: null });
    },
    180_000,
  );
});
