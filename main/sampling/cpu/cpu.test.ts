import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CpuTimes } from '../../os/procfs/cpu-times.ts';
import type { ProcessStat } from '../../os/procfs/process-stat.ts';
import { boxCpu } from './box-cpu.ts';
import { ticksRan, type ProcessStats } from './ticks-ran.ts';

type Times = Omit<CpuTimes, 'stolen'> & Partial<CpuTimes>;
const complete = (own: Times): CpuTimes => ({ stolen: 0, ...own });
const times = (total: Times, ...cores: [number, Times][]) => ({
  total: complete(total),
  cores: new Map(cores.map(([core, own]) => [core, complete(own)])),
  running: null,
});

describe('the load of the box', () => {
  it('is what was not idle, of the box and of each core', () => {
    const before = times({ busy: 100, idle: 100 }, [0, { busy: 60, idle: 40 }], [1, { busy: 40, idle: 60 }]);
    const now = times({ busy: 150, idle: 250 }, [0, { busy: 110, idle: 90 }], [1, { busy: 40, idle: 160 }]);
    expect(boxCpu(before, now, 100)).toEqual({ cpu: 25, cores: [50, 0], cpuStolen: 0 });
  });

  it('is unavailable where no time passed, and where a core was offline', () => {
    const before = times({ busy: 1, idle: 1 }, [0, { busy: 1, idle: 1 }], [3, { busy: 0, idle: 0 }]);
    const now = times(
      { busy: 1, idle: 1 },
      [0, { busy: 2, idle: 1 }],
      [2, { busy: 9, idle: 9 }],
      [3, { busy: 0, idle: 5 }],
    );
    expect(boxCpu(before, now, 5)).toEqual({ cpu: null, cores: [100, null, null, 0], cpuStolen: null });
  });

  it('takes a counter that steps back as standing still', () => {
    const before = times({ busy: 100, idle: 500 }, [0, { busy: 100, idle: 500 }]);
    const now = times({ busy: 110, idle: 499 }, [0, { busy: 90, idle: 510 }]);
    expect(boxCpu(before, now, 10)).toEqual({ cpu: 100, cores: [0], cpuStolen: 0 });
  });

  it('holds what a hypervisor took of what was wanted, and nothing of what it took of idle cores', () => {
    const before = times({ busy: 0, idle: 0 }, [0, { busy: 0, idle: 0 }], [1, { busy: 0, idle: 0 }]);
    const core = { busy: 50, idle: 30, stolen: 20 };
    const wanted = times({ busy: 50, idle: 130, stolen: 20 }, [0, core], [1, { busy: 0, idle: 100 }]);
    expect(boxCpu(before, wanted, 100)).toEqual({ cpu: 35, cores: [70, 0], cpuStolen: 10 });
    // As read on an idle virtual machine in five seconds: more than passed.
    const idle = times(
      { busy: 2, idle: 976, stolen: 144 },
      [0, { busy: 1, idle: 488, stolen: 72 }],
      [1, { busy: 1, idle: 488, stolen: 72 }],
    );
    const { cpu, cores, cpuStolen } = boxCpu(before, idle, 500);
    expect([cpu, cores[0], cores[1]]).toEqual([2.4, 2.4, 2.4]);
    expect(cpuStolen).toBe(2.2);
  });
});

type Process = Partial<ProcessStat> & { pid: number };
function stats(...processes: Process[]): ProcessStats {
  const usual = {
    name: 'x',
    zombie: false,
    parent: 1,
    group: 1,
    session: 1,
    kernel: false,
    ownTicks: 0,
    childTicks: 0,
    threads: 1,
  };
  return new Map(
    processes.map((process) => [
      process.pid,
      { ...usual, startTicks: process.pid, residentPages: 0, threads: 1, ...process },
    ]),
  );
}

