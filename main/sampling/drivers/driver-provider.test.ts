import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { describeWith } from '../../../build/test/need.ts';
import { compileNvmlStub, type NvmlStub } from '../../../build/test/nvml-stub.ts';
import { isAlive, until } from '../../../build/test/real-processes.ts';
import { fakeClock, type FakeClock } from '../../os/fake-clock.ts';
import { openSampler } from '../open-sampler.ts';
import type { Provider } from '../provider.ts';
import { startDriverProcess } from './driver-process.ts';
import { driverProvider } from './driver-provider.ts';

const CARD = {
  count: 1,
  driver: '551.23',
  '0.name': 'NVIDIA RTX A6000',
  '0.pci': '0 0x65 0',
  '0.util': '37 0',
};
const HUNG = { ...CARD, '0.util': 'hang' };
const DEAD = { ...CARD, '0.util': 'exit' };
const STARTER = fileURLToPath(new URL('../../../build/test/sampler-starter.ts', import.meta.url));
const NONE = new Map<number, readonly number[]>();

describeWith(['gcc'], 'a source in a sampler process of its own', () => {
  let stub: NvmlStub;
  let clock: FakeClock;
  let provider: Provider;
  let pids: number[];
  beforeAll(() => {
    stub = compileNvmlStub();
  });
  beforeEach(() => {
    clock = fakeClock();
    pids = [];
    stub.script(CARD);
    provider = driverProvider({
      source: 'nvml',
      readings: ['gpu'],
      clock,
      absent: () => null,
      start: (source) => {
        const started = startDriverProcess(source, stub.environment);
        if (started.pid !== null) pids.push(started.pid);
        return started;
      },
    });
  });
  afterEach(async () => {
    await provider.close();
    expect(pids.filter(isAlive)).toEqual([]);
    expect(clock.waiting).toBe(0);
  });
  afterAll(() => {
    stub.remove();
  });

  /** Lets time pass once the driver holds the process for sure. */
  const passInHang = async (seconds: number) => {
    await until(() => stub.hangs());
    await clock.pass(seconds);
  };

  it('reads, and is gone when closed', async () => {
    const { gpus } = await provider.open();
    expect(gpus).toMatchObject([{ name: 'NVIDIA RTX A6000', id: '0000:65:00.0' }]);
    expect(await provider.read(NONE)).toMatchObject({ gpu: [37] });
    expect(pids.map(isAlive)).toEqual([true]);
  });

  it('starts nothing where it is known that there is nothing to read', async () => {
    const absent = driverProvider({
      source: 'nvml',
      readings: ['gpu', 'encoder'],
      clock,
      absent: () => ({ code: 'no-device' }),
      start: () => {
        throw new Error('nothing should be started');
      },
    });
    const { capabilities } = await absent.open();
    expect(capabilities.map(({ reading, why }) => [reading, why])).toEqual([
      ['gpu', { code: 'no-device' }],
      ['encoder', { code: 'no-device' }],
    ]);
    expect(await absent.read(NONE)).toEqual({});
    await absent.close();
  });

  it('keeps no process where the driver has nothing to tell', async () => {
    stub.script({ init: '!9' });
    const { capabilities } = await provider.open();
    expect(capabilities[0]).toMatchObject({ available: false, why: { code: 'driver-refuses' } });
    await until(() => pids.every((pid) => !isAlive(pid)));
    expect(await provider.read(NONE)).toEqual({});
  });

  it('loses one reading to a call that hangs: the process is replaced, and the run is told', async () => {
    const sampler = await openSampler({ providers: [provider], clock, patience: 1 });
    stub.script(HUNG);
    const hung = sampler.sample(NONE);
    await until(() => stub.hangs());
    // The process that takes its place finds a driver that has recovered.
    stub.script(CARD);
    await clock.pass(0.8);
    expect(await hung).toMatchObject({
      gpu: null,
      notices: [{ code: 'reader-replaced', source: 'nvml', cause: 'hung', replacements: 1 }],
    });
    expect(await sampler.sample(NONE)).toMatchObject({ gpu: [37], notices: [] });
    expect(pids).toHaveLength(2);
    await until(() => !isAlive(pids[0]!));
  });

  it('replaces a process that dies, and asks it for the cards in the order they had', async () => {
    await provider.open();
    stub.script(DEAD);
    const reading = provider.read(NONE);
    await until(() => !isAlive(pids[0]!));
    // Equal in all but its place: another card has come before it.
    stub.script({ ...CARD, count: 2, '1.pci': '0 0x65 0', '1.util': '50 0', '0.pci': '0 1 0' });
    expect(await reading).toMatchObject({ notices: [{ cause: 'ended' }] });
    const next = await provider.read(NONE);
    expect(next.gpus?.map(({ id }) => id)).toEqual(['0000:65:00.0', '0000:01:00.0']);
    expect(next).toMatchObject({ gpu: [50, 37] });
  });

  it('is given up after three replacements, with the reason, and leaves no process behind', async () => {
    const sampler = await openSampler({ providers: [provider], clock, patience: 1 });
    stub.script(HUNG);
    const notices = [];
    const first = sampler.sample(NONE);
    await passInHang(0.8);
    notices.push(...(await first).notices);
    // Now the driver hangs as soon as it is opened.
    for (let replacement = 1; replacement <= 3; replacement++) {
      await until(() => pids.length === replacement + 1 && clock.waiting > 0);
      const without = sampler.sample(NONE);
      await clock.pass(1);
      notices.push(...(await without).notices);
      await clock.pass(15);
    }
    const last = await sampler.sample(NONE);
    expect(last.gpu).toBeNull();
    expect([...notices, ...last.notices].map(({ replacements }) => replacements)).toEqual([1, 2, 3]);
    expect(sampler.capabilities.find(({ reading }) => reading === 'gpu')).toMatchObject({
      available: false,
      why: { code: 'failed', reason: expect.stringContaining('3 times') as string },
    });
    expect(pids).toHaveLength(4);
    await until(() => pids.every((pid) => !isAlive(pid)));
  });

  it('ends with whoever started it, though a driver holds it', async () => {
    const parent = spawn(process.execPath, [STARTER], {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, ...stub.environment },
    });
    let printed = '';
    parent.stdout.on('data', (text: Buffer) => (printed += text.toString()));
    const pid = Number(await until(() => /^\d+\n/u.exec(printed)?.[0]));
    stub.script(HUNG);
    await until(() => stub.hangs());
    parent.kill('SIGKILL');
    await until(() => !isAlive(pid));
  });
});
