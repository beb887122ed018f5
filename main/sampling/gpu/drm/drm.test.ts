import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parseDrmClient } from '../../../os/procfs/drm-client.ts';
import type { InstancePids } from '../../sampler.ts';
import { drmSource } from './drm-source.ts';

/**
 * Constructed from the documentation: Documentation/gpu/drm-usage-stats.rst, Documentation/gpu/amdgpu/thermal.rst,
 * Documentation/ABI/testing/sysfs-driver-intel-xe-hwmon. No card was seen.
 */
let root = '';
let now = 0;
beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'drm-'));
  now = 100;
  mkdirSync(path.join(root, 'proc'));
  mkdirSync(path.join(root, 'sys'));
});
afterEach(() => {
  rmSync(root, { recursive: true });
});

function write(file: string, content: string | number): void {
  const full = path.join(root, file);
  mkdirSync(path.dirname(full), { recursive: true });
  writeFileSync(full, `${content}\n`);
}
function link(file: string, target: string): void {
  mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
  symlinkSync(target, path.join(root, file));
}

interface CardOptions {
  readonly driver?: string;
  readonly render?: boolean;
  readonly files?: Readonly<Record<string, string | number>>;
}
function card(
  number: number,
  pci: string,
  { driver = 'amdgpu', render = true, files = {} }: CardOptions = {},
) {
  const device = `sys/devices/pci0000:00/${pci}`;
  mkdirSync(path.join(root, device, 'drm', `card${number}`), { recursive: true });
  if (render) mkdirSync(path.join(root, device, 'drm', `renderD${128 + number}`));
  write(`${device}/vendor`, driver === 'amdgpu' ? '0x1002' : '0x8086');
  write(`${device}/device`, '0x73bf');
  link(`${device}/driver`, `../../../bus/pci/drivers/${driver}`);
  for (const [name, content] of Object.entries(files)) write(`${device}/${name}`, content);
  mkdirSync(path.join(root, `sys/class/drm/card${number}-DP-1`), { recursive: true });
  mkdirSync(path.join(root, `sys/class/drm/card${number}`));
  link(`sys/class/drm/card${number}/device`, `../../../devices/pci0000:00/${pci}`);
}
/** One descriptor of a process, as its driver tells of it. */
function use(pid: number, fd: number, fields: Readonly<Record<string, string | number>>) {
  const file = path.join(root, `proc/${pid}/fd/${fd}`);
  rmSync(file, { force: true });
  link(`proc/${pid}/fd/${fd}`, '/dev/dri/renderD128');
  const lines = Object.entries(fields).map(([name, value]) => `${name}:\t${value}`);
  write(`proc/${pid}/fdinfo/${fd}`, ['pos:\t0', 'flags:\t02100002', ...lines].join('\n'));
}
const client = (pci: string, id: number, engines: Readonly<Record<string, number>>, more = {}) => ({
  'drm-driver': 'amdgpu',
  'drm-pdev': pci,
  'drm-client-id': id,
  ...Object.fromEntries(
    Object.entries(engines).map(([name, ms]) => [`drm-engine-${name}`, `${ms * 1e6} ns`]),
  ),
  ...more,
});
const open = async () => {
  const source = drmSource(path.join(root, 'proc'), path.join(root, 'sys'), () => now);
  return { source, start: await source.open([]) };
};
const A = '0000:03:00.0';
const B = '0000:0a:00.0';

