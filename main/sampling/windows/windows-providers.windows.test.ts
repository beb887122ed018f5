import { copyFileSync, mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compileForWindows, windowsPath } from '../../../build/test/compile-for-windows.ts';
import { compileNvmlStub, type NvmlStub } from '../../../build/test/nvml-stub.ts';
import { describeOnWindows, windowsPrograms, type WindowsPrograms } from '../../../build/test/wine.ts';
import type { Capability } from '../../../shared/model/capability.ts';
import type { Gpus, InstanceReading, Reading } from '../sampler.ts';

interface Printed {
  readonly capabilities: readonly Capability[];
  readonly gpus: Gpus | null;
  readonly cores: number;
  readonly names: readonly string[];
  readonly readings: readonly (Omit<Reading, 'instances'> & {
    readonly instances: readonly InstanceReading[];
  })[];
}

/** A process writes its report before it has ended, and its ending takes processor time too: at most so much, in seconds. */
const ENDING = 0.2;
/** Of what was used, this share may go unseen: the times of Wine come in steps of 10 ms. */
const UNSEEN = 0.05;
const FIXTURE = fileURLToPath(new URL('../pdh/fixtures/two-adapters.txt', import.meta.url));

/** Compiles what stands in for pdh.dll and gdi32.dll. @returns the environment in which it is found */
function standInForCounters(folder: string) {
  const windows = path.join(folder, 'windows');
  mkdirSync(path.join(windows, 'System32'), { recursive: true });
  compileForWindows('counters-stub.c', path.join(windows, 'System32', 'pdh.dll'));
  copyFileSync(path.join(windows, 'System32', 'pdh.dll'), path.join(windows, 'System32', 'gdi32.dll'));
  const rows = path.join(folder, 'rows.txt');
  copyFileSync(FIXTURE, rows);
  return {
    KNEESCOPE_TEST_WINDOWS: windowsPath(windows),
    COUNTER_STUB: windowsPath(rows),
    // Else Wine gives its own in the place of any other of that name.
    WINEDLLOVERRIDES: 'gdi32=n,b',
  };
}

