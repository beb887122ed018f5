import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isAlive, until } from '../../build/test/real-processes.ts';
import { keepAwake } from './awake.ts';

let folder: string;
let inhibit: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'kneescope-awake-'));
  inhibit = path.join(folder, 'inhibit');
  // Constructed from systemd-inhibit(1): options, then a program during whose life the lock is held.
  const script = `#!/bin/sh\necho "$$ $*" > ${folder}/asked.part; mv ${folder}/asked.part ${folder}/asked\nshift 4\nexec "$@"\n`;
  writeFileSync(inhibit, script);
  chmodSync(inhibit, 0o755);
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});
const asked = () => {
  try {
    return readFileSync(path.join(folder, 'asked'), 'utf8');
  } catch {
    return null;
  }
};

describe('the box is kept awake', () => {
  it('until that is released', async () => {
    const awake = keepAwake(inhibit);
    const [pid = '', ...words] = (await until(asked)).trim().split(' ');
    expect(words.slice(0, 2)).toEqual(['--what=sleep:idle', '--mode=block']);
    expect(isAlive(Number(pid))).toBe(true);
    awake.release();
    await until(() => !isAlive(Number(pid)));
  });

  it('no longer than the process lives that asked for it, however that ends', async () => {
    const source = `import { keepAwake } from ${JSON.stringify(path.join(import.meta.dirname, 'awake.ts'))};
      keepAwake(${JSON.stringify(inhibit)}); setInterval(() => {}, 1000);`;
    const asker = spawn(process.execPath, ['--input-type=module', '-e', source], { stdio: 'ignore' });
    const pid = Number((await until(asked)).split(' ')[0]);
    const gone = once(asker, 'exit');
    asker.kill('SIGKILL');
    await gone;
    await until(() => !isAlive(pid));
  });

  it('or not, where there is nobody to ask', () => {
    keepAwake(path.join(folder, 'nobody')).release();
  });
});
