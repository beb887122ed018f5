import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { until } from '../../../build/test/real-processes.ts';
import { procFolder, type ProcFolder } from '../../os/procfs/proc-folder.ts';
import { sysfsFolder } from '../../os/sysfs/sysfs-folder.ts';
import { procfsCapabilities } from './procfs-capabilities.ts';
import { ProcfsLoads } from './procfs-loads.ts';

const fixture = (name: string) =>
  procFolder(fileURLToPath(new URL(`../../os/procfs/fixtures/${name}`, import.meta.url)));

const nowhere = sysfsFolder('/nowhere');

/** A folder that changes from one recording to the next. */
function recorded() {
  let current = fixture('before');
  const folder: ProcFolder = {
    ...current,
    cpuTimes: () => current.cpuTimes(),
    memory: () => current.memory(),
    uptime: () => current.uptime(),
    processStat: (pid) => current.processStat(pid),
  };
  return { folder, later: () => (current = fixture('after')) };
}

describe('loads from two recordings', () => {
  const instances = new Map([
    [1, [10_261, 10_262, 10_263]],
    [2, [99]],
  ]);

  it('are those that the kernel’s numbers give', () => {
    const { folder, later } = recorded();
    let now = 5;
    const loads = new ProcfsLoads(folder, nowhere, () => now);
    const baseline = loads.read(instances);
    expect(baseline.cpu).toBeUndefined();
    expect(baseline.instances?.get(1)).toMatchObject({
      cpu: null,
      ramMiB: ((16_363 + 2759 * 2) * 4096) / 2 ** 20,
    });

    later();
    now += 0.34;
    const reading = loads.read(instances);
    expect(reading.cpu).toBeCloseTo((100 * 66) / 67);
    expect(reading.cores?.[0]).toBeCloseTo((100 * 33) / 34);
    expect(reading.cores?.[1]).toBeCloseTo(100);
    expect(reading.ram).toBeCloseTo((100 * (24_684_096 - 24_211_820)) / 24_684_096);
    expect(reading.freeRamMiB).toBeCloseTo(24_211_820 / 1024);
    // 32 ticks of the thread, 32 of the two children that were waited for: 48 of the first's were counted before.
    expect(reading.instances?.get(1)?.cpu).toBeCloseTo((100 * 64) / (0.34 * 100 * 2));
    expect(reading.instances?.get(1)?.ramMiB).toBeCloseTo(((16_363 + 2759) * 4096) / 2 ** 20);
    expect(reading.instances?.get(2)).toMatchObject({ cpu: null, ramMiB: null });
  });

  it('are over the true time that has passed', () => {
    const { folder, later } = recorded();
    let now = 0;
    const loads = new ProcfsLoads(folder, nowhere, () => now);
    loads.read(instances);
    later();
    now = 3.4;
    expect(loads.read(instances).instances?.get(1)?.cpu).toBeCloseTo((100 * 64) / (3.4 * 100 * 2));
  });

  it('are not there where there is no procfs, and that is said', () => {
    const loads = new ProcfsLoads(procFolder('/nowhere'), nowhere, () => 0);
    const reading = loads.read(instances);
    const nothing = { cpu: null, ramMiB: null, pssMiB: null, pssAge: null, hottestThread: null };
    expect(reading.instances).toEqual(new Map([1, 2].map((instance) => [instance, nothing])));
    expect(reading.cpu).toBeUndefined();
    expect(reading).toMatchObject({ cpuClock: null, cpuThrottles: null, runQueue: null, pressure: null });
    const none = procfsCapabilities(procFolder('/nowhere'), nowhere);
    expect(none.some(({ available }) => available)).toBe(false);
    expect(none[0]?.why).toEqual({ code: 'no-source', source: '/proc/stat' });
    const recordedBefore = procfsCapabilities(fixture('before'), nowhere);
    const can = recordedBefore.filter(({ available }) => available).map(({ reading: name }) => name);
    expect(can).toEqual(expect.arrayContaining(['cpu', 'cores', 'ram', 'instances.cpu', 'instances.ramMiB']));
  });
});

describe.runIf(process.platform === 'linux')('the load of a real process', () => {
  it('is what /proc says that it ran', async () => {
    const proc = procFolder();
    const child = spawn(process.execPath, ['-e', 'for (;;);'], { stdio: 'ignore' });
    const pid = child.pid ?? 0;
    const own = () => proc.processStat(pid)?.ownTicks ?? 0;
    try {
      let now = 0;
      const loads = new ProcfsLoads(proc, nowhere, () => now);
      const instances = new Map([[1, [pid]]]);
      const outerFrom = own();
      loads.read(instances);
      const innerFrom = own();
      await until(() => own() >= innerFrom + 20);
      // Time is ours: over 1,000 s the share is small, and exactly what was counted.
      now = 1000;
      const innerTo = own();
      const cpu = loads.read(instances).instances?.get(1)?.cpu ?? Number.NaN;
      const outerTo = own();
      const cores = proc.cpuTimes()?.cores.size ?? 0;
      const ticks = (cpu / 100) * 1000 * proc.units.ticksPerSecond * cores;
      expect(ticks).toBeGreaterThanOrEqual(innerTo - innerFrom - 1e-6);
      expect(ticks).toBeLessThanOrEqual(outerTo - outerFrom + 1e-6);
    } finally {
      const gone = once(child, 'exit');
      child.kill('SIGKILL');
      await gone;
    }
  });
});
