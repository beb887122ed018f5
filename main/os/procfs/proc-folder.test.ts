import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { environmentValue } from './environment.ts';
import { procFolder } from './proc-folder.ts';

const recorded = procFolder(fileURLToPath(new URL('fixtures/before', import.meta.url)));

describe('a recorded tree', () => {
  it('is read like the real one', async () => {
    expect(recorded.pids().sort((a, b) => a - b)).toEqual([1, 2, 10_261, 10_262, 10_263]);
    expect(recorded.processStat(10_261)).toEqual({
      pid: 10_261,
      name: 'a) R 1 (b',
      zombie: false,
      parent: 10_220,
      group: 10_216,
      session: 6039,
      kernel: false,
      ownTicks: 6,
      childTicks: 0,
      threads: 1,
      startTicks: 251_875,
      residentPages: 16_363,
    });
    expect(recorded.processStat(2)?.kernel).toBe(true);
    expect(recorded.memory()).toMatchObject({ totalKiB: 24_684_096, availableKiB: 24_212_516 });
    expect(recorded.cpuTimes()?.total).toEqual({
      busy: 45_135 + 8340 + 677,
      idle: 430_703 + 866,
      stolen: 32_371,
    });
    expect([...(recorded.cpuTimes()?.cores.keys() ?? [])]).toEqual([0, 1]);
    expect(recorded.uptime()).toBe(2519.33);
    expect(recorded.memoryKills()).toBe(0);
    expect(recorded.units).toEqual({ ticksPerSecond: 100, bytesPerPage: 4096 });
    const environment = (await recorded.environment(10_262)) ?? new Uint8Array();
    expect(environmentValue(environment, 'KNEESCOPE_INSTANCE')).toBe('3');
    expect(environmentValue(environment, 'LAST')).toBe('编号 =x');
  });

  it('has null for what is not in it', async () => {
    expect(recorded.processStat(99)).toBeNull();
    await expect(recorded.environment(99)).resolves.toBeNull();
    const empty = procFolder('/nowhere');
    expect([empty.cpuTimes(), empty.memory(), empty.uptime(), empty.memoryKills(), empty.pids()]).toEqual([
      null,
      null,
      null,
      null,
      [],
    ]);
  });
});

describe.runIf(process.platform === 'linux')('/proc', () => {
  const proc = procFolder();

  it('knows this process', () => {
    const own = proc.processStat(process.pid);
    expect(own).toMatchObject({ pid: process.pid, parent: process.ppid, zombie: false, kernel: false });
    expect(proc.pids()).toContain(process.pid);
    expect(own?.residentPages).toBeGreaterThan(0);
  });

  it('counts in what getconf says', () => {
    const getconf = (name: string) => Number(execFileSync('getconf', [name], { encoding: 'utf8' }));
    expect(proc.units).toEqual({ ticksPerSecond: getconf('CLK_TCK'), bytesPerPage: getconf('PAGESIZE') });
  });

  it('has as many cores as are online, and a box that is not full', () => {
    const online = Number(execFileSync('getconf', ['_NPROCESSORS_ONLN'], { encoding: 'utf8' }));
    expect(proc.cpuTimes()?.cores.size).toBe(online);
    expect(proc.memory()?.availableKiB).toBeGreaterThan(0);
  });

  it('sees the environment of a child, and nothing of one that is gone', async () => {
    const child = spawn('sleep', ['1000'], { env: { PATH: process.env['PATH'], MARK: 'a b=c' } });
    const pid = child.pid ?? 0;
    expect(environmentValue((await proc.environment(pid)) ?? new Uint8Array(), 'MARK')).toBe('a b=c');
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
    expect(proc.processStat(pid)).toBeNull();
    await expect(proc.environment(pid)).resolves.toBeNull();
  });
});
