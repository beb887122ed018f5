import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sysfsFolder } from '../../os/sysfs/sysfs-folder.ts';
import { CoreClocks } from './core-clocks.ts';
import { pressureShares } from './pressure-shares.ts';

let root = '';
beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'sysfs-'));
});
afterEach(() => {
  rmSync(root, { recursive: true });
});

/** Constructed from the documentation: Documentation/admin-guide/pm/cpufreq.rst and arch/x86 thermal_throttle. */
function write(core: number, files: Record<string, number>): void {
  for (const [name, value] of Object.entries(files)) {
    const file = path.join(root, 'devices/system/cpu', `cpu${core}`, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, `${value}\n`);
  }
}

describe('the clocks of the cores', () => {
  it('are told as the mean part of the highest', () => {
    write(0, { 'cpufreq/cpuinfo_max_freq': 4_000_000, 'cpufreq/scaling_cur_freq': 4_000_000 });
    write(1, { 'cpufreq/cpuinfo_max_freq': 4_000_000, 'cpufreq/scaling_cur_freq': 1_000_000 });
    write(10, { 'cpufreq/cpuinfo_max_freq': 2_000_000, 'cpufreq/scaling_cur_freq': 1_500_000 });
    const clocks = new CoreClocks(sysfsFolder(root));
    expect(clocks.readsClock).toBe(true);
    expect(clocks.read()).toEqual({ cpuClock: (100 * (1 + 0.25 + 0.75)) / 3, cpuThrottles: null });
  });

  it('of many cores are asked for a few at a time', () => {
    for (let core = 0; core < 20; core++)
      write(core, { 'cpufreq/cpuinfo_max_freq': 100, 'cpufreq/scaling_cur_freq': 100 });
    const clocks = new CoreClocks(sysfsFolder(root));
    for (let core = 0; core < 20; core++) write(core, { 'cpufreq/scaling_cur_freq': 50 });
    expect(clocks.read().cpuClock).toBeCloseTo((100 * (8 * 0.5 + 12)) / 20);
    clocks.read();
    expect(clocks.read().cpuClock).toBe(50);
  });

  it('are counted when heat slows them, each package once', () => {
    const count = (core: number, cores: number, packages: number) => {
      write(core, {
        'thermal_throttle/core_throttle_count': cores,
        'thermal_throttle/package_throttle_count': packages,
        'topology/physical_package_id': 0,
      });
    };
    count(0, 3, 10);
    count(1, 5, 10);
    const clocks = new CoreClocks(sysfsFolder(root));
    expect(clocks.read().cpuThrottles).toBe(0);
    count(0, 4, 12);
    count(1, 5, 12);
    expect(clocks.read()).toEqual({ cpuClock: null, cpuThrottles: 3 });
  });

  it('are not there on a virtual machine', () => {
    write(0, {});
    expect(new CoreClocks(sysfsFolder(root)).read()).toEqual({ cpuClock: null, cpuThrottles: null });
  });
});

describe('pressure', () => {
  it('is the part of the time between two readings in which something waited', () => {
    const before = { cpu: 1_000_000, memory: 0, io: null };
    const now = { cpu: 1_500_000, memory: 20_000, io: null };
    expect(pressureShares(before, now, 2)).toEqual({ cpu: 25, memory: 1, io: null });
    expect(pressureShares(before, { cpu: 9e9, memory: 0, io: null }, 1)?.cpu).toBe(100);
    const none = { cpu: null, memory: null, io: null };
    expect(pressureShares(none, none, 1)).toBeNull();
  });
});
