import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isAlive } from '../build/test/real-processes.ts';
import type { Client } from '../renderer/client/client.ts';
import type { EventData } from '../shared/bridge/contract.ts';
import type { LiveInstance, LiveUpdate } from '../shared/bridge/live.ts';
import { PLAN_FORMAT, type PlanFile } from '../shared/model/plan.ts';
import { says } from './cli.ts';
import { Dashboard, becomes, hears, simulated } from './dashboard.ts';

/** Everything a face has been told of a run, put together as a face does it. */
class Followed {
  samples: LiveUpdate['samples'] = [];
  events: LiveUpdate['events'] = [];
  last: LiveUpdate | null = null;
  readonly #client: Client;

  constructor(client: Client) {
    this.#client = client;
    client.on('live.update', (update) => {
      this.#take(update);
    });
  }

  #take(update: EventData<'live.update'>): void {
    if (update.head) [this.samples, this.events] = [[], []];
    // Whoever lacks what lies between would have to ask for it: here nobody may lack anything.
    expect(update.first.sample).toBeLessThanOrEqual(this.samples.length);
    expect(update.first.event).toBeLessThanOrEqual(this.events.length);
    this.samples.push(...update.samples.slice(this.samples.length - update.first.sample));
    this.events.push(...update.events.slice(this.events.length - update.first.event));
    this.last = { ...update, verdict: update.verdict ?? this.last?.verdict ?? null };
  }

  async attach(): Promise<void> {
    const run = this.last?.run ?? null;
    const [samples, events] = [this.samples.length, this.events.length];
    await this.#client.ask('live.attach', { run, samples, events });
  }

  async until(fits: (update: LiveUpdate) => boolean): Promise<LiveUpdate> {
    if (this.last && fits(this.last)) return this.last;
    await hears(this.#client, 'live.update', fits);
    return this.last as LiveUpdate;
  }

  instance(number: number): LiveInstance | undefined {
    return this.last?.now?.instances.find(({ instance }) => instance === number);
  }
}

const isState =
  (number: number, state: LiveInstance['state']) =>
  ({ now }: LiveUpdate): boolean =>
    now?.instances.find(({ instance }) => instance === number)?.state === state;

let dashboard: Dashboard;
let client: Client;
let live: Followed;
beforeEach(async () => {
  dashboard = await Dashboard.start();
  client = await dashboard.client();
  live = new Followed(client);
});
afterEach(() => dashboard.remove());

