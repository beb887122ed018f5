import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { completePlan, type PlanFile } from '../../../shared/model/plan.ts';
import { Problem } from '../../../shared/model/problem.ts';
import { fakeClock, type FakeClock } from '../../os/fake-clock.ts';
import {
  StartFailed,
  type Instance,
  type InstanceEnd,
  type InstanceEvent,
  type InstanceLoad,
  type InstanceSpec,
  type Launcher,
} from '../../process/instance.ts';
import { fakeSampler, type FakeScript } from '../../sampling/fake-sampler.ts';
import { openLocalBox } from './open-local-box.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'kneescope-measured-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

interface FakeInstance extends Instance {
  readonly spec: InstanceSpec;
  readonly loads: InstanceLoad[];
  readonly confirmed: number;
  tell(event: InstanceEvent): void;
  finish(end: Partial<InstanceEnd>): void;
}

/** Instances that do what the test says; stopping one takes `stopSeconds`. */
function fakeLauncher(clock: FakeClock, stopSeconds = 0) {
  const instances: FakeInstance[] = [];
  const refuse: { next: Error | null; hold: Promise<void> | null } = { next: null, hold: null };
  const launcher: Launcher = {
    check: () => Promise.resolve(),
    close: () => Promise.resolve(),
    refresh: () => Promise.resolve(),
    launch: async (spec, tell) => {
      if (refuse.hold) await refuse.hold;
      const refusal = refuse.next;
      refuse.next = null;
      if (refusal) throw refusal;
      const launchedAt = clock.now();
      let [end, ready, confirmed]: [InstanceEnd | null, boolean, number] = [null, false, 0];
      const loads: InstanceLoad[] = [];
      const instance: FakeInstance = {
        spec,
        loads,
        instance: spec.instance,
        pid: 1000 + spec.instance,
        launchedAt,
        get state() {
          return end ? 'ended' : ready ? 'ready' : 'starting';
        },
        get end() {
          return end;
        },
        get confirmed() {
          return confirmed;
        },
        processes: () => [1000 + spec.instance],
        fps: () => 60 - spec.instance / 3,
        logLines: (most) => ['one', 'two', 'x'.repeat(9000)].slice(-most),
        onLine: () => () => undefined,
        observe: (load) => loads.push(load),
        confirm: () => {
          confirmed += 1;
        },
        tell: (event) => {
          ready ||= event.kind === 'ready';
          tell(event);
        },
        finish: (more) => {
          end = { at: clock.now(), reason: 'exited', code: 0, signal: null, stop: null, dump: null, ...more };
          tell({ kind: 'ended', end });
        },
        stop: async () => {
          const stop = { asked: true, forced: false, ms: stopSeconds * 1000 };
          if (!end && stopSeconds > 0)
            await clock.wait(clock.now() + stopSeconds, new AbortController().signal);
          if (!end) instance.finish({ reason: 'stopped', code: null, signal: 'SIGTERM', stop });
          return stop;
        },
      };
      instances.push(instance);
      tell({ kind: 'launched', at: launchedAt });
      return instance;
    },
  };
  return { launcher, instances, refuse };
}

interface Setup {
  readonly plan?: Partial<PlanFile>;
  readonly script?: Partial<FakeScript>;
  readonly stopSeconds?: number;
  readonly freeDiskMiB?: () => number | null;
}
async function open({ plan = {}, script = {}, stopSeconds = 0, freeDiskMiB = () => null }: Setup = {}) {
  const clock = fakeClock();
  const fake = fakeLauncher(clock, stopSeconds);
  const released: string[] = [];
  const box = await openLocalBox(
    {
      plan: completePlan({ format: 'kneescope.plan/1', executable: '/apps/showroom', ...plan }),
      run: 'run-1',
      logFolder: path.join(folder, 'logs'),
      dataFolder: folder,
    },
    {
      clock,
      claim: ({ run }) => Promise.resolve({ release: () => Promise.resolve(void released.push(run)) }),
      openSampler: () => fakeSampler({ read: (sample) => ({ cpu: sample }), ...script }, clock),
      launcher: () => fake.launcher,
      freeDiskMiB,
    },
  );
  /** Advances by the box while the clock passes. */
  const advance = async (seconds: number, pass = seconds) => {
    const answer = box.advance(seconds);
    await clock.pass(pass);
    return answer;
  };
  return { box, clock, advance, released, ...fake };
}
type Opened = Awaited<ReturnType<typeof open>>;
const launchMany = async ({ box }: Opened, count: number) => {
  for (let i = 0; i < count; i++) await box.launch();
};
const the = (opened: Opened, number: number) => opened.instances.find(({ instance }) => instance === number)!;

