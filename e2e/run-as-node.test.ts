import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { Cli, finished } from './cli.ts';

const cli = new Cli();
afterAll(() => {
  cli.remove();
});

it('hands on to what it launches nothing of how the packaged program was started as Node', async () => {
  const seen = path.join(cli.folder, 'environment');
  const program = path.join(cli.folder, 'program.sh');
  writeFileSync(program, `#!/bin/sh\nenv > '${seen}'\nexit 7\n`);
  chmodSync(program, 0o755);
  const words = ['probe', '--mode', 'quick', '--max', '1', '--', program];
  const { code } = await finished(cli.start(words, { ELECTRON_RUN_AS_NODE: '1', HANDED_ON: 'yes' }));
  expect(code).toBe(4);
  const environment = readFileSync(seen, 'utf8');
  expect(environment).toContain('HANDED_ON=yes');
  expect(environment).not.toContain('ELECTRON_RUN_AS_NODE');
}, 120_000);
