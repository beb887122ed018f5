import { readFileSync, writeFileSync } from 'node:fs';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isAlive, until } from '../../../build/test/real-processes.ts';
import { completePlan } from '../../../shared/model/plan.ts';
import { systemClock } from '../../os/clock.ts';
import { linuxLauncher } from '../linux-launcher.ts';
import { JournalWriter } from './journal.ts';
import { startGuardian } from './start-guardian.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'kneescope-guardian-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});
const started = () => {
  const journalFile = path.join(folder, 'journal.ndjson');
  const engine = { pid: process.pid, startTicks: 1 };
  new JournalWriter(journalFile, { run: 'none', boot: 'b', engine, group: null });
  return startGuardian({ run: 'none', journalFile });
};
const watching = async (guardian: ReturnType<typeof startGuardian>, but = 0) => {
  await until(() => guardian.pid !== null && guardian.pid !== but);
  await guardian.watching();
  return guardian.pid ?? 0;
};

describe('the guardian', () => {
  it('does not look like the engine, and is in a session of its own', async () => {
    const guardian = started();
    const pid = await watching(guardian);
    const line = readFileSync(`/proc/${pid}/cmdline`, 'utf8');
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    expect(line).toMatch(/^knee-guard none\b/u);
    expect(line).not.toContain('kneescope');
    expect(readFileSync(`/proc/${pid}/comm`, 'utf8')).not.toContain('node');
    expect(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[3]).toBe(String(pid));
    await guardian.dismiss();
    expect([isAlive(pid), guardian.pid]).toEqual([false, null]);
  });

  it('does not go because somebody asks it to', async () => {
    const guardian = started();
    const pid = await watching(guardian);
    for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.kill(pid, signal);
    await guardian.dismiss();
    expect(isAlive(pid)).toBe(false);
    expect(guardian.pid).toBeNull();
  });

  it('is started anew when it was killed, and given up when that goes on', async () => {
    const guardian = started();
    let pid = await watching(guardian);
    for (let kills = 0; kills < 3; kills++) {
      process.kill(pid, 'SIGKILL');
      pid = await watching(guardian, pid);
    }
    process.kill(pid, 'SIGKILL');
    await until(() => guardian.pid === null);
    await expect(guardian.watching()).rejects.toThrow('no guardian');
    await guardian.dismiss();
  });

  it('must be there: without it nothing is launched', async () => {
    const program = path.join(folder, 'broken.cjs');
    writeFileSync(program, 'process.exit(3)');
    const launcher = linuxLauncher({
      run: `none-${process.pid}`,
      folder,
      logFolder: folder,
      clock: systemClock(),
      guardian: { program },
    });
    const touched = path.join(folder, 'touched');
    const plan = completePlan({ format: 'kneescope.plan/1', executable: '/usr/bin/touch' });
    const spec = {
      ...plan,
      ready: { by: 'seconds' as const, seconds: 0, timeoutSeconds: 1 },
      instance: 1,
      arguments: [touched],
      workingDirectory: folder,
      frames: null,
    };
    await expect(launcher.launch(spec, () => undefined)).rejects.toMatchObject({ code: 'guardian.none' });
    expect(() => readFileSync(touched)).toThrow('ENOENT');
    await launcher.close();
  });
});