describe('the samples of the local box', () => {
  it('are at tick, 2 × tick, … the first with nothing launched', async () => {
    const { box, advance } = await open({ plan: { tick: 2 } });
    expect(box.info).toMatchObject({ name: 'local', clock: 'real', tick: 2, simulated: false, cap: null });
    const { samples, events } = await advance(6);
    expect(events).toEqual([]);
    expect(samples).toEqual([
      { type: 'sample', t: 2, n: 0, cpu: 1, instances: [] },
      { type: 'sample', t: 4, n: 0, cpu: 2, instances: [] },
      { type: 'sample', t: 6, n: 0, cpu: 3, instances: [] },
    ]);
  });

  it('count who was alive at t: a launch counts from the next one, an exit at t is out', async () => {
    const opened = await open();
    const { box, advance, clock } = opened;
    await advance(1);
    await box.launch();
    expect((await advance(1)).samples).toMatchObject([{ t: 2, n: 1 }]);
    await clock.pass(0.5);
    await box.launch();
    expect((await advance(1, 0.5)).samples).toMatchObject([{ t: 3, n: 2 }]);
    // Told late, as it is when the last output is waited for: the end itself lies at t = 3.4.
    clock.stall(0.4);
    const at = clock.now();
    the(opened, 1).finish({ at });
    const { samples } = await advance(1, 0.6);
    expect(samples).toMatchObject([{ t: 4, n: 1, instances: [{ instance: 2 }] }]);
  });

  it('count at t although we came late and it has ended since', async () => {
    const opened = await open();
    const { box, advance, clock } = opened;
    await launchMany(opened, 1);
    const answer = box.advance(1);
    clock.stall(1.2);
    the(opened, 1).finish({});
    await clock.pass(0);
    expect(await answer).toMatchObject({
      samples: [{ t: 1, n: 1 }],
      events: [{ event: 'exit', t: 1.2 }],
    });
    expect((await advance(1, 0.8)).samples).toMatchObject([{ t: 2, n: 0 }]);
  });

  it('do not count a launch at the very moment', async () => {
    const { box, clock } = await open();
    clock.stall(1);
    expect((await box.launch()).events).toMatchObject([{ event: 'launch', t: 1 }]);
    const answer = box.advance(2);
    await clock.pass(1);
    expect((await answer).samples).toMatchObject([
      { t: 1, n: 0 },
      { t: 2, n: 1 },
    ]);
  });

  it('say what each instance takes and hand it on to it', async () => {
    const opened = await open({
      plan: { frames: { from: 'output', pattern: 'x' } },
      script: {
        read: () => ({
          cpu: 12.345_678,
          cores: [1.000_04, null],
          gpu: [9, null],
          ram: 14,
          temperature: [51],
          instances: new Map([[1, { cpu: 4.123_456, ramMiB: 812, vramMiB: 640 }]]),
        }),
      },
    });
    await launchMany(opened, 2);
    const { samples } = await opened.advance(1);
    expect(samples).toEqual([
      {
        type: 'sample',
        t: 1,
        n: 2,
        cpu: 12.346,
        cores: [1, null],
        gpu: [9, null],
        ram: 14,
        temperature: [51],
        fps: [
          { instance: 1, fps: 59.667 },
          { instance: 2, fps: 59.333 },
        ],
        instances: [
          { instance: 1, cpu: 4.123, ramMiB: 812, vramMiB: 640 },
          { instance: 2, cpu: null, ramMiB: null },
        ],
      },
    ]);
    expect(the(opened, 1).loads).toEqual([{ at: 1, cpu: 4.123_456, ramMiB: 812, fps: null }]);
    expect(opened.box.instances()).toMatchObject([
      { instance: 1, slot: 1, pid: 1001, state: 'starting', startedAt: 0, cpu: 4.123_456, ramMiB: 812 },
      { instance: 2, slot: 2, cpu: null, ramMiB: null },
    ]);
  });

  it('have gaps where ticks were missed, and say what the next one’s loads are over', async () => {
    const { box, clock, advance } = await open();
    await advance(2);
    const answer = box.advance(1);
    clock.stall(3.2);
    await clock.pass(0);
    expect(await answer).toMatchObject({
      events: [{ type: 'event', t: 5, event: 'gap', from: 2, to: 4 }],
      samples: [{ t: 5, over: 3.2 }],
    });
    expect((await advance(1, 0.8)).samples).toMatchObject([{ t: 6, over: 0.8 }]);
    expect((await advance(1)).samples[0]).not.toHaveProperty('over');
  });

  it('leave out the tick in which the machine slept', async () => {
    const { clock, advance } = await open();
    clock.sleep(60);
    const { samples, events } = await advance(1, 2);
    expect(events).toEqual([{ type: 'event', t: 1, event: 'gap', from: 0, to: 1, asleep: 60 }]);
    expect(samples.map(({ t }) => t)).toEqual([2]);
  });

  it('go on while an instance is being stopped, and come with the next advance', async () => {
    const opened = await open({ stopSeconds: 2.5 });
    await launchMany(opened, 1);
    const { box, clock } = opened;
    const stopped = box.stop(1);
    await clock.pass(2.5);
    const { events } = await stopped;
    expect(events.map(({ event, t }) => [event, t])).toEqual([['exit', 2.5]]);
    const { samples } = await opened.advance(3, 0.5);
    expect(samples.map(({ t, n }) => [t, n])).toEqual([
      [1, 1],
      [2, 1],
      [3, 0],
    ]);
  });
});

