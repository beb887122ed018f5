import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isAlive, until } from '../../../build/test/real-processes.ts';
import { completePlan, type PlanFile } from '../../../shared/model/plan.ts';
import { eventSchema, sampleSchema, type Sample, type TraceEvent } from '../../../shared/model/trace.ts';
import type { LocalBox } from './local-box.ts';
import { openLocalBox } from './open-local-box.ts';

const LONG = { timeout: 180_000 };

/** Real processes, real readings, real time: only what does not depend on how fast any of it is. */
let folder: string;
let boxes: LocalBox[];
let count = 0;
beforeEach(() => {
  count += 1;
  process.env['KNEESCOPE_CLAIM'] = `kneescope-test-box-${process.pid}-${count}`;
  folder = mkdtempSync(path.join(tmpdir(), 'kneescope-box-'));
  boxes = [];
});
afterEach(async () => {
  await Promise.all(boxes.map((box) => box.close(null)));
  delete process.env['KNEESCOPE_CLAIM'];
  rmSync(folder, { recursive: true, force: true });
});

async function open(plan: Partial<PlanFile>) {
  const box = await openLocalBox({
    plan: completePlan({
      format: 'kneescope.plan/1',
      executable: 'sleep',
      arguments: ['1000'],
      workingDirectory: folder,
      tick: 0.1,
      ready: { by: 'seconds', seconds: 0 },
      stop: { ask: 'signal', graceSeconds: 60 },
      guards: { freeRamMiB: null, freeDiskMiB: null },
      ...plan,
    }),
    run: `test-${process.pid}-${count}`,
    logFolder: path.join(folder, 'logs'),
    dataFolder: folder,
  });
  boxes.push(box);
  const samples: Sample[] = [];
  const events: TraceEvent[] = [];
  const took = <T extends { events: readonly TraceEvent[]; samples?: readonly Sample[] }>(answer: T): T => {
    events.push(...answer.events);
    samples.push(...(answer.samples ?? []));
    return answer;
  };
  const launch = async () => took(await box.launch());
  const stop = async (instance: number) => took(await box.stop(instance));
  const advance = async (ticks = 1) => took(await box.advance(ticks * 0.1));
  const close = async () => took(await box.close(null));
  /** Lets ticks pass until an event has come. */
  const seen = async (event: string, instance: number): Promise<TraceEvent> => {
    for (;;) {
      const found = events.find((one) => one.event === event && one.instance === instance);
      if (found) return found;
      await advance();
    }
  };
  const pidOf = (instance: number) => box.instances().find((one) => one.instance === instance)?.pid ?? 0;
  return { box, samples, events, launch, stop, advance, close, seen, pidOf };
}

