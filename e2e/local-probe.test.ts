import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { RunsDocument } from '../shared/model/runs.ts';
import type { Verdict } from '../shared/model/verdict.ts';
import { finished, processesWith, says, withCli } from './cli.ts';
import { killedProbe } from './killed-probe.ts';
import { shellProgram } from './shell-program.ts';

const runOf = (line: string) => /Run (\S+):/u.exec(line)?.[1] ?? '';

describe.concurrent('a probe of real processes', { timeout: 180_000 }, () => {
  it(
    'of a program that exits at once is invalid and says so',
    withCli(async (cli) => {
      const { code, stdout, stderr } = await cli.run(
        'probe',
        '--json',
        '--mode',
        'quick',
        '--',
        shellProgram(cli, 'at-once.sh', 'exit 7'),
      );
      expect(code).toBe(4);
      expect(JSON.parse(stdout)).toMatchObject({
        verdict: 'invalid',
        reason: 'exits-at-once',
        capacity: null,
      });
      expect(processesWith(`KNEESCOPE_RUN=${runOf(stderr)}`)).toEqual([]);
    }),
  );

  it(
    'is ended by Ctrl+C with everything gone, what was measured saved, and exit code 130',
    withCli(async (cli) => {
      // A copy that ignores the asking and has a child in a session of its own.
      const stubborn = shellProgram(
        cli,
        'stubborn.sh',
        'trap "" TERM INT\nsetsid sleep 600 &\nwhile :; do sleep 1; done',
      );
      const plan = path.join(cli.folder, 'stubborn.plan.json');
      writeFileSync(
        plan,
        JSON.stringify({
          format: 'kneescope.plan/1',
          executable: stubborn,
          ready: { by: 'seconds', seconds: 1 },
          stop: { ask: 'signal', graceSeconds: 1 },
          mode: 'quick',
          limits: { cpu: 100 },
        }),
      );
      const child = cli.start(['probe', '--json', plan]);
      const result = finished(child);
      const [, run = ''] = await says(child, /Run (\S+):/u);
      await says(child, /measuring 1/u);
      expect(processesWith(`KNEESCOPE_RUN=${run}`).length).toBeGreaterThanOrEqual(2);
      child.kill('SIGINT');
      const { code, stdout } = await result;
      expect(code).toBe(130);
      expect(JSON.parse(stdout)).toMatchObject({ verdict: 'invalid', reason: 'interrupted', run });
      expect(processesWith(`KNEESCOPE_RUN=${run}`)).toEqual([]);
      const { runs } = await cli.json<RunsDocument>('runs');
      expect(runs).toEqual([expect.objectContaining({ run, state: 'done', verdict: 'invalid' })]);
      expect(runs[0]?.seconds).toBeGreaterThanOrEqual(5);
      // What was measured can still be decided on.
      expect(await cli.json<Verdict>('decide', run)).toMatchObject({
        verdict: expect.stringMatching(/at-least|invalid/u),
      });
    }),
  );

  it(
    'that is killed is there at the next start, marked as cut off',
    withCli(async (cli) => {
      const run = await killedProbe(cli, '--ready', 'seconds:1', '--', 'sleep', '600');
      const { runs } = await cli.json<RunsDocument>('runs');
      expect(runs).toEqual([expect.objectContaining({ run, state: 'cut-off', verdict: null })]);
      const { stdout } = await cli.run('show', run);
      expect(stdout).toMatch(/cut off at \d+ s with 1 instances running/u);
    }),
  );

  it(
    'refuses a second one on the same box and tells who holds it',
    withCli(async (cli) => {
      const first = cli.start(['probe', '--', 'sleep', '600']);
      const ended = finished(first);
      const [, run = ''] = await says(first, /Run (\S+):/u);
      const second = await cli.run('probe', '--data', path.join(cli.folder, 'other'), '--', 'sleep', '600');
      expect(second.code).toBe(2);
      expect(second.stderr).toMatch(
        new RegExp(`Another probe is measuring this box: run ${run} of \\S*sleep`, 'u'),
      );
      first.kill('SIGTERM');
      expect((await ended).code).toBe(130);
    }),
  );
});