describe('the instances of the local box', () => {
  it('have numbers that are never used twice, and the lowest free slot', async () => {
    const opened = await open({ plan: { arguments: ['{index}', '{port:9000}'] } });
    const { box } = opened;
    await launchMany(opened, 3);
    await box.stop(2);
    the(opened, 1).finish({});
    const fourth = await box.launch();
    expect(fourth).toMatchObject({
      instance: 4,
      events: [
        { event: 'exit', instance: 1 },
        { event: 'launch', instance: 4, slot: 1 },
      ],
    });
    expect((await box.launch()).events).toMatchObject([{ event: 'launch', instance: 5, slot: 2 }]);
    expect((await box.launch()).events).toMatchObject([{ event: 'launch', instance: 6, slot: 4 }]);
    expect(the(opened, 5).spec.arguments).toEqual(['2', '9001']);
    expect(box.instances().map(({ instance, state }) => `${instance} ${state}`)).toEqual([
      '1 ended',
      '2 ended',
      '3 starting',
      '4 starting',
      '5 starting',
      '6 starting',
    ]);
  });

  it('are spread over the cards that are known, unless the plan says otherwise', async () => {
    const script = { gpus: [{ name: 'a' }, { name: 'b' }] };
    const spread = await open({ script, plan: { arguments: ['{gpu}'] } });
    await launchMany(spread, 2);
    expect((await spread.box.launch()).events).toMatchObject([{ event: 'launch', slot: 3, gpu: 0 }]);
    expect(spread.instances.map(({ spec }) => spec.arguments)).toEqual([['0'], ['1'], ['0']]);
    expect(spread.box.info.host.gpus).toEqual(script.gpus);

    const none = await open({ script, plan: { gpus: { spread: 'none' } } });
    expect((await none.box.launch()).events[0]).not.toHaveProperty('gpu');
    await expect(open({ plan: { arguments: ['{gpu}'] } })).rejects.toMatchObject({
      code: 'placeholder.unavailable',
      data: { field: 'arguments[0]', placeholder: '{gpu}' },
    });
  });

  it('tell what becomes of them in the words of the trace', async () => {
    const opened = await open();
    const { box, clock, advance } = opened;
    await launchMany(opened, 2);
    await clock.pass(0.25);
    the(opened, 1).tell({ kind: 'ready', at: clock.now() });
    the(opened, 2).tell({ kind: 'warning', at: clock.now(), code: 'ready-timeout', data: { by: 'log' } });
    expect(box.instances().map(({ state }) => state)).toEqual(['ready', 'starting']);
    the(opened, 1).finish({ reason: 'crash', code: null, signal: 'SIGSEGV', dump: '/app/core.1001' });
    the(opened, 2).finish({ reason: 'exited', code: 0 });
    const { events } = await advance(1);
    const lastLines = ['one', 'two', 'x'.repeat(500)];
    expect(events).toEqual([
      { type: 'event', t: 0.25, event: 'ready', instance: 1 },
      { type: 'event', t: 0.25, event: 'warning', instance: 2, code: 'ready-timeout', by: 'log' },
      {
        type: 'event',
        t: 0.25,
        event: 'exit',
        instance: 1,
        slot: 1,
        reason: 'crash',
        dump: '/app/core.1001',
        code: 'SIGSEGV',
        signal: 'SIGSEGV',
        lastLines,
      },
      { type: 'event', t: 0.25, event: 'exit', instance: 2, slot: 2, reason: 'exited', code: 0, lastLines },
    ]);
  });

  it('say how they were stopped, without their last words', async () => {
    const opened = await open();
    await launchMany(opened, 1);
    const { events } = await opened.box.stop(1);
    expect(events).toEqual([
      {
        type: 'event',
        t: 0,
        event: 'exit',
        instance: 1,
        slot: 1,
        reason: 'stopped',
        signal: 'SIGTERM',
        asked: true,
        forced: false,
        ms: 0,
      },
    ]);
    expect((await opened.box.stop(1)).events).toEqual([]);
    await expect(opened.box.stop(9)).rejects.toThrow('9');
  });

  it('that could not be started for want of room are instances that ended at once', async () => {
    const opened = await open();
    opened.refuse.next = new StartFailed('ENOMEM');
    expect(await opened.box.launch()).toEqual({
      instance: 1,
      events: [
        { type: 'event', t: 0, event: 'launch', instance: 1, slot: 1 },
        { type: 'event', t: 0, event: 'exit', instance: 1, slot: 1, reason: 'out-of-memory', code: 'ENOMEM' },
      ],
    });
    opened.refuse.next = new StartFailed('EAGAIN');
    expect((await opened.box.launch()).events[1]).toMatchObject({ reason: 'crash', code: 'EAGAIN' });
    expect(opened.box.instances()).toMatchObject([{ state: 'ended', pid: null }, { state: 'ended' }]);
    expect((await opened.advance(1)).samples).toMatchObject([{ n: 0 }]);
    expect((await opened.box.launch()).events).toMatchObject([{ instance: 3, slot: 1 }]);
  });

  it('that are wrong as given leave nothing behind', async () => {
    const opened = await open();
    opened.refuse.next = new Problem('executable.folder', { path: '/apps' });
    await expect(opened.box.launch()).rejects.toMatchObject({ code: 'executable.folder' });
    expect(opened.box.instances()).toEqual([]);
    expect((await opened.box.launch()).events).toMatchObject([{ event: 'launch', slot: 1 }]);
  });

  it('can be confirmed and read by a face', async () => {
    const opened = await open();
    await launchMany(opened, 1);
    opened.box.confirm(1);
    opened.box.confirm(7);
    expect(the(opened, 1).confirmed).toBe(1);
    expect(opened.box.log(1, 1)).toEqual(['x'.repeat(9000)]);
    expect(opened.box.log(7, 1)).toEqual([]);
  });
});

