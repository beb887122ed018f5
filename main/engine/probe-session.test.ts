import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openScriptedBox, type ScriptedOptions } from '../../build/test/scripted-transport.ts';
import { Problem } from '../../shared/model/problem.ts';
import { verdictSchema } from '../../shared/model/verdict.ts';
import { decide, begin, observe } from '../../shared/probing/controller.ts';
import { concludeRecording, metaOf } from '../../shared/probing/recording.ts';
import { openStore, type Store } from '../store/store.ts';
import { ProbeSession } from './probe-session.ts';
import { settingsOf, type Overrides } from './settings.ts';

let folder: string;
let store: Store;
let counter = 0;

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'kneescope-session-'));
  store = openStore(folder);
});
afterAll(() => {
  store.close();
  rmSync(folder, { recursive: true, force: true });
});

async function start(
  options: ScriptedOptions,
  overrides: Overrides = { method: 'steady' },
  tamper?: Parameters<typeof openScriptedBox>[1],
  sinks: ConstructorParameters<typeof ProbeSession>[0]['sinks'] = [],
) {
  const { box, exchange } = await openScriptedBox(options, tamper);
  const settings = settingsOf(null, null, overrides, box.info);
  const run = `test${++counter}`;
  const meta = { type: 'meta' as const, run, startedAt: '2026-11-20T21:04:05+08:00', ...metaOf(settings) };
  const writer = store.begin({ run, meta, tags: [], owner: 'test', durable: false });
  const session = new ProbeSession({
    meta,
    settings,
    box,
    writer,
    sinks,
    finishVerdict: (verdict) => ({ ...verdict, run, simulated: box.info.simulated }),
  });
  return { session, exchange, run, settings };
}

/** The largest n whose load is below the limit, by arithmetic. */
const truth = ({ base = 2, demand = 11 }: ScriptedOptions, limit = 85) =>
  Math.ceil((limit - base) / demand) - 1;

