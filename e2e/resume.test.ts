import { once } from 'node:events';
import { appendFileSync, chmodSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { noBrowser, startBrowser } from '../build/test/browser.ts';
import type { RunsDocument } from '../shared/model/runs.ts';
import type { Verdict } from '../shared/model/verdict.ts';
import { Cli, finished, processesWith, says } from './cli.ts';
import { Dashboard, hears, simulated } from './dashboard.ts';
import { killedProbe } from './killed-probe.ts';

const runOf = (text: string) => /Run (\S+):/u.exec(text)?.[1] ?? '';

/** A program that sleeps, and its plan: at most two copies, so that a probe of it ends soon. */
function sleeper(cli: Cli): { readonly program: string; readonly plan: string } {
  const program = path.join(cli.folder, 'sleeper.sh');
  writeFileSync(program, '#!/bin/sh\nexec sleep 600\n');
  chmodSync(program, 0o755);
  const plan = path.join(cli.folder, 'sleeper.plan.json');
  writeFileSync(
    plan,
    JSON.stringify({
      format: 'kneescope.plan/1',
      executable: program,
      ready: { by: 'seconds', seconds: 1 },
      limits: { cpu: 100, ram: 100 },
      cap: 2,
      mode: 'quick',
      method: 'steady',
      tick: 0.25,
    }),
  );
  return { program, plan };
}

// Side by side: each has a box and a data folder of its own, and a probe is mostly waiting.
describe.concurrent('a probe whose engine was killed with 9', { timeout: 300_000 }, () => {
  it('is gone on with from the command line: real processes, the old readings, one verdict', async () => {
    const cli = new Cli();
    try {
      const { plan, program } = sleeper(cli);
      const old = await killedProbe(cli, plan);
      const again = cli.start(['probe', '--resume', old, '--json']);
      const result = finished(again);
      await says(again, new RegExp(`Going on with ${old}`, 'u'));
      const { code, stdout, stderr } = await result;
      expect(code).toBe(0);
      const verdict = JSON.parse(stdout) as Verdict;
      const run = runOf(stderr);
      // How many is this machine's business, which is full of other tests.
      expect(verdict).toMatchObject({ run, capacity: expect.any(Number), confidence: expect.any(Number) });
      // One by the killed engine, and one at least by this one; of the first nobody is left, and none of these either.
      expect(verdict.launches).toBeGreaterThanOrEqual(2);
      expect(verdict.warnings).toContainEqual(
        expect.objectContaining({
          code: 'resumed',
          data: expect.objectContaining({ resumed: old, by: 'cut-off' }),
        }),
      );
      expect(processesWith(`KNEESCOPE_RUN=${run}`)).toEqual([]);
      expect(await cli.json<Verdict>('decide', run)).toEqual(verdict);
      const { runs } = await cli.json<RunsDocument>('runs');
      expect(runs).toMatchObject([
        { run, state: 'done', capacity: verdict.capacity },
        { run: old, state: 'cut-off', verdict: null },
      ]);

      // It has come to its end now; and after another build the old one cannot be gone on with either.
      const finishedOne = await cli.run('probe', '--resume', run);
      expect(finishedOne).toMatchObject({ code: 2, stderr: expect.stringContaining('came to its end') });
      appendFileSync(program, '# another build\n');
      const otherBuild = await cli.run('probe', '--resume', old);
      expect(otherBuild.code).toBe(2);
      expect(otherBuild.stderr).toContain('program.sha256');
      expect(await cli.run('probe', '--resume', old, '--repeat', '2')).toMatchObject({ code: 2 });
      const other = await cli.run('probe', '--resume', old, '--limit', 'cpu=50', '--lang', 'zh-CN');
      expect(other).toMatchObject({ code: 2, stderr: expect.stringContaining('无法接着测试') });
    } finally {
      cli.remove();
    }
  });

  /** A simulated run of this dashboard whose engine was killed in the middle. @returns it */
  async function killedRun(dashboard: Dashboard): Promise<string> {
    const client = await dashboard.client();
    const { run } = await client.ask('run.start', simulated('gpu-bound', undefined, 40, 4));
    await client.ask('live.attach', { run: null, samples: 0, events: 0 });
    await hears(client, 'live.update', ({ now }) => (now?.progress.elapsed ?? 0) > 40);
    client.close();
    const gone = once(dashboard.process, 'close');
    dashboard.process.kill('SIGKILL');
    await gone;
    return run;
  }

  it('is gone on with over the bridge, and a face is told all of it', async () => {
    const first = await Dashboard.start();
    const { cli } = first;
    let second: Dashboard | null = null;
    try {
      const old = await killedRun(first);
      second = await Dashboard.start([], {}, cli);
      const face = await second.client();
      const over = hears(face, 'live.update', ({ state }) => state === 'ended');
      const { run } = await face.ask('run.resume', { run: old, pace: null });
      await face.ask('live.attach', { run: null, samples: 0, events: 0 });
      const ended = await over;
      expect(ended.verdict).toMatchObject({ run, verdict: 'knee', simulated: true });
      const opened = await face.ask('runs.open', { run });
      const before = await face.ask('runs.open', { run: old });
      expect(opened.samples).toBeGreaterThan(before.samples);
      expect([before.resumable, opened.resumable]).toEqual([true, false]);
      expect(opened.verdict.launches).toBe(opened.events.filter(({ event }) => event === 'launch').length);
      const { runs } = await face.ask('runs.list', {});
      expect(runs.map(({ run: one, state }) => [one, state])).toEqual([
        [run, 'done'],
        [old, 'cut-off'],
      ]);
      await expect(face.ask('run.resume', { run, pace: null })).rejects.toMatchObject({
        code: 'resume.finished',
      });
    } finally {
      await second?.remove();
      // Unless the test failed before it was killed.
      if (first.process.signalCode === null) await first.stop();
      cli.remove();
    }
  });

  it.skipIf(noBrowser !== null).each([
    ['en', 'Go on with it', 'was not begun from this dashboard'],
    ['zh-CN', '接着测试', '不是从此仪表盘开始的'],
  ] as const)('is gone on with from its result, in %s', async (language, goOn, stranger) => {
    const first = await Dashboard.start();
    const { cli } = first;
    let second: Dashboard | null = null;
    const browser = await startBrowser();
    try {
      const old = await killedRun(first);
      const other = await killedProbe(cli, sleeper(cli).plan);
      second = await Dashboard.start([], {}, cli);
      const page = await second.page(browser, { language });
      page.setDefaultTimeout(120_000);
      const show = (run: string) => page.goto(new URL(`#/result/${run}`, second?.url).href);
      const way = page.getByRole('button', { name: goOn, exact: true });

      await show(other);
      await way.click();
      await page.getByText(stranger).waitFor();

      await show(old);
      await way.click();
      await page.waitForURL(/#\/live$/u);
      const face = await second.client();
      const ended = hears(face, 'live.update', ({ state }) => state === 'ended');
      await face.ask('live.attach', { run: null, samples: 0, events: 0 });
      const { run, verdict } = await ended;
      expect(verdict?.warnings.map(({ code }) => code)).toContain('resumed');
      await show(run ?? '');
      await page.locator('.verdict-number').waitFor();
      expect(await way.count()).toBe(0);
      expect(page.complaints).toEqual([]);
    } finally {
      await browser.close();
      await second?.remove();
      if (first.process.signalCode === null) await first.stop();
      cli.remove();
    }
  });
});