describe.runIf(process.platform === 'linux')('the local box', () => {
  it('launches, counts, stops and leaves nothing behind', async () => {
    const { box, samples, events, launch, stop, advance, close, seen, pidOf } = await open({});
    expect((await advance()).samples[0]).toMatchObject({ n: 0, instances: [] });
    for (let i = 0; i < 3; i++) await launch();
    const pids = [1, 2, 3].map(pidOf);
    for (const pid of pids) expect(isAlive(pid)).toBe(true);
    await seen('ready', 3);

    process.kill(pidOf(2), 'SIGKILL');
    expect(await seen('exit', 2)).toMatchObject({ slot: 2, reason: 'crash', signal: 'SIGKILL' });
    expect(await launch()).toMatchObject({ instance: 4 });
    expect(events.find(({ event, instance }) => event === 'launch' && instance === 4)).toMatchObject({
      slot: 2,
    });
    await stop(1);
    expect(isAlive(pids[0] ?? 0)).toBe(false);
    expect(await seen('exit', 1)).toMatchObject({
      reason: 'stopped',
      signal: 'SIGTERM',
      asked: true,
      forced: false,
    });
    await advance(2);

    pids.push(pidOf(4));
    await close();
    for (const pid of pids) expect(isAlive(pid)).toBe(false);
    expect(box.instances().map(({ state }) => state)).toEqual(['ended', 'ended', 'ended', 'ended']);

    // The count follows from the events alone, at every sample.
    for (const { t, n } of samples) {
      const launches = events.filter((one) => one.event === 'launch' && one.t < t).length;
      const exits = events.filter((one) => one.event === 'exit' && one.t <= t).length;
      expect({ t, n }).toEqual({ t, n: launches - exits });
    }
    expect(samples.map(({ t }) => t)).toEqual(samples.map(({ t }) => t).toSorted((a, b) => a - b));
    for (const sample of samples) expect(sampleSchema.parse(sample)).toEqual(sample);
    for (const event of events) expect(eventSchema.parse(event)).toEqual(event);
  });

  it('tells of one that hangs, of one that lives again, and of one that was started anew', LONG, async () => {
    const busy = 'while :; do i=0; while [ $i -lt 20000 ]; do i=$((i+1)); done; sleep 0.02; done';
    const { launch, seen, pidOf, advance, events } = await open({
      executable: '/bin/bash',
      arguments: ['-c', `if [ {index} = 1 ]; then ${busy}; else while :; do dash -c '${busy}'; done; fi`],
    });
    await launch();
    await launch();
    // Both work for longer than it takes to be known as one that does.
    await advance(150);
    const watchdog = pidOf(2);
    const worker = Number(readFileSync(`/proc/${watchdog}/task/${watchdog}/children`, 'utf8').trim());
    process.kill(pidOf(1), 'SIGSTOP');
    process.kill(worker, 'SIGKILL');
    expect(await seen('restarted', 2)).toMatchObject({ name: 'dash' });
    expect(await seen('hung', 1)).toMatchObject({ by: 'cpu' });
    process.kill(pidOf(1), 'SIGCONT');
    await seen('responding', 1);
    expect(events.filter(({ event }) => event === 'hung' || event === 'restarted')).toHaveLength(2);
    for (const event of events) expect(eventSchema.parse(event)).toEqual(event);
  });

  it('reads what an instance of several processes takes', async () => {
    const { launch, advance, samples, pidOf, box } = await open({
      executable: '/bin/sh',
      arguments: ['-c', `${process.execPath} -e 'for (;;);' & exec sleep 1000`],
    });
    await launch();
    const busy = () => samples.at(-1)?.instances?.[0];
    // The shell's own image alone is far smaller than that of the program that it started.
    while (!((busy()?.cpu ?? 0) > 0 && (busy()?.ramMiB ?? 0) > 20)) await advance();
    expect(samples.at(-1)?.cpu).toBeGreaterThan(0);
    expect(box.capabilities.find(({ reading }) => reading === 'gpu')?.available).toBe(false);
    expect(samples.at(-1)).not.toHaveProperty('gpu');
    expect(box.instances()[0]).toMatchObject({ pid: pidOf(1), state: 'ready' });
  });

  it('tells a program that exits at once, with its last words', async () => {
    const { launch, seen, box, advance } = await open({
      executable: '/bin/sh',
      arguments: ['-c', 'echo "no licence 许可" >&2; exit 3'],
      frames: { from: 'output', pattern: 'fps=([0-9.]+)' },
    });
    await launch();
    const exit = await seen('exit', 1);
    expect(exit).toMatchObject({ reason: 'crash', code: 3, lastLines: ['no licence 许可'] });
    expect(box.log(1, 10)).toEqual(['no licence 许可']);
    expect(readFileSync(path.join(folder, 'logs', 'instance-1.log'), 'utf8')).toBe('no licence 许可\n');
    // Ticks that passed meanwhile come first.
    let sample = (await advance()).samples.at(-1);
    while ((sample?.t ?? 0) < exit.t) sample = (await advance()).samples.at(-1);
    expect(sample).toMatchObject({ n: 0, fps: [] });
  });

  it('gives each slot its own port, and each instance its frame rate', async () => {
    const { launch, advance, samples, box } = await open({
      executable: process.execPath,
      arguments: [
        '-e',
        "setInterval(() => console.log('port', process.argv[1], 'fps=' + process.argv[2]), 20)",
        '{port:20000}',
        '3{index}.5',
      ],
      frames: { from: 'output', pattern: 'fps=([0-9.]+)' },
    });
    await launch();
    await launch();
    const rates = () => samples.at(-1)?.fps?.map(({ fps }) => fps);
    while (JSON.stringify(rates()) !== '[31.5,32.5]') await advance();
    expect(box.log(2, 1)).toEqual(['port 20001 fps=32.5']);
  });

  it('goes to one run at a time, whatever the data folder', async () => {
    const { close } = await open({});
    await expect(open({})).rejects.toMatchObject({
      code: 'box.busy',
      data: { pid: process.pid, run: `test-${process.pid}-${count}`, program: 'sleep' },
    });
    await close();
    await open({});
  });

  it('says what is wrong with the plan before anything is launched, and is free again', async () => {
    const executable = path.join(folder, 'Showroom');
    await expect(open({ executable })).rejects.toMatchObject({ code: 'executable.missing' });
    await expect(open({ executable: folder })).rejects.toMatchObject({ code: 'executable.folder' });
    await expect(open({ arguments: ['{slot}'] })).rejects.toMatchObject({ code: 'placeholder.unknown' });
    const { launch, box } = await open({ arguments: ['1000'] });
    await launch();
    expect(box.instances()).toHaveLength(1);
  });

  it('says what goes wrong at a launch, and goes on', async () => {
    const gone = mkdtempSync(path.join(folder, 'gone-'));
    const { launch, close, samples, advance } = await open({ workingDirectory: gone });
    rmSync(gone, { recursive: true });
    await expect(launch()).rejects.toMatchObject({ code: 'working-directory.missing', data: { path: gone } });
    await advance();
    expect(samples.at(-1)?.n).toBe(0);
    await close();
  });

  it('gives each slot a folder of its own, and removes them when the last instance has ended', async () => {
    const source = path.join(folder, '程序 files');
    mkdirSync(source);
    writeFileSync(path.join(source, 'run.sh'), '#!/bin/sh\necho "$PWD $1"; exec sleep 1000\n', {
      mode: 0o755,
    });
    const { launch, close, box, events } = await open({
      executable: path.join(source, 'run.sh'),
      arguments: ['{copy}/settings.ini'],
      workingDirectory: source,
      copies: { source },
      cap: 2,
    });
    await launch();
    await launch();
    const copy = (slot: number) => path.join(folder, 'copies', String(slot));
    await until(() => [1, 2].every((instance) => box.log(instance, 1).length > 0));
    expect([1, 2].map((instance) => box.log(instance, 1)[0])).toEqual(
      [1, 2].map((slot) => `${copy(slot)} ${copy(slot)}/settings.ini`),
    );
    expect(events.filter(({ event }) => event === 'copy')).toMatchObject([
      { slot: 1, files: 1 },
      { slot: 2, files: 1 },
    ]);
    await close();
    expect(existsSync(path.join(folder, 'copies'))).toBe(false);
    expect(existsSync(path.join(source, 'run.sh'))).toBe(true);
  });

  it('refuses copies for which there is no program in the source', async () => {
    const source = mkdtempSync(path.join(folder, 'source-'));
    const copies = { source };
    await expect(open({ executable: path.join(source, 'x'), copies })).rejects.toMatchObject({
      code: 'executable.missing',
      data: { path: path.join(source, 'x') },
    });
    expect(existsSync(path.join(folder, 'copies'))).toBe(false);
  });

  it('goes on sampling while an instance has its grace', async () => {
    const { launch, stop, advance, pidOf, box, samples } = await open({
      executable: '/bin/sh',
      arguments: ['-c', 'trap "" TERM; echo up; while :; do sleep 1000; done'],
      stop: { ask: 'signal', graceSeconds: 0.8 },
    });
    await launch();
    await until(() => box.log(1, 1)[0] === 'up');
    await advance();
    const before = samples.at(-1)?.t ?? 0;
    const answer = await stop(1);
    const exit = answer.events.find(({ event }) => event === 'exit');
    expect(exit).toMatchObject({ reason: 'stopped', forced: true, signal: 'SIGKILL' });
    expect(isAlive(pidOf(1))).toBe(false);
    const { samples: later } = await advance();
    expect(later[0]?.t).toBeLessThan(exit?.t ?? 0);
    expect(later[0]?.t).toBeGreaterThan(before);
  });
});
