import { describe, expect, it } from 'vitest';
import { systemClock } from '../os/clock.ts';
import { fakeClock } from '../os/fake-clock.ts';
import { fakeSampler } from './fake-sampler.ts';
import { openSampler } from './open-sampler.ts';
import type { PartialReading, Provider } from './provider.ts';
import { missingProvider } from './provider.ts';
import { procfsProvider } from './procfs/procfs-provider.ts';
import { systemProviders } from './providers.ts';

function provider(read: Provider['read'], more: Partial<Provider> = {}): Provider {
  const capabilities = [{ reading: 'cpu', source: 'test', available: true, why: null }] as const;
  return {
    source: 'test',
    open: () => Promise.resolve({ capabilities }),
    read,
    close: () => Promise.resolve(),
    ...more,
  };
}

describe('a sampler', () => {
  it('joins its sources; what none of them knows is null, and why is said', async () => {
    const clock = fakeClock();
    const gpus = [{ name: 'card' }];
    const sampler = await openSampler({
      providers: [
        provider(() => Promise.resolve({ cpu: 12, instances: new Map([[1, { cpu: 4 }]]) })),
        provider(() => Promise.resolve({ gpu: [50, null], instances: new Map([[1, { vramMiB: 640 }]]) }), {
          open: () => Promise.resolve({ capabilities: [], gpus }),
        }),
        missingProvider('nothing', ['ram'], { code: 'not-built' }),
      ],
      clock,
      patience: 1,
    });
    clock.stall(1.25);
    const reading = await sampler.sample(
      new Map([
        [1, [5]],
        [2, [6]],
      ]),
    );
    expect(reading).toMatchObject({ seconds: 1.25, cpu: 12, gpu: [50, null], ram: null, temperature: null });
    expect(reading.instances.get(1)).toMatchObject({ cpu: 4, ramMiB: null, vramMiB: 640, fps: null });
    expect(Object.values(reading.instances.get(2) ?? {}).every((value) => value === null)).toBe(true);
    expect(sampler.gpus).toEqual(gpus);
    expect(sampler.capabilities.at(-1)).toEqual({
      reading: 'ram',
      source: 'nothing',
      available: false,
      why: { code: 'not-built' },
    });
    expect(clock.waiting).toBe(0);
  });

  it('does not wait for a source that hangs, and asks it again once it has answered', async () => {
    const clock = fakeClock();
    const answers: ((reading: PartialReading) => void)[] = [];
    let asked = 0;
    const slow = provider(() => {
      asked += 1;
      return asked === 1 ? Promise.resolve({}) : new Promise((resolve) => answers.push(resolve));
    });
    const sampler = await openSampler({
      providers: [slow, provider(() => Promise.resolve({ ram: 30 }))],
      clock,
      patience: 1,
    });
    for (let sample = 0; sample < 3; sample++) {
      const reading = sampler.sample(new Map());
      await clock.pass(1);
      expect(await reading).toMatchObject({ cpu: null, ram: 30 });
    }
    expect(asked).toBe(2);
    answers[0]?.({ cpu: 99 });
    await clock.pass(0);
    const reading = sampler.sample(new Map());
    answers[1]?.({ cpu: 50 });
    expect(await reading).toMatchObject({ cpu: 50, ram: 30 });
  });

  it('gives up a source that fails, and says why from then on', async () => {
    const clock = fakeClock();
    let asked = 0;
    const failing = provider(() => {
      asked += 1;
      return asked === 1 ? Promise.resolve({}) : Promise.reject(new Error('the driver is gone'));
    });
    const sampler = await openSampler({ providers: [failing], clock, patience: 1 });
    const before = sampler.capabilities;
    expect(await sampler.sample(new Map())).toMatchObject({ cpu: null });
    expect(await sampler.sample(new Map())).toMatchObject({ cpu: null });
    expect(asked).toBe(2);
    expect(sampler.capabilities).not.toBe(before);
    expect(sampler.capabilities).toEqual([
      {
        reading: 'cpu',
        source: 'test',
        available: false,
        why: { code: 'failed', reason: 'the driver is gone' },
      },
    ]);
  });

  it('puts each card in a place of its own, whoever names it first', async () => {
    const clock = fakeClock();
    const card = (id: string, more = {}) => ({ id, ...more });
    let hotplugged = false;
    const integrated = provider(
      () =>
        Promise.resolve(
          hotplugged
            ? { gpus: [card('0000:00:02.0', { name: 'Iris' }), card('0000:05:00.0')], gpu: [null, 7] }
            : { gpu: [12], vram: [null], instances: new Map([[1, { gpu: [3] }]]) },
        ),
      {
        open: () =>
          Promise.resolve({
            capabilities: [],
            gpus: [card('0000:00:02.0', { name: 'Iris', vramMiB: null })],
          }),
      },
    );
    const dedicated = provider(
      () => Promise.resolve({ gpu: [null, 60, 70], powerWatts: [5, 150, 160], encoder: [null, 20, null] }),
      {
        open: () =>
          Promise.resolve({
            capabilities: [],
            gpus: [card('0000:00:02.0', { vramMiB: 128 }), card('0000:01:00.0'), card('0000:02:00.0')],
          }),
      },
    );
    const sampler = await openSampler({ providers: [integrated, dedicated], clock, patience: 1 });
    expect(sampler.gpus).toEqual([
      card('0000:00:02.0', { name: 'Iris', vramMiB: 128 }),
      card('0000:01:00.0'),
      card('0000:02:00.0'),
    ]);
    const reading = await sampler.sample(new Map([[1, [5]]]));
    expect(reading).toMatchObject({
      gpu: [12, 60, 70],
      powerWatts: [5, 150, 160],
      encoder: [null, 20, null],
      vram: [null, null, null],
    });
    // One place per card, also where only some tell.
    expect(reading.instances.get(1)?.gpu).toEqual([3, null, null]);
    hotplugged = true;
    // The first card has vanished, another has come: nobody else's place has changed.
    expect((await sampler.sample(new Map())).gpu).toEqual([null, 60, 70, 7]);
    expect(sampler.gpus?.map(({ id }) => id)).toEqual([
      '0000:00:02.0',
      '0000:01:00.0',
      '0000:02:00.0',
      '0000:05:00.0',
    ]);
  });

  it('can be a fake that says what the test wants', async () => {
    const clock = fakeClock();
    const sampler = await fakeSampler({ read: (sample) => ({ cpu: sample * 10 }) }, clock);
    expect((await sampler.sample(new Map())).cpu).toBe(10);
    expect((await sampler.sample(new Map())).cpu).toBe(20);
  });
});

