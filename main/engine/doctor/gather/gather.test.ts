import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sysfsFolder } from '../../../os/sysfs/sysfs-folder.ts';
import { gatherOnLinux } from './gather-linux.ts';
import { gatherFacts, quotaOf } from './gather.ts';
import { busiest, runningPrograms, type RunningProgram } from './programs.ts';
import { scannersAmong } from './scanners.ts';

/** Constructed from the kernel's documentation (cpufreq, power_supply, drm). */
describe('a Linux box, from its files', () => {
  let root: string;
  beforeEach(() => {
    root = mkdtempSync(path.join(tmpdir(), 'kneescope-sysfs-'));
  });
  afterEach(() => {
    rmSync(root, { recursive: true, force: true });
  });
  const write = (file: string, text: string) => {
    mkdirSync(path.join(root, path.dirname(file)), { recursive: true });
    writeFileSync(path.join(root, file), `${text}\n`);
  };
  const gather = (environment: NodeJS.ProcessEnv = {}) => gatherOnLinux(sysfsFolder(root), environment);

  it('tells how it saves power', () => {
    for (const [core, preference] of [
      ['cpu0', 'performance'],
      ['cpu1', 'power'],
      ['cpu2', 'power'],
    ]) {
      write(`devices/system/cpu/${core}/cpufreq/scaling_governor`, 'powersave');
      write(`devices/system/cpu/${core}/cpufreq/energy_performance_preference`, preference!);
    }
    write('firmware/acpi/platform_profile', 'quiet');
    write('devices/system/clocksource/clocksource0/current_clocksource', 'hpet');
    expect(gather()).toMatchObject({
      power: { governors: ['powersave'], preferences: ['performance', 'power'], profile: 'quiet' },
      clock: { source: 'hpet' },
    });
  });

  it('tells whether it runs on its battery; that of a mouse is none', () => {
    write('class/power_supply/hidpp_battery_0/type', 'Battery');
    write('class/power_supply/hidpp_battery_0/scope', 'Device');
    write('class/power_supply/hidpp_battery_0/status', 'Discharging');
    expect(gather().onBattery).toBe(null);
    write('class/power_supply/BAT0/type', 'Battery');
    write('class/power_supply/BAT0/status', 'Charging');
    expect(gather().onBattery).toBe(false);
    write('class/power_supply/BAT0/status', 'Discharging');
    expect(gather().onBattery).toBe(true);
  });

  it('tells which card has screens', () => {
    write('class/drm/card0/device/vendor', '0x10de');
    mkdirSync(path.join(root, 'drivers/nvidia'), { recursive: true });
    symlinkSync(path.join(root, 'drivers/nvidia'), path.join(root, 'class/drm/card0/device/driver'));
    write('class/drm/card1/device/vendor', '0x1002');
    write('class/drm/card1-DP-1/status', 'connected');
    write('class/drm/card1-DP-2/status', 'disconnected');
    write('class/drm/renderD128/dev', '226:128');
    expect(gather().cards).toEqual([
      { name: 'card0 nvidia', displays: 0 },
      { name: 'card1', displays: 1 },
    ]);
  });

  it.each([
    [{}, null, false],
    [{ DISPLAY: ':0' }, null, true],
    [{ WAYLAND_DISPLAY: 'wayland-0' }, null, true],
    [{ SSH_CONNECTION: '10.0.0.1 5 10.0.0.2 22' }, 'ssh', false],
    [{ XRDP_SESSION: '1', DISPLAY: ':10' }, 'rdp', true],
  ])('tells its session by %j', (environment, remote, display) => {
    expect(gather(environment).session).toMatchObject({ remote, display });
  });

  it('is nothing where there is nothing', () => {
    expect(gather()).toMatchObject({ onBattery: null, cards: [], clock: { source: null } });
  });
});

describe('programs that run', () => {
  const program = (name: string, pid: number, cpuSeconds: number): RunningProgram => ({
    ...{ name, pid, cpuSeconds },
    started: String(pid),
  });

  it('are named by what they used in between, those of one name together, ours left out', () => {
    const seconds = 10;
    const whole = cpus().length * seconds;
    const before = [program('chrome', 1, 5), program('chrome', 2, 7), program('idle', 3, 99)];
    const after = [
      program('chrome', 1, 5 + 0.1 * whole),
      program('chrome', 2, 7 + 0.1 * whole),
      program('idle', 3, 99),
      program('updater', 4, 0.3 * whole),
      program('node', process.pid, 0.4 * whole),
    ];
    const named = busiest(before, after, seconds);
    expect(named.map(({ name }) => name)).toEqual(['updater', 'chrome']);
    expect(named[0]!.cpu).toBeCloseTo(30);
    expect(named[1]!.cpu).toBeCloseTo(20);
  });

  it.runIf(process.platform === 'linux')('are found, this one among them', async () => {
    const own = (await runningPrograms()).find(({ pid }) => pid === process.pid);
    expect(own).toMatchObject({ name: expect.stringContaining('node') as string });
    expect(own!.cpuSeconds).toBeGreaterThan(0);
  });

  it('are known where they scan for viruses', () => {
    expect(scannersAmong(['MsMpEng.exe', 'HipsDaemon.exe', 'node', 'msmpeng', 'constructor'])).toEqual([
      'Huorong',
      'Microsoft Defender',
    ]);
  });
});

describe('a bound on processors', () => {
  it.each([
    ['200000 100000\n', 2],
    ['50000 100000', 0.5],
    ['max 100000', Number.POSITIVE_INFINITY],
    [null, Number.POSITIVE_INFINITY],
  ])('%j', (text, cores) => {
    expect(quotaOf(text)).toBe(cores);
  });
});

it('is gathered on this very box', async () => {
  const facts = await gatherFacts([tmpdir(), '/nowhere/at/all']);
  expect(facts.cores.all).toBe(cpus().length);
  expect(facts.disks.map(({ freeMiB }) => freeMiB)).toEqual([expect.any(Number), expect.any(Number)]);
});
