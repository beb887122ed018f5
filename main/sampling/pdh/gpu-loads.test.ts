import { describe, expect, it } from 'vitest';
import { layOutRows, readCounterFixture } from '../../../build/test/counter-rows.ts';
import { counterRows } from '../../os/pdh/counter-array.ts';
import type { DisplayAdapter, Luid } from '../../os/windows/display-adapters.ts';
import { engineInstance } from './gpu-instances.ts';
import { GpuLoads } from './gpu-loads.ts';
import { PdhCards } from './pdh-cards.ts';
import { readCards } from './read-cards.ts';

const ADDRESS = 0x1000n;
const fixture = readCounterFixture(new URL('fixtures/two-adapters.txt', import.meta.url));
const rows = (counter: string) => {
  const of = fixture.get(counter) ?? [];
  return counterRows(layOutRows(of, ADDRESS), of.length, ADDRESS);
};
const TWO_ADAPTERS = {
  engines: rows('engines'),
  dedicated: rows('dedicated'),
  shared: rows('shared'),
  processDedicated: rows('processDedicated'),
};
const UNKNOWN: DisplayAdapter = { name: null, pciAddress: null, dedicatedMiB: null, software: null };
const BOX: Readonly<Record<number, DisplayAdapter>> = {
  0xd1c3: { name: 'RTX 4080', pciAddress: '0000:65:00.0', dedicatedMiB: 16_384, software: false },
  0xe5a1: { name: 'UHD 770', pciAddress: '0000:00:02.0', dedicatedMiB: 128, software: false },
  0x9a4a: { name: 'Basic Render Driver', pciAddress: null, dedicatedMiB: 0, software: true },
};
const describeLuid = ({ low }: Luid) => BOX[low] ?? UNKNOWN;
const none = new Map<number, readonly number[]>();
const engine = (luid: string, number: number, type: string, value: number, pid = 1) => ({
  instance: `pid_${pid}_luid_0x00000000_${luid}_phys_0_eng_${number}_engtype_${type}`,
  value,
});
const loadsOf = (engines: readonly { instance: string; value: number }[]) =>
  new GpuLoads({ engines, dedicated: null, shared: null, processDedicated: null });

describe('the name of an engine', () => {
  it.each([
    ['pid_10472_luid_0x00000000_0x0000f814_phys_0_eng_0_engtype_3d', 10472, '0x0:0xf814:0', 0, '3d'],
    ['PID_4_LUID_0x00000001_0x0000F814_PHYS_1_ENG_12_ENGTYPE_VideoEncode', 4, '0x1:0xf814:1', 12, 'encode'],
    ['pid_4_luid_0x0_0x1_phys_0_eng_3_engtype_Video Encode', 4, '0x0:0x1:0', 3, 'encode'],
    ['pid_4_luid_0x0_0x1_phys_0_eng_3_engtype_Compute_1', 4, '0x0:0x1:0', 3, 'compute'],
    ['pid_4_luid_0x0_0x1_phys_0_eng_3_engtype_High Priority 3D', 4, '0x0:0x1:0', 3, '3d'],
    ['pid_4_luid_0x0_0x1_phys_0_eng_3_engtype_', 4, '0x0:0x1:0', 3, 'other'],
    ['pid_4_luid_0x0_0x1_phys_0_eng_3_engtype', 4, '0x0:0x1:0', 3, 'other'],
  ])('%s', (name, pid, key, number, kind) => {
    expect(engineInstance(name)).toMatchObject({ pid, key, engine: number, kind });
  });

  it('is nothing where it is another kind of instance', () => {
    expect(engineInstance('_Total')).toBeNull();
    expect(engineInstance('luid_0x0_0x1_phys_0')).toBeNull();
  });
});