describe('a probe of a scripted box', () => {
  it('finds the capacity of 200 boxes whose arithmetic is known', { timeout: 60_000 }, async () => {
    const wrong: object[] = [];
    for (let seed = 1; seed <= 200; seed++) {
      // Demands from 4 to 40 points, whose next level lies at least 1.5 points beyond the limit.
      const options = { seed, base: seed % 7, demand: 4 + ((seed * 7.3) % 36), loading: seed % 15, cap: 40 };
      const n = truth(options);
      const margin = Math.min(
        85 - options.base - n * options.demand,
        options.base + (n + 1) * options.demand - 85,
      );
      if (margin < 1.5) continue;
      const { session } = await start(options);
      const { verdict } = await session.done;
      if (verdict.capacity !== n || verdict.verdict !== (n === 0 ? 'zero' : 'knee'))
        wrong.push({ ...options, n, capacity: verdict.capacity, verdict: verdict.verdict });
    }
    expect(wrong).toEqual([]);
  });

  it('says at-least where the cap comes first', async () => {
    const { session } = await start({ demand: 3, cap: 5 });
    expect((await session.done).verdict).toMatchObject({
      verdict: 'at-least',
      capacity: 5,
      interval: [5, null],
      limitedBy: { resource: null, index: null, reason: 'cap' },
    });
  });

  it('takes the smallest cap that is named', async () => {
    const { session } = await start({ demand: 3, cap: 9 }, { method: 'steady', cap: 3 });
    expect((await session.done).verdict.capacity).toBe(3);
  });

  it('says zero where one is too much', async () => {
    const { session } = await start({ demand: 90 });
    expect((await session.done).verdict).toMatchObject({
      verdict: 'zero',
      capacity: 0,
      limitedBy: { resource: 'gpu', index: 0, reason: 'load' },
    });
  });

  it('takes two deaths at the same n for a limit', async () => {
    const { session, exchange } = await start({ demand: 5, dieFrom: 4 });
    const { verdict } = await session.done;
    expect(verdict).toMatchObject({
      verdict: 'knee',
      capacity: 3,
      limitedBy: { reason: 'crash', resource: null },
    });
    expect(verdict.warnings.filter(({ code }) => code === 'crash')).toHaveLength(2);
    expect(exchange.requests.filter(({ method }) => method === 'launch')).toHaveLength(5);
  });

  it('sees frames fall before a load does', async () => {
    // 60 frames/s while the card is asked for less than it has; the limit is put out of the way.
    const { session } = await start(
      { demand: 30, fps: 60 },
      { method: 'steady', limits: { gpu: 100 }, cap: 6 },
    );
    const { verdict } = await session.done;
    expect(verdict).toMatchObject({ capacity: 3, frameCapacity: 3 });
    expect(verdict.levels[0]?.fps?.mean).toBeCloseTo(60, 5);
  });

  it('stops what runs, tells the verdict once and closes, in this order', async () => {
    const { session, exchange } = await start({ demand: 40 });
    const { verdict } = await session.done;
    const methods = exchange.requests.map(({ method }) => method);
    expect(methods.slice(-4)).toEqual(['stop', 'stop', 'stop', 'verdict']);
    expect(exchange.requests.at(-1)?.['verdict']).toEqual(verdict);
  });

  it('leaves nothing running where our own mathematics fail on the way to the verdict', async () => {
    const { box, exchange } = await openScriptedBox({ demand: 40 });
    const settings = settingsOf(null, null, { method: 'steady' }, box.info);
    const run = `test${++counter}`;
    const meta = { type: 'meta' as const, run, startedAt: '2026-11-20T21:04:05+08:00', ...metaOf(settings) };
    const session = new ProbeSession({
      meta,
      settings,
      box,
      writer: store.begin({ run, meta, tags: [], owner: 'test', durable: false }),
      sinks: [],
      finishVerdict: () => {
        throw new RangeError('the matrix is not positive definite');
      },
    });
    await expect(session.done).rejects.toThrow('positive definite');
    const asked = (wanted: string) => exchange.requests.filter(({ method }) => method === wanted).length;
    expect(asked('launch')).toBeGreaterThan(0);
    expect(asked('stop')).toBe(asked('launch'));
    expect(session.phase).toBe('ended');
  });

  it('keeps all that was measured, and what is kept gives the same verdict', async () => {
    const { session, run } = await start({ demand: 23, fps: 30 });
    const { verdict } = await session.done;
    const kept = store.read(run);
    expect(kept.summary).toMatchObject({ state: 'done', verdict: 'knee', capacity: 3 });
    expect(kept.verdict).toEqual(verdict);
    expect(verdictSchema.parse(verdict)).toEqual(verdict);
    expect({ ...concludeRecording(kept.recording), simulated: true }).toEqual(verdict);
  });

  it('decides a replayed history as it decided live, step by step', async () => {
    const { session, run, settings } = await start({ demand: 19 });
    const live: unknown[] = [];
    session.watch(({ state, events }) => {
      if (!events.some(({ event }) => event === 'end')) live.push(decide(state));
    });
    const seen: { samples: readonly object[]; events: readonly object[] }[] = [];
    session.watch(({ samples, events }) => seen.push({ samples, events }));
    await session.done;
    let state = begin(settings);
    const replayed = seen.slice(0, live.length).map((tick) => {
      state = observe(state, structuredClone(tick) as never);
      return decide(state);
    });
    expect(replayed).toEqual(live);
    expect(store.read(run).recording.samples.length).toBeGreaterThan(50);
  });
});