describe('advance', () => {
  it('answers as soon as a guard is crossed', async () => {
    let free = 5000;
    const opened = await open({
      plan: { guards: { freeDiskMiB: 4000 } },
      script: { read: (sample) => ({ freeRamMiB: sample < 3 ? 9000 : 900 }) },
      freeDiskMiB: () => free,
    });
    const answer = opened.box.advance(60);
    await opened.clock.pass(3);
    expect(await answer).toMatchObject({
      samples: [{ t: 1 }, { t: 2 }, { t: 3 }],
      events: [{ t: 3, event: 'guard', guard: 'freeRamMiB', value: 900, limit: 1024 }],
    });
    free = 3999;
    expect(await opened.advance(60, 1)).toMatchObject({
      samples: [{ t: 4 }],
      events: [{ event: 'guard', guard: 'freeDiskMiB', value: 3999, limit: 4000 }],
    });
    expect((await opened.advance(2)).events).toEqual([]);
  });

  it('rejects at once when aborted, and loses no sample by it', async () => {
    const { box, clock, advance } = await open();
    const stop = new AbortController();
    const answer = box.advance(10, stop.signal);
    await clock.pass(2);
    stop.abort();
    await expect(answer).rejects.toThrow(/abort/u);
    await expect(box.advance(1, stop.signal)).rejects.toThrow(/abort/u);
    expect((await advance(3, 1)).samples.map(({ t }) => t)).toEqual([1, 2, 3]);
  });

  it('says which readings were lost', async () => {
    const { advance } = await open({
      script: {
        capabilities: [{ reading: 'gpu', source: 'nvml', available: true, why: null }],
        read: () => Promise.reject(new Error('driver gone')),
      },
    });
    const { events, samples } = await advance(2);
    expect(samples).toHaveLength(2);
    expect(events).toEqual([
      {
        type: 'event',
        t: 1,
        event: 'warning',
        code: 'reading-lost',
        reading: 'gpu',
        why: { code: 'failed', reason: 'driver gone' },
      },
    ]);
  });
});

