import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PLAN_FORMAT, type PlanFile } from '../../shared/model/plan.ts';
import { Problem } from '../../shared/model/problem.ts';
import { parseTrace } from '../../shared/model/trace-text.ts';
import type { TraceEvent } from '../../shared/model/trace.ts';
import { concludeRecording } from '../../shared/probing/recording.ts';
import { openHistory, type History } from './history.ts';
import { resumeProbe, type ResumeRequest } from './resume-probe.ts';
import { startProbe, type ProbeRequest } from './start-probe.ts';
import { newRunId } from './run-id.ts';

let folder: string;
let history: History;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'kneescope-resume-'));
  history = openHistory(folder);
});
afterAll(() => {
  history.close();
  rmSync(folder, { recursive: true, force: true });
});

const ASKED = { plan: null, overrides: {}, tags: [], seed: null, traceFile: null, pace: null } as const;
const request = (more: Partial<ProbeRequest> = {}): ProbeRequest => ({
  ...ASKED,
  box: 'simulated:gpu-bound',
  dataFolder: folder,
  ...more,
});
const resume = (run: string, more: Partial<ResumeRequest> = {}) =>
  resumeProbe({ ...ASKED, box: null, dataFolder: folder, run, ...more }, history);

async function whole(more: Partial<ProbeRequest> = {}) {
  const session = await startProbe(request(more), history);
  return history.store.read((await session.done).run);
}

/** A run that a killed engine left after so many seconds. */
async function cutOff(at: number, more: Partial<ProbeRequest> = {}): Promise<string> {
  const { recording, summary } = await whole(more);
  const run = newRunId();
  const until = ({ t }: { t: number }) => t <= at;
  history.store.add({
    run,
    meta: { ...recording.meta, run },
    tags: summary.tags,
    samples: recording.samples.filter(until),
    events: recording.events.filter((event) => until(event) && event.event !== 'end'),
    verdict: null,
  });
  return run;
}

async function problemOf(promise: Promise<unknown>): Promise<Problem> {
  const error: unknown = await promise.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof Problem)) throw new Error('nothing was refused', { cause: error });
  return error as Problem;
}