describe('a driver whose times cannot be', () => {
  type Line = { t: number; event?: string; instance?: number };
  type Answer = { result: { samples?: Line[] }; events: Line[] };
  const tampering = (tamper: (answer: Answer, request: Record<string, unknown>) => void) => {
    const changed = (plain: Record<string, unknown>, request: Record<string, unknown>) => {
      const answer = structuredClone(plain) as unknown as Answer;
      tamper(answer, request);
      return answer;
    };
    return start({}, { method: 'steady' }, changed);
  };
  const told = async ({ session, run }: Awaited<ReturnType<typeof start>>, code: string) => {
    const { verdict } = await session.done;
    const { recording } = store.read(run);
    const again = concludeRecording(recording);
    expect(again.warnings).toEqual(verdict.warnings);
    return {
      verdict,
      warnings: verdict.warnings.filter((warning) => warning.code === code),
      events: recording.events.filter((event) => event.event === 'warning' && event.code === code),
    };
  };

  it('is told of as often as readings did not go forward, and the verdict is the same', async () => {
    const { verdict: without } = await (await start({})).session.done;
    const seen: number[] = [];
    let last = 0;
    const { verdict, warnings, events } = await told(
      await tampering(({ result }) => {
        const { samples } = result;
        if (!samples) return;
        // Each answer but the first repeats the reading before it.
        if (last > 0) {
          seen.push(last);
          samples.unshift({ ...samples[0]!, t: last });
        }
        last = samples.at(-1)!.t;
      }),
      'readings-back',
    );
    expect(verdict.capacity).toBe(without.capacity);
    expect(verdict.probeSeconds).toBe(without.probeSeconds);
    expect(seen.length).toBeGreaterThan(3);
    expect(warnings.map(({ data }) => data)).toEqual([
      {
        count: seen.length,
        names: [],
        first: { t: seen[0], after: seen[0] },
        last: { t: seen.at(-1), after: seen.at(-1) },
      },
    ]);
    // The first at once, the rest at the end: not a line a second.
    expect(events).toHaveLength(2);
    expect(events[0]!.t).toBeLessThan(events[1]!.t);
  });

  it('is told of where events are long past or far ahead', async () => {
    const { warnings } = await told(
      await tampering(({ events }, { method }) => {
        for (const event of events) {
          if (event.event === 'exit') event.t += 5000;
          if (event.event === 'ready' && event.instance === 3) event.t = 1;
          if (method === 'launch' && event.instance === 2) event.t += 2000;
        }
      }),
      'events-off',
    );
    expect(warnings).toHaveLength(1);
    expect(warnings[0]!.data).toMatchObject({
      names: expect.arrayContaining(['launch', 'ready']) as unknown,
    });
    expect(warnings[0]!.data['count']).toBeGreaterThanOrEqual(2);
  });

  it('is not told of where a ready is seen a little late or a launch takes its time', async () => {
    const { warnings } = await told(
      await tampering(({ events }) => {
        for (const event of events) {
          if (event.event === 'ready') event.t = Math.max(0, event.t - 4);
          if (event.event === 'launch') event.t += 1;
        }
      }),
      'events-off',
    );
    expect(warnings).toEqual([]);
  });

  it('fails where its time stands still', async () => {
    const { session } = await tampering(({ result }) => {
      for (const sample of result.samples ?? []) sample.t = Math.min(sample.t, 40);
    });
    // Readings of one time in one answer were taken for a database that lost them.
    const { verdict } = await session.done;
    expect(verdict).toMatchObject({ verdict: 'invalid', reason: 'box-failed' });
    expect(session.failure).toMatchObject({ code: 'driver.failed', data: { method: 'advance' } });
  });
});

describe('a trace that cannot be written any further', () => {
  it('does not end the run, which says so and is kept whole', async () => {
    const lost = new Problem('trace.lost', { file: 't.ndjson', reason: 'ENOSPC', run: 'k' });
    let followed = 0;
    const full = {
      lines: () => {
        if (++followed > 5) throw lost;
      },
    };
    const { verdict: without } = await (await start({})).session.done;
    const { session, run } = await start({}, { method: 'steady' }, undefined, [full]);
    const { verdict, ending, traceLost } = await session.done;
    expect(ending).toEqual({ by: 'decided' });
    expect(traceLost).toBe(lost);
    expect(session.failure).toBeNull();
    // Not asked again: the file would have a hole.
    expect(followed).toBe(6);
    expect(verdict.capacity).toBe(without.capacity);
    expect(verdict.warnings).toContainEqual(
      expect.objectContaining({
        code: 'trace-lost',
        data: expect.objectContaining({ file: 't.ndjson', reason: 'ENOSPC' }) as unknown,
      }),
    );
    const { recording, summary } = store.read(run);
    expect(summary.state).toBe('done');
    expect(recording.samples).toHaveLength(verdict.probeSeconds);
    expect(concludeRecording(recording).warnings).toEqual(verdict.warnings);
  });

  it('at its very end is told to whoever asked for it', async () => {
    const lost = new Problem('trace.lost', { file: 't.ndjson', reason: 'ENOSPC', run: 'k' });
    const full = {
      lines: (_samples: unknown, events: readonly { event: string }[]) => {
        if (events.some(({ event }) => event === 'end')) throw lost;
      },
    };
    const { session, run } = await start({}, { method: 'steady' }, undefined, [full]);
    expect(await session.done).toMatchObject({ ending: { by: 'decided' }, traceLost: lost });
    expect(store.read(run).summary.state).toBe('done');
  });
});

