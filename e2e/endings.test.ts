import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { until } from '../build/test/real-processes.ts';
import { Cli, PROGRAM, finished, says } from './cli.ts';
import { launchedBy, remains, type Remains } from './endings/after.ts';
import { CHILD_NAMES, SCRIPT, writePlan, type ChildName } from './endings/children.ts';

interface Way {
  /** What becomes of the run. */
  readonly state: 'done' | 'cut-off';
  readonly codes: readonly (number | null)[];
  /** What is put before the engine's own command line. */
  readonly before?: readonly string[];
  readonly plan?: object;
  /** Ends the engine, whose first instance has been launched. */
  readonly end: (engine: ChildProcess) => Promise<void> | void;
}

const signalled = (engine: ChildProcess, signal: NodeJS.Signals) => {
  engine.kill(signal);
};
const exceptionAtSignal = fileURLToPath(new URL('endings/exception.mjs', import.meta.url));

const WAYS: Readonly<Record<string, Way>> = {
  'killed with 9': {
    state: 'cut-off',
    codes: [null],
    end: (engine) => {
      signalled(engine, 'SIGKILL');
    },
  },
  'its terminal closed': {
    state: 'done',
    codes: [130],
    end: (engine) => {
      engine.stdout?.destroy();
      engine.stderr?.destroy();
      signalled(engine, 'SIGHUP');
    },
  },
  'its parent killed': {
    // Who started it from a shell that is gone still gets the run: it ends as it would have, by its budget.
    state: 'done',
    codes: [null],
    before: ['/bin/sh', '-c', '"$@" & echo "engine $!"; wait', 'sh'],
    plan: { guards: { budgetSeconds: 8, freeRamMiB: null, freeDiskMiB: null } },
    end: (shell) => {
      signalled(shell, 'SIGKILL');
    },
  },
  'an exception': {
    state: 'cut-off',
    codes: [1],
    before: [process.execPath, '--import', exceptionAtSignal],
    end: (engine) => {
      signalled(engine, 'SIGUSR2');
    },
  },
  'Ctrl+C twice': {
    state: 'done',
    // The second may come when all is done and Node is just leaving; to a shell that is 130 too.
    codes: [130, null],
    // Who ignores the first would have a minute without the second.
    plan: { stop: { ask: 'signal', graceSeconds: 60 } },
    end: async (engine) => {
      signalled(engine, 'SIGINT');
      await pause(100);
      signalled(engine, 'SIGINT');
    },
  },
  'out of disk': {
    // A bound on the size of files refuses to write as a full volume does; in blocks of 512 bytes.
    state: 'cut-off',
    codes: [4],
    before: ['/bin/sh', '-c', 'ulimit -f 2600; exec "$@"', 'sh'],
    plan: { guards: { freeRamMiB: null, freeDiskMiB: null } },
    end: () => undefined,
  },
};

const SIDE_BY_SIDE = 10;
/** The first launch comes after a baseline of 5 s. */
const LAUNCH_MS = 5800;

interface Result extends Remains {
  readonly code: number | null;
  readonly stderr: string;
}

async function endInThatWay(way: Way, child: ChildName, groups: 'on' | 'off'): Promise<Result> {
  const cli = new Cli();
  try {
    const programs = path.join(cli.folder, 'programs');
    const plan = writePlan(programs, child, way.plan);
    const [file = '', ...before] = way.before ?? [process.execPath];
    const node = file === process.execPath ? [] : [process.execPath];
    const engine = spawn(file, [...before, ...node, PROGRAM, 'probe', plan], {
      cwd: cli.folder,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...cli.environment(), KNEESCOPE_CGROUP: groups },
    });
    const result = finished(engine);
    const [, run = ''] = await says(engine, /Run (\S+):/u);
    if (child === 'exits at once') await pause(LAUNCH_MS);
    else await until(() => launchedBy(run, path.join(programs, SCRIPT)).length > 0);
    await way.end(engine);
    const { code, stderr } = await result;
    const found = await remains(path.join(cli.data, 'kneescope'), run, programs);
    return { ...found, code, stderr };
  } finally {
    cli.remove();
  }
}

const combinations = Object.keys(WAYS).flatMap((way) => CHILD_NAMES.map((child) => [way, child] as const));
const results = new Map<string, Promise<Result>>();

/** Most of the time is waiting, so many go side by side. */
beforeAll(() => {
  const free = Array.from({ length: SIDE_BY_SIDE }, () => Promise.resolve<unknown>(null));
  for (const [i, [way, child]] of combinations.entries()) {
    const lane = i % SIDE_BY_SIDE;
    const groups = i % 2 === 0 ? 'on' : 'off';
    const result = (free[lane] ?? Promise.resolve()).then(() =>
      endInThatWay(WAYS[way] as Way, child, groups),
    );
    free[lane] = result.catch(() => undefined);
    result.catch(() => undefined);
    results.set(`${way} ${child}`, result);
  }
});

describe.each(Object.entries(WAYS))('an engine that ends by: %s', (way, { state, codes }) => {
  it.each(CHILD_NAMES)('while it runs one that %s', { timeout: 240_000 }, async (child) => {
    const result = await results.get(`${way} ${child}`);
    expect(result).toMatchObject({ left: [], integrity: 'ok', journals: [] });
    expect(result?.samples).toBeGreaterThan(0);
    // A program that exits at once has ended the run before.
    if (child === 'exits at once') return;
    expect(result?.state).toBe(state);
    expect(codes).toContain(result?.code);
  });
});
