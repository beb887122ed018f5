import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { completePlan } from '../../shared/model/plan.ts';
import { openLocalBox } from '../box/local/open-local-box.ts';
import { fakeClock } from '../os/fake-clock.ts';
import type { Instance, Launcher } from '../process/instance.ts';
import { fakeSampler } from '../sampling/fake-sampler.ts';
import { openStore } from '../store/store.ts';
import { ProbeSession } from './probe-session.ts';
import { settingsOf } from './settings.ts';

const TICK = 1;
const FILE = 'kneescope.sqlite';
/** Stopping one takes this long: it has a long grace, and uses all of it. */
const GRACE = 12;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'kneescope-two-ticks-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** Database and log as they lie on the disk at this moment, opened as after a crash. */
function onDisk(run: string) {
  const copy = path.join(folder, 'copy');
  mkdirSync(copy);
  for (const name of [FILE, `${FILE}-wal`])
    if (existsSync(path.join(folder, name))) copyFileSync(path.join(folder, name), path.join(copy, name));
  const store = openStore(copy);
  try {
    store.markCutOff(() => false);
    return store.read(run).recording;
  } finally {
    store.close();
    rmSync(copy, { recursive: true });
  }
}

it('everything measured is on disk within two ticks, whatever else the run is doing', async () => {
  const clock = fakeClock();
  const launcher: Launcher = {
    check: () => Promise.resolve(),
    refresh: () => Promise.resolve(),
    close: () => Promise.resolve(),
    launch: ({ instance }, tell) => {
      tell({ kind: 'launched', at: clock.now() });
      const over = new AbortController();
      const one = {
        instance,
        pid: 1000 + instance,
        launchedAt: clock.now(),
        state: 'ready',
        end: null,
        processes: () => [],
        fps: () => null,
        logLines: () => [],
        onLine: () => () => undefined,
        observe: () => undefined,
        confirm: () => undefined,
        stop: async () => {
          await clock.wait(clock.now() + GRACE, over.signal);
          const stop = { asked: true, forced: false, ms: GRACE * 1000 };
          const end = {
            at: clock.now(),
            reason: 'stopped',
            code: 0,
            signal: null,
            stop,
            dump: null,
          } as const;
          Object.assign(one, { end, state: 'ended' });
          tell({ kind: 'ended', end });
          return stop;
        },
      } satisfies Instance as Instance;
      return Promise.resolve(one);
    },
  };
  const plan = completePlan({
    format: 'kneescope.plan/1',
    executable: '/apps/showroom',
    tick: TICK,
    method: 'manual',
  });
  const box = await openLocalBox(
    { plan, run: 'aaaa', logFolder: path.join(folder, 'logs'), dataFolder: folder },
    {
      clock,
      claim: () => Promise.resolve({ release: () => Promise.resolve() }),
      openSampler: () => fakeSampler({ read: (sample) => ({ cpu: sample }) }, clock),
      launcher: () => launcher,
      freeDiskMiB: () => null,
    },
  );
  const store = openStore(folder);
  const meta = { type: 'meta' as const, run: 'aaaa', box: 'local', startedAt: '2026-11-20T21:04:05+08:00' };
  const writer = store.begin({ run: 'aaaa', meta, tags: [], owner: 'gone', durable: true });
  const settings = settingsOf(null, plan, {}, box.info);
  const session = new ProbeSession({ meta, settings, box, writer, sinks: [], finishVerdict: (one) => one });
  const began = clock.now();

  /** Looks at the disk after each tick, for so many. */
  const live = async (ticks: number) => {
    for (let tick = 0; tick < ticks; tick++) {
      await clock.pass(TICK);
      const now = clock.now() - began;
      const { samples, events } = onDisk('aaaa');
      expect(samples.at(-1)?.t ?? 0).toBeGreaterThanOrEqual(now - 2 * TICK);
      expect(samples.map(({ t }) => t)).toEqual(samples.map((_, i) => (i + 1) * TICK));
      const told = session.state.history.events.filter(({ t }) => t <= now - 2 * TICK);
      expect(events).toEqual(expect.arrayContaining([...told]));
    }
  };
  await live(5);
  const launched = session.operator.launch();
  await live(5);
  await launched;
  const stopped = session.operator.stop(1);
  await live(GRACE + 2);
  await stopped;
  const ended = session.operator.launch().then(() => session.end({ by: 'operator' }));
  await live(GRACE - 2);
  await clock.pass(10);
  await ended;
  expect(onDisk('aaaa').events.filter(({ event }) => event === 'exit' || event === 'end')).toHaveLength(3);
  store.close();
});