describe('a card of AMD', () => {
  it('tells its load, memory, clock, heat and power itself', async () => {
    card(0, A, {
      files: {
        gpu_busy_percent: 37,
        mem_info_vram_total: 17_163_091_968,
        mem_info_vram_used: 4_290_772_992,
        mem_info_gtt_used: 268_435_456,
        product_name: 'Radeon Pro W6800',
        pp_dpm_sclk: '0: 500Mhz \n1: 1200Mhz *\n2: 2400Mhz ',
        'hwmon/hwmon3/temp1_input': 61_000,
        'hwmon/hwmon3/temp1_crit': 100_000,
        'hwmon/hwmon3/power1_average': 143_000_000,
      },
    });
    const { source, start } = await open();
    expect(start.gpus).toEqual([{ name: 'Radeon Pro W6800', vramMiB: 16_368, slowdownCelsius: 100, id: A }]);
    const reading = source.read(new Map());
    expect(reading).toMatchObject({ gpu: [37], sharedVramMiB: [256], temperature: [61], powerWatts: [143] });
    expect(reading.vram?.[0]).toBeCloseTo(25);
    expect(reading.clock?.[0]).toBeCloseTo(50);
    expect(reading.throttle).toEqual([null]);
    const cannot = start.capabilities.filter(({ available }) => !available);
    expect(cannot.map(({ reading: name }) => name)).toEqual(['throttle']);
    expect(cannot[0]?.why).toEqual({ code: 'driver-silent', driver: 'amdgpu' });
  });

  it('is used by instances through clients, each counted once whoever holds it', async () => {
    card(0, A, { files: { gpu_busy_percent: 80, mem_info_vram_total: 8 * 2 ** 30 } });
    const instances: InstancePids = new Map([
      [1, [10, 11]],
      [2, [20]],
      [3, [30]],
    ]);
    const tell = (gfx: number, enc: number) => {
      const memory = { 'drm-memory-vram': '1048576 KiB', 'drm-memory-gtt': '2048 KiB' };
      use(10, 4, client(A, 7, { gfx, enc, gfx_other: 0 }, memory));
      use(10, 5, client(A, 7, { gfx, enc }, memory));
      use(11, 9, client(A, 7, { gfx, enc }, memory));
      use(11, 12, client(A, 8, { gfx: gfx / 2 }));
      use(20, 3, client(A, 9, { gfx: 2 * gfx }, { 'drm-engine-capacity-gfx': 2 }));
    };
    tell(1000, 200);
    const { source } = await open();
    source.read(instances);
    now += 2;
    tell(1400, 700);
    const reading = source.read(instances);
    const first = reading.instances?.get(1);
    // 400 ms of one client and 200 of the other, in 2 s; the encoder is another engine and is not added.
    expect(first?.engines?.[0]).toMatchObject({ '3d': 30, encode: 25 });
    expect(first?.gpu).toEqual([30]);
    expect(first?.vramMiB).toBe(1024);
    expect(reading.instances?.get(2)?.gpu).toEqual([20]);
    expect(reading.instances?.get(3)).toEqual({});
    expect(reading.gpu).toEqual([80]);
    expect(reading.engines?.[0]).toMatchObject({ '3d': 50, encode: 25 });
    expect(reading.encoder).toEqual([25]);
  });

  it('keeps the larger value where the driver steps back', async () => {
    card(0, A);
    const instances = new Map([[1, [10]]]);
    const gfx = (ms: number) => {
      use(10, 4, client(A, 7, { gfx: ms }));
      now += 1;
      return source.read(instances).instances?.get(1)?.gpu?.[0];
    };
    const { source } = await open();
    expect(gfx(1000)).toBeNull();
    expect(gfx(1500)).toBeCloseTo(50);
    expect(gfx(1200)).toBe(0);
    expect(gfx(1600)).toBeCloseTo(10);
  });
});

describe('several cards', () => {
  it('that are equal stay two, and loads of one never reach the other', async () => {
    card(0, A, { files: { gpu_busy_percent: 10, product_name: 'Twin' } });
    card(1, B, { files: { gpu_busy_percent: 90, product_name: 'Twin' } });
    const instances = new Map([[1, [10]]]);
    const tell = (a: number, b: number) => {
      use(10, 4, client(A, 7, { gfx: a }));
      use(10, 5, client(B, 7, { gfx: b }));
    };
    tell(0, 0);
    const { source, start } = await open();
    expect(start.gpus?.map(({ id }) => id)).toEqual([A, B]);
    source.read(instances);
    now += 1;
    tell(100, 800);
    const reading = source.read(instances);
    expect(reading.gpu).toEqual([10, 90]);
    expect(reading.instances?.get(1)?.gpu?.map((load) => Math.round(load ?? -1))).toEqual([10, 80]);
  });

  it('may appear, vanish and come back, in the place that they had', async () => {
    card(0, A, { files: { gpu_busy_percent: 10 } });
    const { source } = await open();
    card(1, B, { files: { gpu_busy_percent: 90 } });
    const came = source.read(new Map());
    expect(came.gpus?.map(({ id }) => id)).toEqual([A, B]);
    expect(came.gpu).toEqual([10, 90]);
    rmSync(path.join(root, 'sys/class/drm/card0'), { recursive: true });
    const gone = source.read(new Map());
    expect(gone.gpu).toEqual([null, 90]);
    expect(gone.gpus).toBeUndefined();
    rmSync(path.join(root, 'sys/devices/pci0000:00', A), { recursive: true });
    card(2, A, { files: { gpu_busy_percent: 20 } });
    expect(source.read(new Map()).gpu).toEqual([20, 90]);
  });

  it('keep their order when the reader is started anew', async () => {
    card(0, A, { files: { gpu_busy_percent: 10 } });
    card(1, B, { files: { gpu_busy_percent: 90 } });
    const source = drmSource(path.join(root, 'proc'), path.join(root, 'sys'), () => now);
    await source.open([{ id: B }, { id: '0000:ff:00.0' }, { id: A }]);
    expect(source.read(new Map()).gpu).toEqual([90, null, 10]);
  });

  it('that only show pictures are none', async () => {
    card(0, A, { driver: 'ast', render: false });
    const { start } = await open();
    expect(start.gpus).toEqual([]);
    expect(start.capabilities[0]?.why).toEqual({ code: 'no-device' });
  });
});