describe('a run that was cut off', { timeout: 120_000 }, () => {
  it('is gone on with as a new run that holds all that was measured, and is kept itself', async () => {
    const old = await cutOff(70, { seed: 4, tags: ['1.4.2'] });
    const traceFile = path.join(folder, 'gone-on.ndjson');
    const session = await resume(old, { traceFile, tags: ['monday'] });
    const { run, verdict } = await session.done;
    const [before, after] = [history.store.read(old), history.store.read(run)];
    expect(before.summary.state).toBe('cut-off');
    expect(after.summary).toMatchObject({ state: 'done', tags: ['1.4.2', 'monday'] });
    expect(after.recording.meta).toMatchObject({
      seed: 4,
      box: 'simulated:gpu-bound',
      resumedFrom: { run: old, startedAt: before.recording.meta.startedAt, at: 71 },
    });
    expect(after.recording.samples.slice(0, 70)).toEqual(before.recording.samples);
    expect(after.recording.samples[70]?.t).toBe(72);
    expect(after.recording.samples[70]?.n).toBe(0);
    // Another day on the same box: the same chance again would count every reading twice.
    expect(after.recording.samples.slice(70, 78).map(({ cpu }) => cpu)).not.toEqual(
      before.recording.samples.slice(0, 8).map(({ cpu }) => cpu),
    );
    const launched = after.recording.events.filter(({ event }) => event === 'launch');
    expect(new Set(launched.map(({ instance }) => instance)).size).toBe(launched.length);
    expect(launched.length).toBe(verdict.launches);
    expect(verdict).toMatchObject({ verdict: 'knee', simulated: true });
    expect(verdict.warnings).toContainEqual({
      code: 'resumed',
      text: expect.stringContaining(`goes on with run ${old}, which was cut off`),
      data: expect.objectContaining({ resumed: old, from: 70, to: 71, by: 'cut-off' }),
    });
    // To the digit, from the store and from the file.
    expect(history.decideAgain(run, {}).verdict).toEqual(verdict);
    const trace = parseTrace(readFileSync(traceFile, 'utf8'), traceFile);
    expect({ ...concludeRecording(trace), warnings: [] }).toEqual({ ...verdict, warnings: [] });
  });

  it(
    'is found again at whatever moment it was cut, gone on with twice too',
    { timeout: 120_000 },
    async () => {
      const end = (await whole({ seed: 2 })).recording.samples.length;
      for (const share of [0.02, 0.2, 0.5, 0.8, 0.99]) {
        const first = await resume(await cutOff(Math.max(1, Math.round(share * end)), { seed: 2 }));
        const { run, verdict } = await first.done;
        expect(verdict.verdict).toBe('knee');
        expect(history.decideAgain(run, {}).verdict).toEqual(verdict);
        const { recording } = history.store.read(run);
        const again = newRunId();
        const from = Math.round(recording.samples.length * 0.9);
        history.store.add({
          run: again,
          meta: { ...recording.meta, run: again },
          tags: [],
          samples: recording.samples.slice(0, from),
          events: recording.events.filter(({ t, event }) => t <= from && event !== 'end'),
          verdict: null,
        });
        const second = await (await resume(again)).done;
        expect(second.verdict.warnings.filter(({ code }) => code === 'resumed')).toHaveLength(2);
        expect(history.decideAgain(second.run, {}).verdict).toEqual(second.verdict);
      }
    },
  );

  it('keeps the cap, the limits and the budget that it was made with', async () => {
    const overrides = { cap: 3, limits: { gpu: 99 }, mode: 'quick', budgetSeconds: 5000 } as const;
    const old = await cutOff(40, { seed: 4, overrides });
    const { run, verdict } = await (await resume(old)).done;
    expect(history.store.header(run).meta).toMatchObject({
      cap: 3,
      mode: 'quick',
      budgetSeconds: 5000,
      limits: { gpu: 99, cpu: 85 },
    });
    expect(verdict).toMatchObject({ verdict: 'at-least', capacity: 3, limitedBy: { reason: 'cap' } });
    // Named again as it was, it is the same.
    await (await resume(old, { overrides, seed: 4, box: 'simulated:gpu-bound' })).end({ by: 'interrupted' });
  });

  it('says where the box was not what it had been', async () => {
    const { recording } = await whole({ seed: 4 });
    const run = newRunId();
    const busier = recording.samples
      .filter(({ t }) => t <= 60)
      .map((sample) => ({ ...sample, cpu: Math.min(100, (sample.cpu ?? 0) + 25) }));
    history.store.add({
      run,
      meta: { ...recording.meta, run },
      tags: [],
      samples: busier,
      events: recording.events.filter(({ t }) => t <= 60),
      verdict: null,
    });
    const { verdict } = await (await resume(run)).done;
    const told = verdict.warnings.filter(({ code }) => code === 'resumed-differs');
    expect(told).toMatchObject([{ data: { resource: 'cpu', index: null, n: 0 } }]);
    const { then, now } = told[0]?.data as { then: number; now: number };
    expect(then - now).toBeGreaterThan(20);
  });
});

describe('a run that was interrupted', () => {
  it('is gone on with too', async () => {
    const session = await startProbe(request({ seed: 4 }), history);
    session.watch(({ state }) => {
      if (state.history.samples.length >= 60) void session.end({ by: 'interrupted' });
    });
    const { run, verdict } = await session.done;
    expect(verdict).toMatchObject({ verdict: 'invalid', reason: 'interrupted' });
    const again = await (await resume(run)).done;
    expect(again.verdict.verdict).toBe('knee');
    expect(again.verdict.warnings).toContainEqual(
      expect.objectContaining({ code: 'resumed', data: expect.objectContaining({ by: 'interrupted' }) }),
    );
  });
});

describe('a run whose time was up', { timeout: 120_000 }, () => {
  const outOfTime = async () => (await whole({ seed: 4, overrides: { budgetSeconds: 60 } })).summary.run;

  it('is gone on with for as long again', async () => {
    const old = await outOfTime();
    const session = await resume(old);
    const { verdict } = await session.done;
    expect(session.meta).toMatchObject({ budgetSeconds: 120, resumedFrom: { run: old } });
    expect(verdict.probeSeconds).toBeGreaterThan(60);
    expect(verdict.warnings).toContainEqual(
      expect.objectContaining({
        code: 'resumed',
        text: expect.stringContaining('ended because its time was up') as unknown,
      }),
    );
  });

  it('is gone on with until the time that is named, and comes to its end', async () => {
    const session = await resume(await outOfTime(), { overrides: { budgetSeconds: 7200 } });
    const { verdict, ending } = await session.done;
    expect(ending).toEqual({ by: 'decided' });
    expect(verdict).toMatchObject({ verdict: 'knee' });
    expect(verdict.warnings.map(({ code }) => code)).not.toContain('budget');
    expect(history.decideAgain(session.run, {}).verdict).toEqual(verdict);
  });

  it('is not gone on with at another limit', async () => {
    const overrides = { limits: { gpu: 70 }, budgetSeconds: 7200 };
    expect((await problemOf(resume(await outOfTime(), { overrides }))).data).toMatchObject({
      differences: [expect.objectContaining({ field: 'limits' })],
    });
  });
});

