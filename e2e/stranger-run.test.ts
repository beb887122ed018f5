import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { processesWith } from './cli.ts';
import { Dashboard } from './dashboard.ts';

/** A run that came to no end, from somebody else, whose program is a mark in a file. */
function strangersRun(box: string, program: string): string {
  const meta = {
    type: 'meta',
    format: 'kneescope.trace/1',
    run: box === 'local' ? 'stranger1' : 'stranger2',
    startedAt: '2026-11-20T21:04:05+08:00',
    tick: 1,
    box,
    limits: {},
    program: { path: program },
    plan: { format: 'kneescope.plan/1', executable: program, ready: { by: 'seconds', seconds: 1 } },
  };
  const samples = [1, 2, 3].map((t) => ({ type: 'sample', t, n: 0, cpu: 2, ram: 9 }));
  return [meta, ...samples].map((line) => JSON.stringify(line)).join('\n');
}

it(
  "does not go on with a stranger's run that was imported: nothing of it is started",
  { timeout: 120_000 },
  async () => {
    const dashboard = await Dashboard.start();
    const { cli } = dashboard;
    try {
      const face = await dashboard.client();
      for (const box of ['local', 'driver:/bin/sleep 600']) {
        const file = path.join(cli.folder, 'stranger.ndjson');
        writeFileSync(file, `${strangersRun(box, '/bin/sleep')}\n`);
        expect(await cli.run('import', file)).toMatchObject({ code: 0 });
        const { runs } = await face.ask('runs.list', {});
        const run = runs[0]!.run;
        await expect(face.ask('run.resume', { run, pace: null }), box).rejects.toMatchObject({
          code: 'resume.stranger',
        });
        await cli.run('delete', run);
      }
      expect(processesWith(cli.folder)).toEqual([dashboard.process.pid]);
    } finally {
      await dashboard.remove();
    }
  },
);