describe('the GPU counters of a box with several adapters', () => {
  const cards = new PdhCards(describeLuid, []);
  const loads = new GpuLoads(TWO_ADAPTERS);
  cards.add(loads.adapters);

  it('has hundreds of rows', () => {
    expect(TWO_ADAPTERS.engines.length).toBeGreaterThan(600);
  });

  it('gives each card its busiest engine, summed over processes and never over engines', () => {
    expect(cards.gpus).toEqual([
      { name: 'RTX 4080', vramMiB: 16_384, id: '0000:65:00.0' },
      { name: 'UHD 770', vramMiB: 128, id: '0000:00:02.0' },
    ]);
    const reading = readCards(loads, cards.all, none);
    // The 3D engine of the dedicated card has 41.25 + 22.5 + 3.05 % from three processes.
    expect(reading.gpu).toEqual([expect.closeTo(66.8012, 3), 44]);
    expect(reading.engines?.[0]).toEqual({
      '3d': expect.closeTo(66.8012, 3) as number,
      copy: 6,
      compute: 0,
      decode: 0,
      encode: 43.5,
      other: 0,
    });
    expect(reading.encoder).toEqual([43.5, 0]);
    expect(reading.vram).toEqual([37.5, 78.125]);
    expect(reading.sharedVramMiB).toEqual([512, 900]);
  });

  it('gives each instance what its processes do, card by card', () => {
    const { instances } = readCards(
      loads,
      cards.all,
      new Map([
        [1, [5000, 5008]],
        [2, [5016]],
        [3, [77]],
      ]),
    );
    expect(instances?.get(1)).toMatchObject({ gpu: [63.75, 0], vramMiB: 3136 });
    expect(instances?.get(1)?.engines?.[0]).toMatchObject({ '3d': 63.75, encode: 43.5 });
    expect(instances?.get(2)).toMatchObject({ gpu: [64, 0], vramMiB: 512 });
    expect(instances?.get(3)).toMatchObject({ gpu: [0, 0], vramMiB: 0 });
  });

  it('never adds two engines of one kind up', () => {
    const two = loadsOf([engine('0xD1C3', 0, '3D', 60), engine('0xD1C3', 1, '3D', 70)]);
    expect(two.load('0x0:0xd1c3:0')).toEqual({ gpu: 70, engines: { '3d': 70 } });
  });

  it('caps an engine that rounding puts over full', () => {
    const over = loadsOf([engine('0xD1C3', 0, '3D', 60, 1), engine('0xD1C3', 0, '3D', 47, 2)]);
    expect(over.load('0x0:0xd1c3:0')?.gpu).toBe(100);
  });
});

describe('cards behind the adapters', () => {
  it('are one where several adapters lie at one address, and the one with data counts', () => {
    const twice = (luid: Luid): DisplayAdapter => ({ ...(BOX[0xd1c3] ?? UNKNOWN), name: `as ${luid.low}` });
    const cards = new PdhCards(twice, []);
    const loads = loadsOf([engine('0x1', 0, '3D', 0), engine('0x2', 0, '3D', 55)]);
    cards.add(loads.adapters);
    expect(readCards(loads, cards.all, none).gpu).toEqual([55]);
  });

  it('stay apart where they are equal, and where nothing is known of them', () => {
    const cards = new PdhCards(() => UNKNOWN, []);
    const loads = loadsOf([engine('0x1', 0, '3D', 10), engine('0x2', 0, '3D', 55)]);
    cards.add(loads.adapters);
    expect(cards.gpus.map(({ id }) => id)).toEqual(['luid:0x0:0x1:0', 'luid:0x0:0x2:0']);
    expect(readCards(loads, cards.all, none)).toMatchObject({ gpu: [10, 55], vram: [null, null] });
  });

  it('keep their places when one vanishes and another comes', () => {
    const cards = new PdhCards(describeLuid, []);
    cards.add(loadsOf([engine('0xD1C3', 0, '3D', 10), engine('0xE5A1', 0, '3D', 20)]).adapters);
    const later = loadsOf([engine('0xBEEF', 0, '3D', 30), engine('0xE5A1', 0, '3D', 21)]);
    expect(cards.add(later.adapters)).toBe(true);
    expect(readCards(later, cards.all, none).gpu).toEqual([null, 21, 30]);
    expect(cards.add(later.adapters)).toBe(false);
  });

  it('are found again by a process that takes the place of another', () => {
    const cards = new PdhCards(describeLuid, [{ id: '0000:00:02.0' }, { id: '0000:65:00.0' }]);
    const loads = new GpuLoads(TWO_ADAPTERS);
    expect(cards.add(loads.adapters)).toBe(false);
    expect(readCards(loads, cards.all, none).gpu?.[0]).toBe(44);
  });

  it('say nothing where the counters have no values', () => {
    const loads = new GpuLoads({
      engines: null,
      dedicated: rows('dedicated'),
      shared: null,
      processDedicated: null,
    });
    const cards = new PdhCards(describeLuid, []);
    cards.add(loads.adapters);
    const reading = readCards(loads, cards.all, new Map([[1, [5000]]]));
    expect(reading).toMatchObject({ gpu: [null, null], encoder: [null, null], sharedVramMiB: [null, null] });
    expect(reading.vram?.[0]).toBe(37.5);
    expect(reading.instances?.get(1)).toMatchObject({ gpu: [null, null], vramMiB: null });
  });
});
