import { spawn, type ChildProcess } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { until } from '../build/test/real-processes.ts';
import { eventSchema } from '../shared/model/trace.ts';
import { finished, PROGRAM, says, withCli, type Cli } from './cli.ts';

function start(cli: Cli, input: 'pipe' | 'ignore', ...parameters: string[]): ChildProcess {
  return spawn(process.execPath, [PROGRAM, 'probe', '--json', '--trace', 'a.ndjson', ...parameters], {
    cwd: cli.folder,
    stdio: [input, 'pipe', 'pipe'],
    env: cli.environment(),
  });
}

/** What happened, `kind instance`. */
function happened(cli: Cli): readonly string[] {
  return readFileSync(path.join(cli.folder, 'a.ndjson'), 'utf8')
    .trim()
    .split('\n')
    .flatMap((line) => {
      const parsed = eventSchema.safeParse(JSON.parse(line));
      if (!parsed.success) return [];
      const { event, instance, by, code } = parsed.data;
      const who = typeof instance === 'number' ? instance : typeof by === 'string' ? by : '';
      return [`${event} ${who} ${event === 'warning' ? String(code) : ''}`.trim()];
    });
}
function plan(cli: Cli, timeoutSeconds: number, budgetSeconds: number | null): string {
  const file = path.join(cli.folder, 'a.plan.json');
  writeFileSync(
    file,
    JSON.stringify({
      format: 'kneescope.plan/1',
      executable: '/bin/sleep',
      arguments: ['600'],
      cap: 2,
      mode: 'quick',
      method: 'steady',
      limits: { cpu: 100, ram: 100 },
      ready: { by: 'manual', timeoutSeconds },
      stop: { ask: 'signal', graceSeconds: 60 },
      guards: { freeRamMiB: null, freeDiskMiB: null, budgetSeconds },
    }),
  );
  return file;
}

describe.concurrent('the operator at the terminal', { timeout: 240_000 }, () => {
  it(
    'says of an instance that it is in the heavy scene',
    withCli(async (cli) => {
      const engine = start(cli, 'pipe', plan(cli, 600, null));
      const result = finished(engine);
      await says(engine, /Instance 1 runs\. Bring it to the scene that counts/u);
      engine.stdin?.write('what?\n1\n');
      await until(() => ['confirm 1', 'ready 1'].every((event) => happened(cli).includes(event)));
      engine.kill('SIGINT');
      const { code, stderr } = await result;
      expect(stderr.match(/waits for your word/gu)).toHaveLength(2);
      expect(code).toBe(130);
    }),
  );

  it(
    'may be a script that has said everything beforehand',
    withCli(async (cli) => {
      const engine = start(cli, 'pipe', '--method', 'manual', plan(cli, 600, null));
      engine.stdin?.end('+\n\n+\n\n-1\nend\n');
      await finished(engine);
      expect(happened(cli)).toEqual(
        expect.arrayContaining([
          'launch 1',
          'confirm 1',
          'ready 1',
          'launch 2',
          'confirm 2',
          'ready 2',
          'exit 1',
        ]),
      );
      expect(happened(cli).filter((event) => event.startsWith('warning'))).toEqual([]);
    }),
  );

  it(
    'may be nobody: that is said, and what was seen instead',
    withCli(async (cli) => {
      const { stderr, code } = await finished(start(cli, 'ignore', plan(cli, 2, 20)));
      expect(stderr).toContain('the input has ended');
      expect(stderr).toMatch(
        /was not seen to be ready within 2 s: nobody said so \(CPU [\d.]+ %, \d+ MiB at last\)/u,
      );
      expect(happened(cli)).toContain('warning 1 ready-timeout');
      expect(code).toBe(4);
    }),
  );

  it(
    'launches and stops by hand',
    withCli(async (cli) => {
      const by = ['--method', 'manual', '--box', 'simulated:gpu-bound', '--seed', '7'];
      const engine = start(cli, 'pipe', ...by);
      const result = finished(engine);
      await says(engine, /You drive this run/u);
      engine.stdin?.write('+\n+\n-1\n-1\nend\n');
      const { stderr } = await result;
      expect(stderr).toContain('Instance 1');
      expect(happened(cli)).toEqual(
        expect.arrayContaining(['launch 1', 'launch 2', 'exit 1', 'exit 2', 'end operator']),
      );
    }),
  );
});
