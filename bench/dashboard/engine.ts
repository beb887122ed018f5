import { mkdtempSync, rmSync, statSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { openHost } from '../../main/host/host.ts';
import type { Method, Params, Result } from '../../shared/bridge/contract.ts';
import { settingsFromMeta } from '../../shared/probing/recording.ts';
import { begin, conclude, decide, observe } from '../../shared/probing/controller.ts';
import { progress } from '../../shared/probing/progress.ts';
import { keepRun } from './keep-run.ts';
import { longRun } from './long-run.ts';

/**
 * What the engine's side of the dashboard costs: eight hours of sixty instances opened, looked at and decided again over the
 * bridge, and what one tick at the end of such a run costs the engine's thread. `npm run build` comes first.
 */
const HOURS = Number(process.argv[2] ?? 8);
const INSTANCES = Number(process.argv[3] ?? 60);
const RUN = 'benchrun';

const folder = mkdtempSync(path.join(os.tmpdir(), 'kneescope-bench-'));
const run = longRun(RUN, HOURS, INSTANCES);
const milliseconds = (value: number) => `${value < 10 ? value.toFixed(1) : value.toFixed(0)} ms`;

interface Held<T> {
  readonly result: T;
  readonly took: number;
  /** Of all threads: on a box that others use too this is what a free one would take at most. */
  readonly cpu: number;
  readonly longest: number;
}

function cpuSince(before: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

/** The longest that the engine's thread was held up while something was done. */
async function heldUp<T>(work: () => Promise<T>): Promise<Held<T>> {
  let longest = 0;
  let last = performance.now();
  const look = setInterval(() => {
    longest = Math.max(longest, performance.now() - last);
    last = performance.now();
  }, 1);
  const [began, before] = [performance.now(), process.cpuUsage()];
  const result = await work();
  const took = performance.now() - began;
  clearInterval(look);
  return { result, took, cpu: cpuSince(before), longest: Math.max(longest, performance.now() - last) };
}

async function overTheBridge(): Promise<void> {
  const host = openHost({ dataFolder: folder, folder, reportHref: null });
  const waiting = new Map<number, (text: string) => void>();
  let last = 0;
  const line = host.connect({
    send: (text) => waiting.get((JSON.parse(text) as { id: number }).id)?.(text),
    isFull: () => false,
    close: () => undefined,
  });
  const ask = <M extends Method>(method: M, params: Params<M>) =>
    heldUp(
      () =>
        new Promise<{ size: number; result: Result<M> }>((resolve, reject) => {
          last += 1;
          waiting.set(last, (text) => {
            const reply = JSON.parse(text) as { result?: Result<M>; problem?: unknown };
            if (reply.result === undefined) reject(new Error(JSON.stringify(reply.problem)));
            else resolve({ size: text.length, result: reply.result });
          });
          line.receive(JSON.stringify({ id: last, method, params }));
        }),
    );
  const say = (what: string, { took, cpu, longest, result }: Awaited<ReturnType<typeof ask>>) => {
    const size = `${(result.size / 1024).toFixed(0)} KiB`;
    const columns = [took, cpu, longest].map((value) => milliseconds(value).padStart(9));
    console.log(`${what.padEnd(46)} ${columns.join(' ')}   ${size}`);
  };
  const all = { run: RUN, from: null, to: null, columns: 1600 };
  const [opened, before] = [performance.now(), process.cpuUsage()];
  say('opened: verdict and events', await ask('runs.open', { run: RUN }));
  say('opened: the whole of it, 1600 columns', await ask('runs.series', all));
  const inAll = [performance.now() - opened, cpuSince(before)].map((value) =>
    milliseconds(value).padStart(9),
  );
  console.log(`${'OPENED in all, the first time'.padEnd(46)} ${inAll.join(' ')}`);
  say('zoomed to an hour', await ask('runs.series', { ...all, from: 7200, to: 10_800 }));
  say('panned by ten minutes', await ask('runs.series', { ...all, from: 7800, to: 11_400 }));
  say('the whole of it again', await ask('runs.series', all));
  say(
    'decided at another limit',
    await ask('runs.decide', { run: RUN, limits: { gpu: 60 }, fpsTarget: null }),
  );
  say('decided at yet another', await ask('runs.decide', { run: RUN, limits: { gpu: 61 }, fpsTarget: null }));
  say('the report', await ask('runs.report', { run: RUN, language: 'en' }));
  await host.close();
}

function oneTick(): void {
  let state = observe(begin(settingsFromMeta(run.meta)), {
    samples: run.samples.slice(0, -10),
    events: run.events,
  });
  const costs = { observe: 0, decide: 0, progress: 0, conclude: 0 };
  const timed = (name: keyof typeof costs, work: () => void) => {
    const before = process.cpuUsage();
    work();
    costs[name] += cpuSince(before) / 10;
  };
  // The first look at a history builds what is kept of it.
  conclude(state, { by: 'operator' });
  for (const sample of run.samples.slice(-10)) {
    timed('observe', () => {
      state = observe(state, { samples: [sample], events: [] });
    });
    timed('decide', () => decide(state));
    timed('progress', () => progress(state));
    timed('conclude', () => conclude(state, { by: 'operator' }));
  }
  for (const [name, cost] of Object.entries(costs))
    console.log(`${`a tick at the end, CPU: ${name}`.padEnd(46)} ${milliseconds(cost).padStart(9)}`);
}

try {
  console.log(
    `${HOURS} h × ${INSTANCES} instances on ${os.cpus()[0]?.model ?? '?'} (${os.cpus().length} logical), Node ${process.versions.node}`,
  );
  console.log(
    `load average ${os
      .loadavg()
      .map((value) => value.toFixed(1))
      .join(' ')}`,
  );
  console.log(
    `${''.padEnd(46)} ${['wall', 'CPU', 'held'].map((name) => name.padStart(9)).join(' ')}   answer`,
  );
  keepRun(folder, run);
  console.log(`database ${(statSync(path.join(folder, 'kneescope.sqlite')).size / 2 ** 20).toFixed(0)} MiB`);
  await overTheBridge();
  oneTick();
} finally {
  rmSync(folder, { recursive: true, force: true });
}
