import { describe, expect, it } from 'vitest';
import { fakeClock } from '../../os/fake-clock.ts';
import { procFolder, type ProcFolder } from '../../os/procfs/proc-folder.ts';
import type { Pid, ProcessStat } from '../../os/procfs/process-stat.ts';
import { INSTANCE_TAG, RUN_TAG } from '../environment.ts';
import { procfsFinder } from './procfs-finder.ts';

type Environment = Record<string, string> | 'empty' | 'forbidden' | 'stuck';

/** A box whose processes the test makes and ends. */
function box() {
  const table = new Map<Pid, { stat: ProcessStat; environment: Environment }>();
  const read = { stats: 0, environments: 0 };
  const proc: ProcFolder = {
    ...procFolder('/nowhere'),
    pids: () => [...table.keys()],
    processStat: (pid) => {
      read.stats += 1;
      return table.get(pid)?.stat ?? null;
    },
    environment: (pid) => {
      read.environments += 1;
      const environment = table.get(pid)?.environment ?? 'forbidden';
      if (environment === 'stuck') return new Promise(() => undefined);
      if (environment === 'forbidden') return Promise.resolve(null);
      const entries = environment === 'empty' ? [] : Object.entries(environment);
      return Promise.resolve(Buffer.from(entries.map(([name, value]) => `${name}=${value}\0`).join('')));
    },
  };
  const add = (pid: Pid, stat: Partial<ProcessStat> = {}, environment: Environment = { PATH: '/bin' }) => {
    const usual = { name: 'x', zombie: false, parent: 1, group: pid, session: pid, kernel: false };
    const times = { ownTicks: 0, childTicks: 0, threads: 1, startTicks: 1000 + pid, residentPages: 0 };
    table.set(pid, { stat: { pid, ...usual, ...times, ...stat }, environment });
  };
  add(process.pid, { startTicks: 500 });
  const clock = fakeClock();
  const finder = procfsFinder({ proc, clock, run: 'run-1' });
  const pids = (instance: number) =>
    finder
      .members(instance)
      .map(({ pid }) => pid)
      .sort((a, b) => a - b);
  return { table, read, add, finder, pids, clock };
}
const tags = (instance: number, run = 'run-1') => ({ [RUN_TAG]: run, [INSTANCE_TAG]: String(instance) });

describe('what belongs to an instance', () => {
  it('is its process group, the children of its processes, and whatever carries its tags', async () => {
    const { add, finder, pids } = box();
    add(100);
    finder.follow(1, 100);
    add(300);
    finder.follow(2, 300);
    add(101, { group: 100 });
    // A grandchild that stands before its parent in the list, both outside the group.
    add(90, { parent: 102 });
    add(102, { parent: 101 });
    add(103, {}, tags(1));
    add(104, {}, tags(2));
    add(105, {}, tags(1, 'another run'));
    add(106, {}, { [INSTANCE_TAG]: '1' });
    add(107, {}, tags(9));
    add(108, {}, 'forbidden');
    await finder.find();
    expect(pids(1)).toEqual([90, 100, 101, 102, 103]);
    expect(pids(2)).toEqual([104, 300]);
    expect(pids(3)).toEqual([]);
  });

  it('stays so when its parent goes and it leaves the group', async () => {
    const { table, add, finder, pids } = box();
    add(100);
    finder.follow(1, 100);
    add(101, { parent: 100 });
    await finder.find();
    table.delete(100);
    add(101, { parent: 1, group: 77 });
    await finder.find(true);
    expect(finder.members(1)).toMatchObject([{ pid: 101, group: 77 }]);
    expect(pids(1)).toEqual([101]);
  });

  it('is nothing that was there before us, and no thread of the kernel: not even looked at', async () => {
    const { add, finder, pids, read } = box();
    add(100);
    finder.follow(1, 100);
    add(50, { startTicks: 10 }, tags(1));
    add(51, { kernel: true }, tags(1));
    await finder.find();
    expect(pids(1)).toEqual([100]);
    expect(read.environments).toBe(1);
  });

  it('costs a look at new processes only', async () => {
    const { add, finder, read } = box();
    add(100);
    finder.follow(1, 100);
    for (let pid = 200; pid < 300; pid++) add(pid);
    await finder.find();
    const after = { ...read };
    await finder.find();
    expect(read).toEqual(after);
    add(400);
    await finder.find();
    expect(read).toEqual({ stats: after.stats + 1, environments: after.environments + 1 });
  });

  it('is undecided in the middle of exec, but not for ever', async () => {
    const { table, add, finder, pids, read, clock } = box();
    add(100);
    finder.follow(1, 100);
    for (const pid of [101, 102, 103]) add(pid, {}, 'empty');
    await finder.find();
    expect([pids(1), finder.undecided()]).toEqual([[100], true]);
    add(101, {}, tags(1));
    table.delete(102);
    await finder.find();
    expect([pids(1), finder.undecided()]).toEqual([[100, 101], true]);
    await clock.pass(1);
    await finder.find();
    expect([pids(1), finder.undecided()]).toEqual([[100, 101], false]);
    const { environments } = read;
    await finder.find();
    expect(read.environments).toBe(environments);
  });

  it('is not waited for when a driver holds its memory', async () => {
    const { add, finder, pids, clock } = box();
    add(100);
    finder.follow(1, 100);
    add(101, {}, 'stuck');
    add(102, {}, tags(1));
    const found = finder.find();
    await clock.pass(1);
    await found;
    expect(pids(1)).toEqual([100, 102]);
    await finder.find();
    expect(clock.waiting).toBe(0);
  });
});

describe('a number given to another process', () => {
  it('is no longer ours once looked at again', async () => {
    const { add, finder, pids } = box();
    add(100);
    finder.follow(1, 100);
    add(101, { parent: 100 });
    await finder.find();
    add(101, { startTicks: 9000 });
    await finder.find(true);
    expect(pids(1)).toEqual([100]);
  });

  it('is found where it was a stranger’s before', async () => {
    const { add, finder, pids } = box();
    add(100);
    finder.follow(1, 100);
    add(101);
    await finder.find();
    add(101, { startTicks: 9000 }, tags(1));
    await finder.find(true);
    expect(pids(1)).toEqual([100, 101]);
  });

  it('does not make its group ours when it was the launched process’s', async () => {
    const { table, add, finder, pids } = box();
    add(100);
    finder.follow(1, 100);
    add(101, { parent: 100, group: 101 });
    await finder.find();
    table.delete(100);
    await finder.find();
    add(100, { startTicks: 9000 });
    add(500, { group: 100 });
    await finder.find();
    expect(pids(1)).toEqual([101]);
    await finder.find(true);
    expect(pids(1)).toEqual([101]);
  });
});

describe('an instance that has ended', () => {
  it('shows in zombies once the launched process is gone', async () => {
    const { table, add, finder } = box();
    add(100);
    finder.follow(1, 100);
    add(101, { parent: 100 });
    await finder.find();
    table.delete(100);
    add(101, { zombie: true });
    await finder.find();
    expect(finder.members(1)).toMatchObject([{ pid: 101, zombie: true }]);
    table.delete(101);
    await finder.find();
    expect(finder.members(1)).toEqual([]);
  });

  it('is forgotten, with what could not be ended', async () => {
    const { add, finder, pids } = box();
    add(100, {}, tags(1));
    finder.follow(1, 100);
    finder.forget(1);
    await finder.find();
    expect(pids(1)).toEqual([]);
  });
});