describe('a simulated run over the bridge', { timeout: 60_000 }, () => {
  it('is followed from its start to its verdict, and kept as it was told', async () => {
    await live.attach();
    expect(live.last).toMatchObject({ run: null, head: null, state: null });
    const { run } = await client.ask('run.start', simulated('gpu-bound', undefined, 200));
    const ended = await live.until(({ state }) => state === 'ended');
    expect(ended).toMatchObject({ run, failure: null, verdict: { run, verdict: 'knee', simulated: true } });
    const opened = await client.ask('runs.open', { run });
    expect(opened.verdict).toEqual(live.last?.verdict);
    expect(opened.samples).toBe(live.samples.length);
    expect(opened.events).toEqual(live.events);
    const { runs } = await client.ask('runs.list', {});
    expect(runs).toMatchObject([{ run, state: 'done', capacity: ended.verdict?.capacity }]);
  });

  it('is decided again at other limits without a new run', async () => {
    await live.attach();
    const { run } = await client.ask('run.start', simulated('gpu-bound', undefined, null));
    const { verdict } = await live.until(({ state }) => state === 'ended');
    const at = async (gpu: number) =>
      (await client.ask('runs.decide', { run, limits: { gpu }, fpsTarget: null })).verdict;
    expect(await at(85)).toMatchObject({ capacity: verdict?.capacity, levels: verdict?.levels });
    expect(await at(5)).toMatchObject({ verdict: 'zero', capacity: 0 });
    expect((await client.ask('runs.open', { run })).verdict.capacity).toBe(verdict?.capacity);
  });

  it('is held, driven by hand and let go', async () => {
    await live.attach();
    const { run } = await client.ask('run.start', simulated('never-reached', undefined, 100));
    await live.until(({ now }) => (now?.progress.n ?? 0) > 0);
    await client.ask('run.hold', { run, on: true });
    const { now } = await live.until((update) => update.now?.progress.held === true);
    const [n, t] = [now?.progress.n ?? 0, now?.progress.elapsed ?? 0];
    // Longer than any level of this mode takes: without the hold it would have gone on.
    const later = await live.until((update) => (update.now?.progress.elapsed ?? 0) > t + 100);
    expect(later.now?.progress).toMatchObject({ n, left: null });
    await client.ask('run.launch', { run });
    await live.until((update) => update.now?.progress.n === n + 1);
    await client.ask('run.stop', { run, instance: 1 });
    await live.until(isState(1, 'ended'));
    expect(live.events.filter(({ event }) => event === 'hold')).toMatchObject([{ on: true }]);
    await client.ask('run.hold', { run, on: false });
    await live.until((update) => (update.now?.progress.n ?? 0) > n + 1);
  });

  it('is one at a time, whoever asks', async () => {
    const other = await dashboard.client();
    const answers = await Promise.allSettled([
      client.ask('run.start', simulated('gpu-bound', undefined, 1)),
      other.ask('run.start', simulated('gpu-bound', undefined, 1)),
    ]);
    // Whose question arrives first is not ours to say.
    const [first, second] = answers.toSorted((a, b) => a.status.localeCompare(b.status));
    expect(first).toMatchObject({ status: 'fulfilled' });
    expect(second).toMatchObject({ status: 'rejected', reason: { code: 'run.in-progress' } });
    await expect(other.ask('run.launch', { run: 'another' })).rejects.toMatchObject({ code: 'run.over' });
  });

  it('goes on without a face, which catches up with what it lacks and no more', async () => {
    await live.attach();
    const { run } = await client.ask('run.start', simulated('never-reached', undefined, 100));
    await live.until(() => live.samples.length > 20);
    const before = live.samples.length;
    const watching = await dashboard.client();
    const others = new Followed(watching);
    await others.attach();
    await client.ask('live.detach', {});
    await others.until(() => others.samples.length > before + 100);
    const told = hears(client, 'live.update');
    await live.attach();
    const update = await told;
    expect(update).toMatchObject({ run, head: null });
    expect(update.first.sample).toBeGreaterThanOrEqual(before);
    await others.until(({ now }) => (now?.progress.elapsed ?? 0) >= live.samples.length);
    expect(others.samples.slice(0, live.samples.length)).toEqual(live.samples);
  });

  it('is looked at by window, thinned, with no peak lost', async () => {
    await live.attach();
    const { run } = await client.ask('run.start', simulated('noisy-background', undefined, null));
    await live.until(({ state }) => state === 'ended');
    const all = await client.ask('runs.series', { run, from: null, to: null, columns: 8192 });
    const few = await client.ask('runs.series', { run, from: null, to: null, columns: 20 });
    for (const [index, line] of few.lines.entries()) {
      const [thin, whole] = [line.values, all.lines[index]?.values ?? []].map((values) =>
        values.filter((value) => value !== null),
      );
      expect(thin?.length).toBeLessThanOrEqual(2 * 21 + 2);
      expect([Math.min(...(thin ?? [])), Math.max(...(thin ?? []))]).toEqual([
        Math.min(...(whole ?? [])),
        Math.max(...(whole ?? [])),
      ]);
    }
    const part = await client.ask('runs.series', { run, from: 20, to: 40, columns: 1000 });
    expect(part).toMatchObject({ from: 20, to: 40, end: all.end });
    expect(part.lines[0]?.times).toEqual(Array.from({ length: 22 }, (_, index) => 19 + index));
  });

  it('leaves a report on one click, in both languages', async () => {
    await live.attach();
    const { run } = await client.ask('run.start', simulated('gpu-bound', undefined, null));
    await live.until(({ state }) => state === 'ended');
    for (const language of ['en', 'zh-CN'] as const) {
      const { file, href } = await client.ask('runs.report', { run, language });
      const page = await fetch(new URL(`${href ?? ''}${dashboard.url.search}`, dashboard.url));
      expect(page.status).toBe(200);
      expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
      expect(await page.text()).toBe(readFileSync(file, 'utf8'));

      const paper = await client.ask('runs.report', { run, language, format: 'pdf' });
      const pdf = await fetch(new URL(`${paper.href ?? ''}${dashboard.url.search}`, dashboard.url));
      expect(pdf.headers.get('content-type')).toBe('application/pdf');
      expect(Buffer.from(await pdf.arrayBuffer())).toEqual(readFileSync(paper.file));
      expect(readFileSync(paper.file).subarray(0, 5).toString()).toBe('%PDF-');
    }
  });
});