describe('a card of Intel', () => {
  const files = {
    'tile0/gt0/freq0/act_freq': 1200,
    'tile0/gt0/freq0/rp0_freq': 2400,
    'tile0/gt0/freq0/throttle/status': 1,
    'tile0/gt0/freq0/throttle/reason_thermal': 1,
    'tile0/gt0/freq0/throttle/reason_pl1': 0,
    'hwmon/hwmon1/energy1_input': 1_000_000,
  };
  const cycles = (rcs: number, total: number) => ({
    'drm-driver': 'xe',
    'drm-pdev': A,
    'drm-client-id': 3,
    'drm-cycles-rcs': rcs,
    'drm-total-cycles-rcs': total,
    'drm-cycles-vcs': rcs / 2,
    'drm-total-cycles-vcs': total,
    'drm-engine-capacity-vcs': 2,
    'drm-total-vram0': '3 GiB',
    'drm-resident-vram0': '2048 MiB',
    'drm-resident-system': '10240 KiB',
  });

  it('has no load of its own: it is what all clients that can be seen use, the others’ too', async () => {
    card(0, A, { driver: 'xe', files });
    const instances = new Map([[1, [10]]]);
    const tell = (own: number, other: number, total: number) => {
      use(10, 4, cycles(own, total));
      use(77, 4, { ...cycles(other, total), 'drm-client-id': 4 });
    };
    tell(0, 0, 0);
    const { source } = await open();
    source.read(instances);
    now += 2;
    tell(250, 500, 1000);
    write(`sys/devices/pci0000:00/${A}/hwmon/hwmon1/energy1_input`, 61_000_000);
    const reading = source.read(instances);
    expect(reading.instances?.get(1)?.engines?.[0]).toEqual({ '3d': 25, encode: 6.25 });
    expect(reading.instances?.get(1)?.vramMiB).toBe(2048);
    expect(reading).toMatchObject({ gpu: [75], clock: [50], throttle: [['thermal']], powerWatts: [30] });
    expect(reading.sharedVramMiB).toEqual([20]);
  });
});

describe('the words of a driver', () => {
  it('are read with the units and names that they have', () => {
    const told = parseDrmClient(
      'drm-driver:\ti915\ndrm-pdev:\t0000:00:02.0\ndrm-client-id:\t7\ndrm-engine-render:\t9288864723 ns\ndrm-engine-video:\t0 ns\ndrm-engine-capacity-video:\t2\ndrm-total-system0:\t125 MiB\ndrm-shared-system0:\t16 MiB\ndrm-resident-system0:\t4096\n',
    );
    expect(told?.engines).toEqual(
      new Map([
        ['render', { busy: 9_288_864_723, total: null, capacity: 1 }],
        ['video', { busy: 0, total: null, capacity: 2 }],
      ]),
    );
    expect(told?.memoryKiB).toEqual(new Map([['system0', 4]]));
  });

  it.each(['', 'pos:\t0\nflags:\t02\n', 'drm-driver:\tamdgpu\n', 'drm-client-id:\tx\n'])(
    'are none in %j',
    (text) => {
      expect(parseDrmClient(text)).toBeNull();
    },
  );
});
