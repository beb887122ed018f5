import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { describeWith } from '../../../build/test/need.ts';
import { compileNvmlStub, type NvmlStub } from '../../../build/test/nvml-stub.ts';
import type { DriverSource } from '../drivers/driver-source.ts';
import { encoderSessionLimit } from './encoder-session-limit.ts';
import { nvmlSource } from './nvml-source.ts';

const NONE = new Map<number, readonly number[]>();

/** Two equal cards, as the driver of a render box would tell of them. */
const TWO_EQUAL = {
  driver: '551.23',
  count: 2,
  '0.name': 'NVIDIA GeForce RTX 4080',
  '0.uuid': 'GPU-00000000-0000-0000-0000-00000000000a',
  '0.pci': '0 0x65 0',
  '0.util': '37 12',
  '0.encoder': 8,
  '0.decoder': 0,
  '0.sessions': 3,
  '0.memory2': '16376 376 8000 8000',
  '0.temperature': 61,
  '0.slowdown': 90,
  '0.power': 185500,
  '0.clock': 1500,
  '0.maxclock': 3000,
  '0.reasons': '0x24',
  '1.name': 'NVIDIA GeForce RTX 4080',
  '1.uuid': 'GPU-00000000-0000-0000-0000-00000000000b',
  '1.pci': '0 0xb3 0',
  '1.util': '0 0',
  '1.memory2': '16376 376 16000 0',
  '1.reasons': '0x1',
};

function openWith(stub: NvmlStub, lines: Readonly<Record<string, string | number>>): DriverSource {
  stub.script(lines);
  vi.stubEnv('KNEESCOPE_NVML', stub.environment.KNEESCOPE_NVML);
  vi.stubEnv('NVML_STUB', stub.environment.NVML_STUB);
  return nvmlSource();
}
const whyOf = (start: Awaited<ReturnType<DriverSource['open']>>, reading: string) =>
  start.capabilities.find((one) => one.reading === reading)?.why;

