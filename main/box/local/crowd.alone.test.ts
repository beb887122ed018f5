import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { isAlive } from '../../../build/test/real-processes.ts';
import { completePlan } from '../../../shared/model/plan.ts';
import type { Sample } from '../../../shared/model/trace.ts';
import { openLocalBox } from './open-local-box.ts';

const CROWD = 200;

it(`${CROWD} instances at once are started, sampled and stopped`, { timeout: 120_000 }, async () => {
  process.env['KNEESCOPE_CLAIM'] = `kneescope-test-crowd-${process.pid}`;
  const folder = mkdtempSync(path.join(tmpdir(), 'kneescope-crowd-'));
  const box = await openLocalBox({
    plan: completePlan({
      format: 'kneescope.plan/1',
      executable: '/bin/sh',
      arguments: ['-c', 'sleep 1000 & while :; do sleep 1000; done'],
      workingDirectory: folder,
      cap: CROWD,
      ready: { by: 'seconds', seconds: 0 },
      stop: { ask: 'signal', graceSeconds: 1 },
      guards: { freeRamMiB: null, freeDiskMiB: null },
    }),
    run: `crowd-${process.pid}`,
    logFolder: path.join(folder, 'logs'),
    dataFolder: folder,
  });
  try {
    for (let launched = 0; launched < CROWD; launched++) await box.launch();
    let last: Sample | undefined;
    // Launching has taken some ticks; their samples come first.
    while (last?.n !== CROWD) last = (await box.advance(1)).samples.at(-1);
    const measured = last.instances?.filter(({ ramMiB }) => typeof ramMiB === 'number' && ramMiB > 0);
    expect(measured).toHaveLength(CROWD);
    const pids = box.instances().flatMap(({ pid }) => pid ?? []);
    expect(pids).toHaveLength(CROWD);
    const { events } = await box.close(null);
    expect(events.filter(({ event }) => event === 'exit')).toHaveLength(CROWD);
    expect(events.filter(({ code }) => code === 'processes-left')).toEqual([]);
    expect(pids.filter((pid) => isAlive(pid))).toEqual([]);
    expect(box.instances().every(({ state }) => state === 'ended')).toBe(true);
  } finally {
    await box.close(null);
    rmSync(folder, { recursive: true, force: true });
    delete process.env['KNEESCOPE_CLAIM'];
  }
});
