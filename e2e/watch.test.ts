import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { DoctorReport } from '../shared/model/doctor.ts';
import type { Verdict } from '../shared/model/verdict.ts';
import { Cli, finished, says } from './cli.ts';

describe.concurrent('measuring without launching', { timeout: 120_000 }, () => {
  it('counts the copies that somebody opens, is judged at Ctrl+C, and its trace gives the same verdict', async () => {
    const cli = new Cli();
    const program = path.join(cli.folder, 'hand-opened');
    copyFileSync('/bin/sleep', program);
    const trace = path.join(cli.folder, 'watch.ndjson');
    const watching = cli.start(['watch', '--image', 'Hand-Opened.exe', '--trace', trace, '--json']);
    const done = finished(watching);
    const opened: ReturnType<typeof spawn>[] = [];
    try {
      await says(watching, /0 copies run/u);
      for (const count of ['1 copy runs', '2 copies run']) {
        const seen = says(watching, new RegExp(count, 'u'));
        opened.push(spawn(program, ['600'], { stdio: 'ignore' }));
        await seen;
      }
      const fewer = says(watching, /1 copy runs/u);
      opened[1]?.kill('SIGKILL');
      await fewer;
      watching.kill('SIGINT');
      const { code, stdout } = await done;
      const verdict = JSON.parse(stdout) as Verdict;
      expect(code).not.toBe(130);
      expect(verdict.launches).toBe(2);
      // What runs is somebody else's: nothing was ended.
      expect(opened[0]?.exitCode).toBeNull();
      expect(opened[0]?.signalCode).toBeNull();
      const lines = readFileSync(trace, 'utf8').trim().split('\n');
      const events = lines
        .map((line) => JSON.parse(line) as { event?: string })
        .flatMap(({ event }) => event ?? []);
      expect(events.filter((event) => event !== 'examined')).toEqual(['launch', 'launch', 'exit', 'end']);
      expect(events).toContain('examined');
      const { stdout: again } = await cli.run('analyze', trace, '--json');
      expect(JSON.parse(again)).toEqual(verdict);
    } finally {
      const gone = opened.filter(({ exitCode, signalCode }) => exitCode === null && signalCode === null);
      const ended = gone.map((child) => once(child, 'exit'));
      for (const child of gone) child.kill('SIGKILL');
      await Promise.all(ended);
      watching.kill('SIGKILL');
      cli.remove();
    }
  });

  it('says what can be read on this box, and leaves stdout to the document', async () => {
    const cli = new Cli();
    try {
      const report = await cli.json<DoctorReport>('doctor', '--seconds', '1');
      expect(report.format).toBe('kneescope.doctor/1');
      expect(report.readings.find(({ reading }) => reading === 'cpu')?.available).toBe(true);
      const { stdout } = await cli.run('doctor', '--seconds', '1', '--lang', 'zh-CN');
      expect(stdout).toContain('每次采样占用 CPU');
    } finally {
      cli.remove();
    }
  });
});