describe.runIf(process.platform === 'linux')('the sources of this box', () => {
  it('give readings through the thread that users get', async () => {
    const providers = systemProviders({ from: 'output', pattern: 'x' }, systemClock());
    const sampler = await openSampler({ providers, clock: systemClock(), patience: 20 });
    const instances = new Map([[1, [process.pid]]]);
    await sampler.sample(instances);
    const reading = await sampler.sample(instances);
    await sampler.close();
    expect(reading.ram).toBeGreaterThan(0);
    expect(reading.instances.get(1)?.ramMiB).toBeGreaterThan(10);
    const named = Object.fromEntries(sampler.capabilities.map(({ reading: name, why }) => [name, why]));
    expect(named).toMatchObject({
      cpu: null,
      'instances.ramMiB': null,
      fps: null,
      gpu: { code: expect.any(String) as string },
    });
  });

  it('are unavailable once that thread has ended, and nobody waits for it', async () => {
    const source = procfsProvider();
    await source.open();
    await source.close();
    await expect(source.read(new Map())).rejects.toThrow('procfs');
  });

  it('say so where there is no procfs', async () => {
    const source = procfsProvider('/nowhere');
    const { capabilities } = await source.open();
    expect(capabilities[0]).toMatchObject({ available: false, why: { code: 'no-source' } });
    await source.close();
  });
});