describe('a probe that cannot go on', () => {
  const failing = (method: string, answer: (request: Record<string, unknown>) => unknown, after = 1) => {
    let left = after;
    return (plain: Record<string, unknown>, request: Record<string, unknown>) =>
      request['method'] === method && --left < 0 ? answer(request) : plain;
  };

  it.each([
    [
      'an error',
      (request: Record<string, unknown>) => ({ id: request['id'], error: { message: 'no licence' } }),
    ],
    ['no JSON', () => 'Segmentation fault\n'],
    [
      'an ill-typed answer',
      (request: Record<string, unknown>) => ({ id: request['id'], result: { samples: 'none' } }),
    ],
    ['no samples', (request: Record<string, unknown>) => ({ id: request['id'], result: { samples: [] } })],
    ['somebody else’s id', () => ({ id: 9999, result: {} })],
  ])('is invalid and kept where the driver answers %s', async (_, answer) => {
    const { session, run } = await start({}, { method: 'steady' }, failing('advance', answer, 3));
    const { verdict, ending } = await session.done;
    expect(verdict).toMatchObject({ verdict: 'invalid', reason: 'box-failed', capacity: null, safe: null });
    expect(ending).toMatchObject({ by: 'box' });
    expect(session.failure?.code).toBe('driver.failed');
    expect(store.read(run).recording.samples.length).toBeGreaterThan(9);
  });

  it('sends the verdict to a driver that still answers', async () => {
    const answer = (request: Record<string, unknown>) => ({ id: request['id'], error: { message: 'full' } });
    const { session, exchange } = await start({}, { method: 'steady' }, failing('launch', answer, 1));
    await session.done;
    expect(exchange.requests.slice(-2).map(({ method }) => method)).toEqual(['stop', 'verdict']);
  });

  it('ends at once when it is interrupted, and the first cause wins', async () => {
    const holder: { session?: ProbeSession } = {};
    const started = await start({ demand: 1, cap: 40 }, { method: 'steady' }, (answer, request) => {
      if (request['method'] === 'launch' && holder.session) {
        void holder.session.end({ by: 'interrupted' });
        void holder.session.end({ by: 'budget' });
      }
      return answer;
    });
    holder.session = started.session;
    const { verdict, ending } = await started.session.done;
    expect(ending).toEqual({ by: 'interrupted' });
    expect(verdict).toMatchObject({ verdict: 'invalid', reason: 'interrupted' });
    const stops = started.exchange.requests.filter(({ method }) => method === 'stop');
    expect(stops).toHaveLength(1);
  });

  it('ends with what it knows when its time is up', async () => {
    const { session } = await start({ demand: 1, cap: 40 }, { method: 'steady', budgetSeconds: 100 });
    const { verdict, ending } = await session.done;
    expect(ending).toEqual({ by: 'budget' });
    expect(verdict).toMatchObject({ verdict: 'at-least', limitedBy: { reason: 'budget' } });
    // It says so first, with what is known.
    expect(verdict.capacity).toBeGreaterThan(0);
    expect(verdict.warnings[0]).toEqual({
      code: 'budget',
      text: '',
      data: { seconds: 100, atLeast: verdict.capacity },
    });
    expect(verdict.probeSeconds).toBeGreaterThanOrEqual(100);
    expect(verdict.probeSeconds).toBeLessThan(115);
  });
});
