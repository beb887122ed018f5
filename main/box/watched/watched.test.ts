import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { until } from '../../../build/test/real-processes.ts';
import { fakeClock } from '../../os/fake-clock.ts';
import { procFolder, type ProcFolder } from '../../os/procfs/proc-folder.ts';
import type { ProcessStat } from '../../os/procfs/process-stat.ts';
import { fakeSampler } from '../../sampling/fake-sampler.ts';
import { ImageFinder, isImage, type Copy } from './image-finder.ts';
import { procfsLook } from './process-looks.ts';
import { WatchedBox } from './watched-box.ts';

describe('the name of an image', () => {
  it.each([
    ['Showroom.exe', 'Showroom.exe', true],
    ['showroom', 'Showroom.exe', true],
    ['Showroom.exe', 'showroom', true],
    ['Showroom-Win64-', 'Showroom-Win64-Shipping.exe', true],
    ['Showroom2.exe', 'Showroom.exe', false],
    ['Showroom-Win64-Test.exe', 'Showroom-Win64-Shipping.exe', false],
    ['sh', 'Showroom', false],
    ['', 'Showroom', false],
  ])('%j is that of %j: %s', (name, wanted, same) => {
    expect(isImage(name, wanted)).toBe(same);
  });
});

/** A table of processes: pid, parent, name. */
function processes(rows: readonly (readonly [number, number, string])[]): ProcFolder {
  const stats = new Map(
    rows.map(([pid, parent, name]): [number, ProcessStat] => [
      pid,
      {
        pid,
        parent,
        name,
        zombie: name === 'zombie',
        group: pid,
        session: pid,
        kernel: false,
        ownTicks: 0,
        childTicks: 0,
        threads: 1,
        startTicks: pid * 100,
        residentPages: 0,
      },
    ]),
  );
  return {
    ...procFolder('/nowhere'),
    pids: () => [...stats.keys()],
    processStat: (pid) => stats.get(pid) ?? null,
    uptime: () => 100,
    executableName: (): string | null => null,
  };
}

describe('copies of a program', () => {
  it('are the highest processes of its image, with all that they started', () => {
    const proc = processes([
      [1, 0, 'init'],
      [2, 1, 'explorer'],
      [10, 2, 'render'],
      [11, 10, 'helper'],
      [12, 10, 'render'],
      [20, 2, 'render'],
      [30, 2, 'other'],
      [31, 30, 'helper'],
    ]);
    const copies = new ImageFinder(procfsLook(proc, 'Render.exe')).find();
    expect(copies.map(({ root, pids }) => [root, [...pids].sort((a, b) => a - b)])).toEqual([
      [10, [10, 11, 12]],
      [20, [20]],
    ]);
    expect(copies[0]).toMatchObject({ startTicks: 1000, age: 90 });
  });

  it('keep what they started when those in between have gone', () => {
    let rows: (readonly [number, number, string])[] = [
      [10, 1, 'render'],
      [11, 10, 'launcher'],
      [12, 11, 'worker'],
    ];
    const changing = { ...processes([]), pids: () => processes(rows).pids() };
    changing.processStat = (pid) => processes(rows).processStat(pid);
    const finder = new ImageFinder(procfsLook(changing, 'render'));
    finder.find();
    rows = [
      [10, 1, 'render'],
      [12, 1, 'worker'],
    ];
    expect(finder.find()[0]?.pids).toEqual([10, 12]);
  });

  it('are not taken for another program whose name begins alike, where the whole name is known', () => {
    const proc = processes([[10, 1, 'Showroom-Win64-']]);
    proc.executableName = () => 'Showroom-Win64-Test';
    expect(new ImageFinder(procfsLook(proc, 'Showroom-Win64-Shipping')).find()).toEqual([]);
    proc.executableName = () => 'wine64-preloader';
    expect(new ImageFinder(procfsLook(proc, 'Showroom-Win64-Shipping.exe')).find()).toHaveLength(1);
  });

  it('are no children of one that got its number from their parent, which has gone', () => {
    const proc = processes([
      [50, 1, 'render'],
      [20, 50, 'helper'],
    ]);
    expect(new ImageFinder(procfsLook(proc, 'render')).find()[0]?.pids).toEqual([50]);
  });

  it.runIf(process.platform === 'linux')('are found on this box', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'image-'));
    const file = path.join(folder, 'a-program-with-a-long-name');
    copyFileSync('/bin/sleep', file);
    const children = [1, 2].map(() => spawn(file, ['60'], { stdio: 'ignore' }));
    try {
      const finder = new ImageFinder(procfsLook(procFolder(), 'A-Program-With-A-Long-Name.exe'));
      const copies = await until(() => {
        const found = finder.find();
        return found.length === 2 ? found : null;
      });
      expect(copies.map(({ root }) => root).sort()).toEqual(children.map(({ pid }) => pid).sort());
    } finally {
      const gone = children.map((child) => once(child, 'exit'));
      for (const child of children) child.kill('SIGKILL');
      await Promise.all(gone);
      rmSync(folder, { recursive: true });
    }
  });
});

describe('a watched box', () => {
  it('counts what is opened and closed, and launches nothing', async () => {
    const clock = fakeClock();
    let copies: Copy[] = [];
    const copy = (root: number, age: number): Copy => ({ root, startTicks: root, age, pids: [root] });
    const asked: unknown[] = [];
    const sampler = await fakeSampler(
      {
        read: (_, instances) => {
          asked.push([...instances]);
          return { cpu: 10 * instances.size };
        },
      },
      clock,
    );
    let released = false;
    const claim = {
      release: () => {
        released = true;
        return Promise.resolve();
      },
    };
    const box = new WatchedBox({ tick: 1, host: {}, clock, sampler, find: () => copies, claim });
    const tick = async () => {
      const answer = box.advance(1);
      await clock.pass(1);
      return answer;
    };
    expect((await tick()).samples).toMatchObject([{ t: 1, n: 0, cpu: 0 }]);
    copies = [copy(7, 0.25), copy(5, 0.75)];
    const opened = await tick();
    expect(opened.events).toMatchObject([
      { t: 1.25, event: 'launch', instance: 1, slot: 1 },
      { t: 1.75, event: 'launch', instance: 2, slot: 2 },
    ]);
    expect(opened.samples).toMatchObject([{ t: 2, n: 2, cpu: 20 }]);
    expect(asked.at(-1)).toEqual([
      [2, [7]],
      [1, [5]],
    ]);
    copies = [copy(7, 1.25), copy(9, 0.5)];
    const changed = await tick();
    expect(changed.events).toMatchObject([
      { t: 3, event: 'exit', instance: 1, slot: 1, reason: 'stopped' },
      { t: 2.5, event: 'launch', instance: 3, slot: 1 },
    ]);
    await expect(box.launch()).rejects.toThrow('launches nothing');
    await expect(box.stop()).rejects.toThrow('ends nothing');
    await box.close();
    expect(released).toBe(true);
  });
});