/** Says that it is ready, writes a line, and does not end by itself. */
const PROGRAM = `#!/bin/sh
echo "slot $1 begins"
[ "$2" = stubborn ] && trap '' TERM
echo ready
while :; do sleep 0.2; done
`;

/** Does not listen to a polite stop: what it says tells that it has stopped listening. */
const STUBBORN: Partial<PlanFile> = {
  arguments: ['{index}', 'stubborn'],
  ready: { by: 'log', pattern: '^ready' },
};

describe('a run of real processes over the bridge', { timeout: 60_000 }, () => {
  function plan(more: Partial<PlanFile> = {}): PlanFile {
    const executable = path.join(dashboard.cli.folder, 'program.sh');
    writeFileSync(executable, PROGRAM);
    chmodSync(executable, 0o755);
    return {
      format: PLAN_FORMAT,
      name: 'By hand',
      executable,
      arguments: ['{index}'],
      tick: 0.25,
      cap: 3,
      method: 'manual',
      ready: { by: 'manual' },
      stop: { ask: 'signal', graceSeconds: 60 },
      guards: { freeRamMiB: null, freeDiskMiB: null },
      ...more,
    };
  }
  const start = async (more: Partial<PlanFile> = {}) => {
    await live.attach();
    const { run } = await client.ask('run.start', {
      box: 'local',
      plan: plan(more),
      folder: null,
      settings: null,
      seed: null,
      pace: null,
      tags: ['by hand'],
    });
    return run;
  };
  /** Its pid once it runs. */
  const pidOf = async (number: number): Promise<number> => {
    await live.until(() => typeof live.instance(number)?.pid === 'number');
    return live.instance(number)?.pid ?? 0;
  };

  it('is driven by hand from the first launch to the verdict', async () => {
    const run = await start();
    expect(live.last?.head ?? (await live.until(({ head }) => head !== null)).head).toMatchObject({
      run,
      name: 'By hand',
      method: 'manual',
      confirms: true,
    });
    await client.ask('run.launch', { run });
    const first = await pidOf(1);
    expect(isAlive(first)).toBe(true);
    await live.until(isState(1, 'starting'));
    await client.ask('run.confirm', { run, instance: 1 });
    await live.until(isState(1, 'ready'));
    await client.ask('run.launch', { run });
    await client.ask('run.launch', { run });
    await expect(client.ask('run.launch', { run })).rejects.toMatchObject({
      code: 'run.at-cap',
      data: { cap: 3 },
    });
    await pidOf(3);
    await client.ask('run.stop', { run, instance: 1 });
    expect(isAlive(first)).toBe(false);
    await expect(client.ask('run.stop', { run, instance: 1 })).rejects.toMatchObject({
      code: 'instance.gone',
    });
    await client.ask('run.confirm', { run, instance: null });
    await live.until((update) => isState(2, 'ready')(update) && isState(3, 'ready')(update));
    const { lines } = await client.ask('run.log', { run, instance: 2, lines: 10 });
    expect(lines).toEqual(['slot 2 begins', 'ready']);
    // Enough readings of two for the dashboard to decide on.
    const since = live.last?.now?.progress.elapsed ?? 0;
    await live.until(({ now }) => (now?.progress.elapsed ?? 0) > since + 3);
    const pids = [await pidOf(2), await pidOf(3)];
    await client.ask('run.end', { run });
    expect(pids.map(isAlive)).toEqual([false, false]);
    const ended = await live.until(({ state }) => state === 'ended');
    // How loaded this box is besides is not ours to say: what is decided on is what was measured of one, two and three.
    expect(ended.verdict).toMatchObject({ run, launches: 3 });
    expect(ended.verdict?.levels.map(({ n }) => n)).toContain(2);
    await expect(client.ask('run.launch', { run })).rejects.toMatchObject({ code: 'run.over' });
    expect((await client.ask('run.log', { run, instance: 2, lines: 1 })).lines).toEqual(['ready']);
  });

  it('ends everything at once in an emergency, also what would have had a minute', async () => {
    const run = await start(STUBBORN);
    for (const number of [1, 2, 3]) {
      await client.ask('run.launch', { run });
      await live.until(isState(number, 'ready'));
    }
    const pids = await Promise.all([1, 2, 3].map(pidOf));
    const stopping = client.ask('run.stop', { run, instance: 1 });
    await live.until(isState(1, 'stopping'));
    expect(pids.map(isAlive)).toEqual([true, true, true]);
    const asked = performance.now();
    await client.ask('run.emergencyStop', { run });
    expect(pids.map(isAlive)).toEqual([false, false, false]);
    expect(performance.now() - asked).toBeLessThan(30_000);
    await stopping;
    const { verdict } = await live.until(({ state }) => state === 'ended');
    expect(verdict).toMatchObject({ verdict: 'invalid', reason: 'interrupted' });
  });

  it('is told of while an instance has its grace', async () => {
    const run = await start(STUBBORN);
    await client.ask('run.launch', { run });
    await live.until(isState(1, 'ready'));
    void client.ask('run.stop', { run, instance: 1 }).catch(() => undefined);
    await live.until(isState(1, 'stopping'));
    const since = live.samples.length;
    await live.until(() => live.samples.length > since + 4);
    expect(live.instance(1)?.state).toBe('stopping');
    await client.ask('run.emergencyStop', { run });
  });

  it('outlives the face that started it, and ends with the engine', async () => {
    const run = await start();
    await client.ask('run.launch', { run });
    const pid = await pidOf(1);
    client.close();
    const other = await dashboard.client();
    const others = new Followed(other);
    await others.attach();
    expect(others.last).toMatchObject({ run, state: 'running' });
    expect(isAlive(pid)).toBe(true);
    expect(await dashboard.stop()).toBe(130);
    expect(isAlive(pid)).toBe(false);
  });

  it('goes on when the face that started it is killed with 9', async () => {
    const program = fileURLToPath(new URL('endings/face.ts', import.meta.url));
    const start = {
      box: 'local',
      plan: plan({}),
      folder: null,
      settings: null,
      seed: null,
      pace: null,
      tags: [],
    };
    const face = spawn(process.execPath, [program, dashboard.url.href, JSON.stringify(start)], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [, run = ''] = await says(face, /^started (\S+)$/mu);
    await live.attach();
    const pid = await pidOf(1);
    const gone = once(face, 'exit');
    face.kill('SIGKILL');
    await gone;
    const before = live.samples.length;
    await live.until(() => live.samples.length > before + 3);
    expect(live.last).toMatchObject({ run, state: 'running' });
    expect(isAlive(pid)).toBe(true);
    await client.ask('run.emergencyStop', { run });
    expect(isAlive(pid)).toBe(false);
  });

  it('tells a face that comes late what each core did before, and then each reading once', async () => {
    await start();
    await live.until(() => live.samples.length > 6);
    const late = await dashboard.client();
    const first = hears(late, 'live.update', ({ head }) => head !== null);
    const next = hears(late, 'live.update', ({ head }) => head === null);
    await new Followed(late).attach();
    const { samples, cores } = await first;
    expect(samples.length).toBeGreaterThan(6);
    // The very first reading of a core has nothing to be compared with.
    expect(cores.length).toBeGreaterThanOrEqual(samples.length - 1);
    expect(cores.length).toBeLessThanOrEqual(samples.length);
    expect(cores.at(-1)?.length).toBeGreaterThan(0);
    const { samples: more, cores: read } = await next;
    expect(read).toHaveLength(more.length);
  });

  it('is back with a line of its own after the line broke', async () => {
    const run = await start();
    await live.until(() => live.samples.length > 3);
    const before = live.samples.length;
    dashboard.breakLines();
    await becomes(client, 'lost');
    await becomes(client, 'open');
    await live.attach();
    await live.until(() => live.samples.length > before + 2);
    expect(live.last).toMatchObject({ run, state: 'running' });
  });
});