describeOnWindows('the sources of a Windows box', () => {
  let programs: WindowsPrograms;
  let stubbed: WindowsPrograms;
  let counters: ReturnType<typeof standInForCounters>;
  let nvml: NvmlStub;
  beforeAll(async () => {
    programs = await windowsPrograms({
      reader: 'build/test/on-windows/read-sources.ts',
      sampler: 'main/sampling/drivers/sampler-program.ts',
    });
    stubbed = await windowsPrograms({
      reader: 'build/test/on-windows/read-sources.ts',
      hang: 'build/test/on-windows/hang-counters.ts',
      sampler: 'build/test/on-windows/sampler-with-stubs.ts',
    });
    counters = standInForCounters(stubbed.folder);
    nvml = compileNvmlStub('windows');
  });
  afterAll(() => {
    programs.remove();
    stubbed.remove();
    nvml.remove();
  });

  const read = async (
    from: WindowsPrograms,
    args: readonly string[],
    environment: Readonly<Record<string, string>> = {},
  ) => {
    const { stdout, stderr, code } = await from.run('reader', { args, environment, timeoutMs: 90_000 });
    expect(stderr).toBe('');
    expect(code).toBe(0);
    return JSON.parse(stdout) as Printed;
  };
  const capability = ({ capabilities }: Printed, reading: string, source: string) =>
    capabilities.find((one) => one.reading === reading && one.source === source);

  describe('as the system tells them', () => {
    let printed: Printed;
    let exe: string;
    /** What the program and its child say that they used, in seconds. */
    let own: readonly number[];
    beforeAll(async () => {
      exe = path.join(programs.folder, 'burn.exe');
      compileForWindows('burn.c', exe);
      const report = path.join(programs.folder, 'burn.txt');
      printed = await read(programs, [windowsPath(exe), '1.5', '0.7'], {
        BURN_REPORT: windowsPath(report),
        // Asked about a process that has ended, Wine 8 tells the times of the one that asks: there they are read to the end alive.
        ...(process.platform !== 'win32' && { BURN_UNTIL: windowsPath(path.join(programs.folder, 'end')) }),
      });
      own = readFileSync(report, 'utf8').trim().split('\n').map(Number);
    });

    it('count all the processor time that an instance and what it started used until they ended', () => {
      const seconds = printed.readings.reduce(
        (sum, { seconds: passed, instances: [one] }) =>
          sum + ((one?.cpu ?? 0) / 100) * passed * printed.cores,
        0,
      );
      // Not what they were asked to use: a full box makes starting and ending dearer, and that is theirs too.
      expect(own).toHaveLength(2);
      const used = own.reduce((sum, one) => sum + one, 0);
      expect(used).toBeGreaterThanOrEqual(2.2);
      expect(seconds).toBeGreaterThan(used * (1 - UNSEEN));
      expect(seconds - used).toBeLessThan(used * UNSEEN + ENDING * own.length);
      expect(printed.names).toEqual(['burn.exe']);
    });

    it('know its memory and its busiest thread while it lives, and nothing of it afterwards', () => {
      const during = printed.readings.filter(({ instances: [one] }) => one?.ramMiB !== null);
      expect(during.length).toBeGreaterThan(1);
      for (const { instances } of during) expect(instances[0]?.ramMiB).toBeGreaterThan(1);
      const hottest = during.flatMap(({ instances: [one] }) => one?.hottestThread ?? []);
      expect(Math.max(...hottest.map(({ load }) => load))).toBeGreaterThan(5);
      expect(printed.readings.at(-1)?.instances[0]).toMatchObject({ cpu: null, ramMiB: null });
    });

    it('know the processors, one by one, and the memory', () => {
      const last = printed.readings.at(-1);
      expect(last?.cores).toHaveLength(printed.cores);
      for (const load of [last?.cpu, ...(last?.cores ?? [])]) {
        expect(load).toBeGreaterThanOrEqual(0);
        expect(load).toBeLessThanOrEqual(100);
      }
      expect(last?.ram).toBeGreaterThan(0);
      expect(last?.commit).toBeGreaterThan(0);
      expect(last?.freeRamMiB).toBeGreaterThan(100);
    });

    it('say what is not here, and why', () => {
      for (const reading of ['cpu', 'cores', 'ram', 'instances.cpu', 'instances.ramMiB'])
        expect(capability(printed, reading, 'windows')).toMatchObject({ available: true, why: null });
      if (process.platform === 'win32') return;
      // Wine has neither of these counters.
      expect(capability(printed, 'cpuUtility', 'windows')?.why).toMatchObject({ code: 'no-source' });
      expect(capability(printed, 'gpu', 'pdh')?.why).toEqual({ code: 'no-source', source: 'GPU Engine' });
      expect(capability(printed, 'gpu', 'nvml')?.why).toEqual({ code: 'no-device' });
      expect(printed.gpus).toBeNull();
    });
  });

  it('join what NVML tells of a card with what Windows counts of it', async () => {
    nvml.script({
      driver: '551.23',
      count: 2,
      '0.name': 'NVIDIA GeForce RTX 4080',
      '0.pci': '0 0x65 0',
      '0.util': '11 0',
      '0.sessions': 3,
      '0.temperature': 61,
      '1.name': 'NVIDIA GeForce RTX 4080',
      '1.pci': '0 0xb3 0',
      '1.util': '22 0',
    });
    const printed = await read(stubbed, [], {
      KNEESCOPE_NVML: windowsPath(nvml.library),
      NVML_STUB: windowsPath(nvml.environment.NVML_STUB),
      ...counters,
    });
    expect(printed.gpus?.map(({ id, name }) => [id, name])).toEqual([
      ['0000:65:00.0', 'NVIDIA GeForce RTX 4080'],
      ['0000:b3:00.0', 'NVIDIA GeForce RTX 4080'],
      ['0000:00:02.0', 'Intel(R) UHD Graphics 770'],
    ]);
    expect(printed.readings.at(-1)).toMatchObject({
      gpu: [expect.closeTo(66.8, 1), 22, 44],
      temperature: [61, null, null],
      encoderSessions: [3, null, null],
      vram: [37.5, null, 78.125],
      encoder: [43.5, null, 0],
    });
  });

  it('lose one reading to a counter that hangs: the process is replaced, and gone with the rest at the end', async () => {
    const { stdout } = await stubbed.run('hang', {
      args: [`${counters.COUNTER_STUB}.hang`],
      environment: counters,
    });
    expect(JSON.parse(stdout)).toEqual({
      before: [expect.closeTo(66.8, 1), 44],
      during: {
        gpu: null,
        notices: [{ code: 'reader-replaced', source: 'pdh', cause: 'hung', replacements: 1 }],
      },
      after: [expect.closeTo(66.8, 1), 44],
      another: true,
      left: 0,
    });
  });
});