describeWith(['gcc'], 'NVIDIA cards through NVML, whose stand-in is a compiled library', () => {
  let stub: NvmlStub;
  let old: NvmlStub;
  beforeAll(() => {
    stub = compileNvmlStub();
    old = compileNvmlStub('linux', true);
  });
  afterEach(() => {
    vi.unstubAllEnvs();
  });
  afterAll(() => {
    stub.remove();
    old.remove();
  });

  it('keeps two equal cards apart, and leaves null what one of them does not tell', async () => {
    const source = openWith(stub, TWO_EQUAL);
    const start = await source.open([]);
    expect(start.gpus).toEqual([
      {
        name: 'NVIDIA GeForce RTX 4080',
        vramMiB: 16376,
        slowdownCelsius: 90,
        id: '0000:65:00.0',
        uuid: 'GPU-00000000-0000-0000-0000-00000000000a',
        driver: '551.23',
        encoderSessionLimit: 8,
      },
      expect.objectContaining({ id: '0000:b3:00.0', slowdownCelsius: null }),
    ]);
    expect(source.read(NONE)).toEqual({
      gpu: [37, 0],
      engines: [{ encode: 8, decode: 0 }, null],
      // What the driver keeps for itself cannot be had by a program either.
      vram: [(100 * 8376) / 16376, (100 * 376) / 16376],
      encoder: [8, null],
      encoderSessions: [3, null],
      clock: [50, null],
      temperature: [61, null],
      powerWatts: [185.5, null],
      // An idle card is not held back.
      throttle: [['software-power-cap', 'software-thermal'], []],
      instances: new Map(),
    });
    expect(whyOf(start, 'encoder')).toBeNull();
    expect(whyOf(start, 'instances.vramMiB')).toEqual({ code: 'driver-silent', driver: 'NVIDIA 551.23' });
    source.close();
  });

  it('gives each instance what its processes use, on each card', async () => {
    const source = openWith(stub, {
      ...TWO_EQUAL,
      // What is older than the newest of the last time is an old sample, given again.
      '0.use': '100 5000 30 4 7 0;101 5000 10 1 0 0;999 5000 50 5 0 0',
      '0.graphics': '100 640;101 100;999 2000',
      '0.compute': '100 640',
      '1.use': '!6',
      '1.graphics': '100 12',
      '1.compute': '!3',
    });
    const { capabilities } = await source.open([]);
    expect(capabilities.find(({ reading }) => reading === 'instances.gpu')?.available).toBe(true);
    stub.script({
      ...TWO_EQUAL,
      '0.use': '100 5000 30 4 7 0;100 6000 32 4 6 0;101 6000 10 1 0 0;102 6000 4000000 1 0 0',
      '0.graphics': '100 640;101 100',
      '0.compute': '100 640',
      '1.use': '!6',
      '1.graphics': '100 12',
      '1.compute': '!3',
    });
    const { instances } = source.read(
      new Map([
        [1, [100, 101]],
        [2, [102]],
        [3, []],
      ]),
    );
    expect(instances?.get(1)).toEqual({
      gpu: [42, 0],
      engines: [
        { encode: 6, decode: 0 },
        { encode: 0, decode: 0 },
      ],
      vramMiB: 752,
    });
    expect(instances?.get(2)).toMatchObject({ gpu: [0, 0], vramMiB: 0 });
    source.close();
  });

  it('says nothing of an instance where the driver does not tell, as under Windows', async () => {
    const source = openWith(stub, { ...TWO_EQUAL, '0.graphics': '100 na', '0.use': '!3' });
    await source.open([]);
    expect(source.read(new Map([[1, [100]]])).instances?.get(1)).toEqual({});
    source.close();
  });

  it('asks again with more room where more processes run than it had room for', async () => {
    const source = openWith(stub, { ...TWO_EQUAL, '0.graphics': '300*1000 5' });
    await source.open([]);
    expect(source.read(new Map([[1, [1000, 1299, 1300]]])).instances?.get(1)).toEqual({ vramMiB: 10 });
    source.close();
  });

  it('uses the names that older drivers have', async () => {
    const source = openWith(old, {
      count: 1,
      '0.name': 'Quadro P4000',
      '0.pci': '0 3 0',
      '0.throttle': '0x40',
      '0.memory1': '8192 2048 6144',
      '0.compute': '7 20',
    });
    const { gpus } = await source.open([]);
    expect(gpus?.[0]).toMatchObject({ vramMiB: 8192, encoderSessionLimit: null });
    const reading = source.read(new Map([[1, [7]]]));
    expect(reading).toMatchObject({ throttle: [['hardware-thermal']], vram: [75], gpu: [null] });
    expect(reading.instances?.get(1)).toEqual({ vramMiB: 20 });
    source.close();
  });

  it('goes on with the other card when one is lost, and gives up when all are', async () => {
    const source = openWith(stub, TWO_EQUAL);
    await source.open([]);
    const lost = Object.fromEntries(
      Object.keys(TWO_EQUAL)
        .filter((key) => key.startsWith('0.'))
        .map((key) => [key, '!15']),
    );
    stub.script({ ...TWO_EQUAL, ...lost });
    expect(source.read(NONE)).toMatchObject({ gpu: [null, 0], vram: [null, expect.any(Number)] });
    stub.script({ ...TWO_EQUAL, ...lost, '1.util': '!15', '1.memory2': '!15', '1.reasons': '!15' });
    expect(() => source.read(NONE)).toThrow('lost every card');
    source.close();
  });

  it('keeps the places of cards that were known before, and puts a new one behind them', async () => {
    const source = openWith(stub, TWO_EQUAL);
    const start = await source.open([{ id: '0000:01:00.0', name: 'gone' }, { id: '0000:b3:00.0' }]);
    expect(start.gpus?.map(({ id }) => id)).toEqual(['0000:01:00.0', '0000:b3:00.0', '0000:65:00.0']);
    expect(source.read(NONE)).toMatchObject({ gpu: [null, 0, 37], powerWatts: [null, null, 185.5] });
    source.close();
  });

  it('says why nothing can be read', async () => {
    const whyWith = async (lines: Readonly<Record<string, string | number>>) =>
      whyOf(await openWith(stub, lines).open([]), 'gpu');
    expect(await whyWith({ init: '!9' })).toEqual({
      code: 'driver-refuses',
      driver: 'NVIDIA',
      reason: 'Driver Not Loaded (9)',
    });
    expect(await whyWith({ init: '!18' })).toMatchObject({ reason: 'Driver/library version mismatch (18)' });
    expect(await whyWith({ init: '!4' })).toMatchObject({ code: 'no-right' });
    expect(await whyWith({ count: 0 })).toEqual({ code: 'no-device' });
    vi.stubEnv('KNEESCOPE_NVML', '/nowhere/libnvidia-ml.so.1');
    expect(whyOf(await nvmlSource().open([]), 'gpu')).toEqual({
      code: 'not-installed',
      program: '/nowhere/libnvidia-ml.so.1',
    });
    vi.stubEnv('KNEESCOPE_NVML', import.meta.filename);
    expect(whyOf(await nvmlSource().open([]), 'gpu')).toMatchObject({ code: 'not-loadable' });
  });
});

describe('the published limit of streams that GeForce cards encode at once', () => {
  it.each([
    ['NVIDIA GeForce RTX 4080', '551.23', 8],
    ['NVIDIA GeForce RTX 4080', '536.40', 5],
    ['NVIDIA GeForce RTX 4080', '591.59', 12],
    ['NVIDIA GeForce RTX 4080', '595.79', 12],
    ['NVIDIA GeForce RTX 4080', '581.42', null],
    ['NVIDIA GeForce RTX 4080', '600.10', null],
    ['NVIDIA GeForce GTX 970', '390.77', null],
    ['NVIDIA RTX A6000', '551.23', null],
    [null, '551.23', null],
    ['NVIDIA GeForce RTX 4080', null, null],
  ])('%s with driver %s: %s', (card, driver, limit) => {
    expect(encoderSessionLimit(card, driver)).toBe(limit);
  });
});