describe('what an instance ran', () => {
  it('is the sum over its processes', () => {
    const before = stats({ pid: 1, ownTicks: 10 }, { pid: 2, ownTicks: 5 });
    const now = stats({ pid: 1, ownTicks: 30 }, { pid: 2, ownTicks: 6 });
    expect(ticksRan(before, now, 100)).toBe(21);
  });

  it('is all of what a process ran that has started since, and nothing of one found late', () => {
    const now = stats({ pid: 150, ownTicks: 7, childTicks: 2 }, { pid: 50, ownTicks: 1000 });
    expect(ticksRan(stats(), now, 100)).toBe(9);
  });

  it('keeps the last part of a child that its parent waited for', () => {
    const before = stats({ pid: 1, ownTicks: 10 }, { pid: 2, parent: 1, ownTicks: 40, childTicks: 3 });
    const now = stats({ pid: 1, ownTicks: 10, childTicks: 55 });
    expect(ticksRan(before, now, 100)).toBe(12);
  });

  it('keeps that of a child that came and went in between', () => {
    expect(ticksRan(stats({ pid: 1 }), stats({ pid: 1, childTicks: 20 }), 100)).toBe(20);
  });

  it('keeps that of a family that has ended from below', () => {
    const before = stats(
      { pid: 1 },
      { pid: 2, parent: 1, ownTicks: 30 },
      { pid: 3, parent: 2, ownTicks: 50 },
    );
    // 2 waited for 3 (which had 55 in the end) and ended with 31 of its own.
    expect(ticksRan(before, stats({ pid: 1, childTicks: 86 }), 100)).toBe(6);
  });

  it('loses what nobody of the instance waited for, and is never negative for it', () => {
    const before = stats(
      { pid: 1, ownTicks: 5 },
      { pid: 2, parent: 1, ownTicks: 400 },
      { pid: 3, ownTicks: 300 },
    );
    expect(ticksRan(before, stats({ pid: 1, ownTicks: 6 }), 100)).toBe(1);
    expect(ticksRan(before, stats(), 100)).toBe(0);
  });

  it('does not take a process for the one that had its number before', () => {
    const before = stats({ pid: 1, ownTicks: 500, startTicks: 10 });
    expect(ticksRan(before, stats({ pid: 1, ownTicks: 4, startTicks: 120 }), 100)).toBe(4);
  });

  it('is never negative and always found, whatever the kernel says, also of parents in a circle', () => {
    const process = fc.record({
      pid: fc.integer({ min: 1, max: 6 }),
      parent: fc.integer({ min: 0, max: 6 }),
      ownTicks: fc.nat(1000),
      childTicks: fc.nat(1000),
      startTicks: fc.integer({ min: 0, max: 3 }),
    });
    const table = fc.array(process).map((all) => stats(...all));
    fc.assert(
      fc.property(table, table, fc.nat(3), (before, now, since) => {
        expect(ticksRan(before, now, since)).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  it('is what a family ran, whenever it is looked at', () => {
    // 1 lives; 2, 3 and 4 end one by one and are waited for by 1.
    const lives = [
      { pid: 2, ends: 3, ticks: 10 },
      { pid: 3, ends: 5, ticks: 20 },
      { pid: 4, ends: 9, ticks: 5 },
    ];
    const at = (moment: number) =>
      stats(
        {
          pid: 1,
          ownTicks: moment,
          childTicks: lives.reduce((sum, { ends, ticks }) => sum + (ends <= moment ? ends * ticks : 0), 0),
        },
        ...lives
          .filter(({ ends }) => ends > moment)
          .map(({ pid, ticks }) => ({ pid, parent: 1, ownTicks: ticks * moment })),
      );
    const all = 10 + 3 * 10 + 5 * 20 + 9 * 5;
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 1, max: 9 })), (moments) => {
        const looks = [0, ...moments.sort((a, b) => a - b), 10];
        const ran = looks.slice(1).map((moment, i) => ticksRan(at(looks[i] ?? 0), at(moment), 0));
        expect(ran.reduce((sum, ticks) => sum + ticks, 0)).toBe(all);
      }),
    );
  });
});