describe('what is refused, with nothing launched and nothing kept', () => {
  const kept = () => history.list().length;

  it('a run that came to its end', async () => {
    const { summary } = await whole({ seed: 4 });
    const before = kept();
    expect(await problemOf(resume(summary.run))).toMatchObject({
      code: 'resume.finished',
      data: { run: summary.run },
    });
    expect(kept()).toBe(before);
  });

  it('another box, seed, limit or mode', async () => {
    const old = await cutOff(40, { seed: 4 });
    const before = kept();
    const field = async (more: Partial<ResumeRequest>) => {
      const { code, data } = await problemOf(resume(old, more));
      expect(code).toBe('resume.unlike');
      return (data as { differences: unknown }).differences;
    };
    expect(await field({ box: 'simulated:cpu-bound' })).toEqual([
      { field: 'box', then: 'simulated:gpu-bound', now: 'simulated:cpu-bound' },
    ]);
    expect(await field({ seed: 5 })).toEqual([{ field: 'seed', then: '4', now: '5' }]);
    expect(await field({ overrides: { mode: 'thorough' } })).toEqual([
      { field: 'mode', then: 'balanced', now: 'thorough' },
    ]);
    expect(await field({ overrides: { limits: { gpu: 70 } } })).toMatchObject([{ field: 'limits' }]);
    expect(kept()).toBe(before);
  });

  it('a box with other parts', async () => {
    const old = await cutOff(40, { seed: 4 });
    const { recording } = history.store.read(old);
    const run = newRunId();
    const host = { ...recording.meta.host, cores: 99 };
    history.store.add({ ...recording, run, meta: { ...recording.meta, run, host }, tags: [], verdict: null });
    expect(await problemOf(resume(run))).toMatchObject({
      code: 'resume.unlike',
      data: { differences: [{ field: 'host.cores', then: '99' }] },
    });
  });

  it('what somebody else launched, and what holds no readings', async () => {
    const { recording } = await whole({ seed: 4 });
    const add = (meta: object, samples = recording.samples.slice(0, 5)) => {
      const run = newRunId();
      const type = 'meta' as const;
      history.store.add({ run, meta: { type, run, ...meta }, tags: [], samples, events: [], verdict: null });
      return run;
    };
    for (const meta of [{ box: 'watch', plan: { name: 'Hall.exe' } }, { box: 'perfmon' }, { box: 'local' }])
      expect((await problemOf(resume(add(meta)))).code).toBe('resume.kind');
    expect((await problemOf(resume(add({ box: 'simulated:gpu-bound' }, [])))).code).toBe('run.no-samples');
    expect((await problemOf(resume('nobody'))).code).toBe('run.unknown');
  });

  it('another build of the program, and another plan', async () => {
    const executable = path.join(folder, 'hall.sh');
    writeFileSync(executable, '#!/bin/sh\nexec sleep 600\n');
    chmodSync(executable, 0o755);
    const plan: PlanFile = { format: PLAN_FORMAT, executable, ready: { by: 'seconds', seconds: 1 } };
    const { identifyProgram } = await import('./program-identity.ts');
    const { completePlan } = await import('../../shared/model/plan.ts');
    const program = await identifyProgram(executable, new AbortController().signal);
    const run = newRunId();
    history.store.add({
      run,
      meta: { type: 'meta', run, box: 'local', program, plan: { ...completePlan(plan) } },
      tags: [],
      samples: [{ type: 'sample', t: 1, n: 0, cpu: 3 }],
      events: [] as TraceEvent[],
      verdict: null,
    });
    const other = {
      ...plan,
      arguments: ['-RenderOffScreen'],
      name: 'Hall, heavy scene',
      tags: { build: '2' },
    };
    expect(await problemOf(resume(run, { plan: other }))).toMatchObject({
      code: 'resume.unlike',
      data: { differences: [{ field: 'arguments', then: '[]', now: '["-RenderOffScreen"]' }] },
    });
    writeFileSync(executable, '#!/bin/sh\nexec sleep 601\n');
    expect(await problemOf(resume(run, { plan }))).toMatchObject({
      code: 'resume.unlike',
      data: { differences: [{ field: 'program.sha256', then: program.sha256 }] },
    });
  });
});
