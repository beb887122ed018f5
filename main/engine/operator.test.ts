import { afterEach, describe, expect, it } from 'vitest';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { replay, settingsFromMeta } from '../../shared/probing/recording.ts';
import { decide } from '../../shared/probing/controller.ts';
import { aliveOf } from '../../shared/probing/instances.ts';
import { openHistory, type History } from './history.ts';
import type { ProbeSession, Update } from './probe-session.ts';
import { startProbe } from './start-probe.ts';

/** Commands of a person to a simulated box: time is simulated, a hundred times as fast as ours. */
let folder = '';
let history: History | null = null;
let session: ProbeSession | null = null;
afterEach(async () => {
  await session?.end({ by: 'operator' });
  history?.close();
  rmSync(folder, { recursive: true, force: true });
});

async function start(method: 'steady' | 'manual', cap: number, pace: number | null = 100) {
  folder = mkdtempSync(path.join(tmpdir(), 'kneescope-operator-'));
  history = openHistory(folder);
  session = await startProbe(
    {
      box: 'simulated:never-reached',
      plan: null,
      overrides: { method, cap, mode: 'quick' },
      dataFolder: folder,
      tags: [],
      seed: 1,
      traceFile: null,
      pace,
    },
    history,
  );
  return session;
}

function until(of: ProbeSession, fits: (update: Update) => boolean): Promise<void> {
  return new Promise((resolve) => {
    const unwatch = of.watch((update) => {
      if (!fits(update)) return;
      unwatch();
      resolve();
    });
  });
}
const running = ({ state }: Pick<Update, 'state'>) => aliveOf(state.history).map(({ instance }) => instance);

describe('a person drives a run', () => {
  it('by hand: nothing happens but what was asked for, up to the cap', async () => {
    const run = await start('manual', 2);
    await until(run, ({ state }) => state.history.samples.length >= 20);
    expect(running(run)).toEqual([]);
    await run.operator.launch();
    await run.operator.launch();
    expect(running(run)).toEqual([1, 2]);
    await expect(run.operator.launch()).rejects.toMatchObject({ code: 'run.at-cap', data: { cap: 2 } });
    await run.operator.stop(1);
    expect(running(run)).toEqual([2]);
    await expect(run.operator.stop(1)).rejects.toMatchObject({ code: 'instance.gone' });
    await expect(run.operator.confirm(1)).rejects.toMatchObject({ code: 'instance.gone' });
  });

  it('asks for several things at once, which are done one after the other', async () => {
    const run = await start('manual', 10);
    await Promise.all([run.operator.launch(), run.operator.launch(), run.operator.launch()]);
    expect(running(run)).toEqual([1, 2, 3]);
  });

  it('holds it where it is, in words that a replay understands', async () => {
    const run = await start('steady', 10);
    await until(run, (update) => running(update).length === 2);
    await run.operator.hold(true);
    await run.operator.hold(true);
    const { state } = run;
    expect(state.history.events.filter(({ event }) => event === 'hold')).toHaveLength(1);
    const recording = { meta: run.meta, ...state.history, cutOff: false };
    expect(decide(replay(recording, settingsFromMeta(run.meta)))).toEqual({ do: 'advance', seconds: 1 });
    await until(run, (update) => update.state.history.samples.length > state.history.samples.length + 60);
    expect(running(run)).toEqual([1, 2]);
    await run.operator.hold(false);
    await until(run, (update) => running(update).length > 2);
  });

  it('confirms the heavy scene: what was read before does not count for that level', async () => {
    const run = await start('manual', 10);
    await run.operator.launch();
    const { length } = run.state.history.samples;
    await until(run, ({ state }) => state.history.samples.length > length + 30);
    await run.operator.confirm(null);
    const confirmed = run.state.history.samples.at(-1)?.t ?? 0;
    await until(run, ({ state }) => (state.history.samples.at(-1)?.t ?? 0) > confirmed + 30);
    const { verdict } = await run.end({ by: 'operator' });
    expect(verdict.levels[0]).toMatchObject({ n: 1 });
    expect(verdict.levels[0]?.from).toBeGreaterThanOrEqual(confirmed);
  });

  it('cannot change what is over', async () => {
    const run = await start('manual', 10);
    await run.operator.launch();
    const waiting = run.operator.launch();
    const ending = run.end({ by: 'operator' });
    for (const refused of [
      run.operator.launch(),
      run.operator.stop(1),
      run.operator.hold(true),
      run.operator.confirm(null),
    ])
      await expect(refused).rejects.toMatchObject({ code: 'run.over', data: { run: run.run } });
    await waiting.catch((error: unknown) => {
      expect(error).toMatchObject({ code: 'run.over' });
    });
    await ending;
    expect(running(run)).toEqual([]);
    expect(run.phase).toBe('ended');
  });

  it('in virtual time too: it passes for them as a clock does, and signals are heard', async () => {
    const run = await start('manual', 3, null);
    await run.operator.launch();
    const before = run.state.history.samples.length;
    await until(run, ({ state }) => state.history.samples.length > before + 1);
    expect(run.state.history.samples.length).toBeLessThan(before + 10);
  });
});
