import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, cpus, tmpdir } from 'node:os';
import path from 'node:path';
import { openLocalBox } from '../../main/box/local/open-local-box.ts';
import { completePlan } from '../../shared/model/plan.ts';

/** A local box that launches `/bin/sh -c SCRIPT`, in a folder of its own. */
export async function boxOf(script: string, graceSeconds: number) {
  process.env['KNEESCOPE_CLAIM'] = `kneescope-bench-${process.pid}`;
  const folder = mkdtempSync(path.join(tmpdir(), 'kneescope-bench-'));
  const box = await openLocalBox({
    plan: completePlan({
      format: 'kneescope.plan/1',
      executable: '/bin/sh',
      arguments: ['-c', script],
      workingDirectory: folder,
      ready: { by: 'seconds', seconds: 0 },
      stop: { ask: 'signal', graceSeconds },
      guards: { freeRamMiB: null, freeDiskMiB: null },
    }),
    run: `bench-${process.pid}`,
    logFolder: path.join(folder, 'logs'),
    dataFolder: folder,
  });
  const close = async () => {
    await box.close(null);
    rmSync(folder, { recursive: true, force: true });
  };
  return { box, close, folder };
}

/** The machine that a figure belongs to. */
export function machine(): string {
  return `${cpus()[0]?.model ?? 'unknown'}, ${availableParallelism()} cores, Node ${process.version}`;
}