describe('close', () => {
  it('stops everything side by side, gives the box up last and leaves no timer', async () => {
    const opened = await open({ stopSeconds: 3 });
    await launchMany(opened, 5);
    const closed = opened.box.close(null);
    await opened.clock.pass(2.9);
    expect(opened.released).toEqual([]);
    await opened.clock.pass(0.1);
    const { events } = await closed;
    expect(events.map(({ event, t }) => [event, t])).toEqual(Array.from({ length: 5 }, () => ['exit', 3]));
    expect(opened.released).toEqual(['run-1']);
    expect(opened.clock.waiting).toBe(0);
  });

  it('ends an advance that waits, and refuses what comes after', async () => {
    const { box } = await open();
    const waiting = box.advance(5);
    const ended = expect(waiting).rejects.toThrow('closed');
    await box.close(null);
    await ended;
    await expect(box.launch()).rejects.toThrow('closed');
    await expect(box.advance(1)).rejects.toThrow('closed');
    expect(await box.close(null)).toEqual({ events: [] });
  });

  it('stops also what is being started at that moment', async () => {
    const opened = await open();
    const hold = Promise.withResolvers<undefined>();
    opened.refuse.hold = hold.promise;
    const launching = opened.box.launch();
    const closing = opened.box.close(null);
    hold.resolve(undefined);
    await launching;
    const { events } = await closing;
    expect(events).toMatchObject([{ event: 'exit', instance: 1, reason: 'stopped' }]);
  });
});

describe('opening', () => {
  it.each([
    ['its sampler', { openSampler: () => Promise.reject(new Error('broken')) }],
    [
      'the look at the program',
      {
        launcher: () =>
          ({ check: () => Promise.reject(new Error('broken')), close: () => Promise.resolve() }) as never,
      },
    ],
  ])('gives the box up again when %s fails', async (_, broken) => {
    const released: string[] = [];
    const clock = fakeClock();
    let closed = 0;
    const opening = openLocalBox(
      {
        plan: completePlan({ format: 'kneescope.plan/1', executable: 'x' }),
        run: 'r',
        logFolder: folder,
        dataFolder: folder,
      },
      {
        clock,
        claim: ({ run }) => Promise.resolve({ release: () => Promise.resolve(void released.push(run)) }),
        openSampler: async () => ({
          ...(await fakeSampler({ read: () => ({}) }, clock)),
          close: () => Promise.resolve(void (closed += 1)),
        }),
        ...broken,
      },
    );
    await expect(opening).rejects.toThrow('broken');
    expect(released).toEqual(['r']);
    expect(closed).toBe('launcher' in broken ? 1 : 0);
  });
});
