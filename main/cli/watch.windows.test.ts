import path from 'node:path';
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { compileForWindows, windowsPath } from '../../build/test/compile-for-windows.ts';
import { until } from '../../build/test/real-processes.ts';
import { describePrograms, KNEESCOPE } from '../../build/test/on-windows/describe-programs.ts';
import { parseTrace } from '../../shared/model/trace-text.ts';

describePrograms('watching on Windows', KNEESCOPE, (programs) => {
  it('counts the copies that somebody opens by hand, and what they use', async () => {
    const exe = path.join(programs().folder, 'render.exe');
    const trace = path.join(programs().folder, 'watch.trace');
    compileForWindows('burn.c', exe);
    const args = [
      'watch',
      '--image',
      'Render.exe',
      '--seconds',
      '12',
      '--data',
      windowsPath(programs().folder),
    ];
    const watching = programs().start('kneescope', {
      args: [...args, '--trace', windowsPath(trace), '--json'],
    });
    const lines = () => {
      try {
        return readFileSync(trace, 'utf8');
      } catch {
        return '';
      }
    };
    await until(() => lines().includes('"sample"'));
    const copies = [
      programs().startExe(exe, { args: ['1', '0.5'] }),
      programs().startExe(exe, { args: ['1.5'] }),
    ];
    const { code, stdout } = await watching.ended;
    for (const { ended } of copies) expect((await ended).code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ format: 'kneescope.verdict/1' });
    expect([0, 4]).toContain(code);
    const { samples, events } = parseTrace(lines(), trace);
    expect(Math.max(...samples.map(({ n }) => n))).toBe(2);
    expect(events.filter(({ event }) => event === 'launch')).toHaveLength(2);
    const used = samples.flatMap(({ instances }) => instances ?? []);
    expect(Math.max(...used.map(({ cpu }) => cpu ?? 0))).toBeGreaterThan(5);
    expect(Math.max(...used.map(({ ramMiB }) => ramMiB ?? 0))).toBeGreaterThan(1);
  });
});
