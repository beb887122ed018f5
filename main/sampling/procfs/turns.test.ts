import { Worker } from 'node:worker_threads';
import { describe, expect, it } from 'vitest';
import { until } from '../../../build/test/real-processes.ts';
import type { ProcFolder } from '../../os/procfs/proc-folder.ts';
import { procFolder } from '../../os/procfs/proc-folder.ts';
import type { ProcessStat } from '../../os/procfs/process-stat.ts';
import { HottestThreads } from '../cpu/hottest-threads.ts';
import { ProportionalMemory } from '../memory/proportional.ts';
import { LONGEST_ROUND, Rounds } from './rounds.ts';

const many = (count: number) => Array.from({ length: count }, (_, i) => i + 1);
const proc = (parts: Partial<ProcFolder>) => ({ ...procFolder('/nowhere'), ...parts });
const stat = (pid: number, ownTicks: number, more: Partial<ProcessStat> = {}): ProcessStat => ({
  pid,
  name: `thread-${pid}`,
  zombie: false,
  parent: 1,
  group: 1,
  session: 1,
  kernel: false,
  ownTicks,
  childTicks: 0,
  threads: 2,
  startTicks: 5,
  residentPages: 0,
  ...more,
});

describe('turns', () => {
  it.each([1, 7, 30, 100, 333])('come to each of %i within a round, evenly', (count) => {
    const rounds = new Rounds();
    const last = new Map<number, number>();
    let most = 0;
    for (let now = 1; now <= 200; now++) {
      const due = rounds.next(many(count), now, 1);
      most = Math.max(most, due.length);
      for (const instance of due) last.set(instance, now);
      if (now > LONGEST_ROUND)
        for (const at of last.values()) expect(now - at).toBeLessThanOrEqual(LONGEST_ROUND);
    }
    expect(last.size).toBe(count);
    expect(most).toBe(Math.ceil(count / LONGEST_ROUND));
  });

  it('come first to who is new, and forget who is gone', () => {
    const rounds = new Rounds();
    rounds.next(many(40), 1, 60);
    expect(rounds.next([...many(40), 99], 2, 0.5)).toEqual([99]);
    expect(rounds.next([], 3, 1)).toEqual([]);
    expect(rounds.next([99], 4, 1)).toEqual([99]);
  });
});

describe('proportional memory', () => {
  it('is summed over the processes that are there, and says how old it is', () => {
    const shares = new Map([
      [10, 1024],
      [11, 3072],
      [20, 512],
    ]);
    const memory = new ProportionalMemory(proc({ proportionalKiB: (pid) => shares.get(pid) ?? null }));
    const instances = new Map([
      [1, [10, 11, 12]],
      [2, [20]],
      [3, [99]],
    ]);
    memory.read(instances, 1, 60);
    expect(memory.of(1, 4.5)).toEqual({ pssMiB: 4, pssAge: 3.5 });
    expect(memory.of(2, 1)).toEqual({ pssMiB: 0.5, pssAge: 0 });
    expect(memory.of(3, 1)).toEqual({ pssMiB: null, pssAge: null });
    memory.read(new Map([[2, [20]]]), 2, 1);
    expect(memory.of(1, 2)).toEqual({ pssMiB: null, pssAge: null });
  });

  it.runIf(process.platform === 'linux')('of this very process is no more than what is resident', () => {
    const real = procFolder();
    const share = real.proportionalKiB(process.pid) ?? 0;
    expect(share).toBeGreaterThan(1024);
    const resident = ((real.processStat(process.pid)?.residentPages ?? 0) * real.units.bytesPerPage) / 1024;
    expect(share).toBeLessThan(resident * 1.5);
  });
});

describe('the hottest thread', () => {
  const units = { ticksPerSecond: 100, bytesPerPage: 4096 };

  it('is the one that ran most between two ticks, in one of the busiest processes', () => {
    let threads: Record<number, ProcessStat[]> = {};
    const asked: number[] = [];
    const hottest = new HottestThreads(
      proc({
        units,
        threads: (pid) => {
          asked.push(pid);
          return threads[pid] ?? [];
        },
      }),
    );
    const instances = new Map([[1, [10, 20, 30, 40, 50]]]);
    const processes = (ran: number) =>
      new Map([
        [
          1,
          new Map(
            [10, 20, 30, 40, 50].map((pid) => [
              pid,
              stat(pid, pid === 50 ? ran / 2 : pid * ran, { threads: pid === 50 ? 1 : 2 }),
            ]),
          ),
        ],
      ]);
    threads = { 40: [stat(40, 100), stat(41, 100)], 30: [stat(30, 7), stat(31, 0, { startTicks: 1 })] };
    hottest.read(instances, processes(0), processes(1), 1, 1);
    expect(hottest.of(1, 1)).toBeNull();
    // Thread 31 is another one by now: what it ran belongs to nobody that was looked at.
    threads = { 40: [stat(40, 130), stat(41, 195)], 30: [stat(30, 8), stat(31, 90, { startTicks: 2 })] };
    hottest.read(instances, processes(1), processes(2), 2, 1);
    expect(hottest.of(1, 2.5)).toEqual({ name: 'thread-41', load: 95, age: 0.5 });
    expect(new Set(asked)).toEqual(new Set([40, 30, 20]));
    hottest.read(new Map(), processes(2), new Map(), 3, 1);
    expect(hottest.of(1, 3)).toBeNull();
  });

  it.runIf(process.platform === 'linux')('of a real program is the one that spins', async () => {
    const real = procFolder();
    // Two threads run, the spinning one by far the most.
    const spinning = new Worker('for (;;);', { eval: true });
    try {
      const instances = new Map([[1, [process.pid]]]);
      const stats = () => {
        const own = real.processStat(process.pid);
        return new Map([[1, new Map(own ? [[own.pid, own]] : [])]]);
      };
      const hottest = new HottestThreads(real);
      let before = stats();
      let at = 0;
      const load = await until(() => {
        const now = stats();
        const [was, is] = [before.get(1)?.get(process.pid), now.get(1)?.get(process.pid)];
        // Time is counted in what the process ran, so that a full box makes no difference.
        if (!was || !is || is.ownTicks - was.ownTicks < 20) return null;
        at += (is.ownTicks - was.ownTicks) / real.units.ticksPerSecond;
        hottest.read(instances, before, now, at, 1);
        before = now;
        return hottest.of(1, at)?.load;
      });
      expect(load).toBeGreaterThan(50);
      expect(load).toBeLessThanOrEqual(100);
    } finally {
      await spinning.terminate();
    }
  });
});
