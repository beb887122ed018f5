import { describe, expect, it } from 'vitest';
import type { WindowsProcess } from '../../os/windows/system-processes.ts';
import { HeldProcesses } from './held-processes.ts';
import { processorRows } from './processor-rows.ts';
import { lookAt, processorLoads, WindowsLoads, type ProcessLook } from './windows-loads.ts';

const SECOND = 1e7;
const process = (pid: number, cpuSeconds: number, more: Partial<WindowsProcess> = {}): WindowsProcess => ({
  pid,
  parent: 1,
  name: 'x.exe',
  created: 0n,
  cpuTicks: cpuSeconds * SECOND,
  workingSetBytes: 100 * 1_048_576,
  threads: [],
  ...more,
});
const look = (at: number, ...processes: WindowsProcess[]): ProcessLook => ({
  at,
  time: BigInt(at * SECOND),
  processes: new Map(processes.map((one) => [one.pid, one])),
});
const nobody = () => null;

describe('the load of processors', () => {
  it('is theirs on a box with more than 64 cores, by group and number', () => {
    const rows = [
      { instance: '_Total', value: 12.5 },
      { instance: '0,_Total', value: 20 },
      ...[9, 10, 0].map((index) => ({ instance: `1,${index}`, value: 100 + index })),
      ...[63, 0, 2].map((index) => ({ instance: `0,${index}`, value: index })),
    ];
    expect(processorRows(rows)).toEqual({ cpu: 12.5, cores: [0, 2, 63, 100, 100, 100] });
    expect(processorRows([])).toEqual({ cpu: null, cores: [] });
  });

  it('comes from the kernel’s times where there are no counters', () => {
    const before = [
      { idle: 0, all: 0 },
      { idle: 5, all: 100 },
    ];
    const now = [
      { idle: 25, all: 100 },
      { idle: 5, all: 100 },
    ];
    expect(processorLoads(before, now)).toEqual({ cpu: 75, cores: [75, null] });
    expect(processorLoads([], now)).toEqual({ cpu: null, cores: [null, null] });
  });
});

describe('what an instance runs on Windows', () => {
  const both = new Map([[1, [10, 11]]]);

  it('is of the whole box, and counts what a process that has ended ran to its end', () => {
    const loads = new WindowsLoads();
    loads.read(look(100, process(10, 5), process(11, 1)), both, 4, nobody);
    const held = (ended: WindowsProcess) => (ended.pid === 11 ? 1.5 * SECOND : null);
    const after = loads.read(look(102, process(10, 6.5)), both, 4, held);
    // 1.5 s and 0.5 s of the 8 s that four cores have in two.
    expect(after.get(1)).toMatchObject({ cpu: 25, ramMiB: 100 });
  });

  it('counts a process started since in full, and one found late from now on', () => {
    const loads = new WindowsLoads();
    loads.read(look(100, process(10, 5)), new Map([[1, [10]]]), 1, nobody);
    const young = process(11, 0.25, { created: BigInt(100.5 * SECOND) });
    const old = process(12, 50, { created: BigInt(50 * SECOND) });
    const after = loads.read(look(101, process(10, 5), young, old), new Map([[1, [10, 11, 12]]]), 1, nobody);
    expect(after.get(1)?.cpu).toBe(25);
  });

  it('counts in full what began in the very moment of the look before, too late for its list', () => {
    const listed: WindowsProcess[] = [process(10, 5)];
    let wall = 100 * SECOND;
    const system = {
      processes: () => {
        const list = [...listed];
        listed.push(process(11, 0.5, { created: BigInt(wall + 10) }));
        wall += 20;
        return list;
      },
      time: () => BigInt(wall),
    };
    const seen = (at: number) => {
      const one = lookAt(
        system,
        () => at,
        () => false,
      );
      if (!one) throw new Error('no list');
      return one;
    };
    const loads = new WindowsLoads();
    loads.read(seen(100), new Map([[1, [10]]]), 1, nobody);
    wall += SECOND;
    expect(loads.read(seen(101), both, 1, nobody).get(1)?.cpu).toBe(50);
  });

  it('takes nobody else’s process for one that has ended, though it got its number', () => {
    const loads = new WindowsLoads();
    loads.read(look(100, process(10, 5)), new Map([[1, [10]]]), 1, nobody);
    const other = process(10, 900, { created: BigInt(10 * SECOND) });
    expect(loads.read(look(101, other), new Map([[1, [10]]]), 1, nobody).get(1)?.cpu).toBe(0);
  });

  it('names the busiest thread, against one core', () => {
    const threads = (first: number, second: number) => [
      { tid: 7, created: 0n, cpuTicks: first * SECOND },
      { tid: 8, created: 0n, cpuTicks: second * SECOND },
    ];
    const loads = new WindowsLoads();
    const one = new Map([[1, [10]]]);
    loads.read(look(100, process(10, 5, { threads: threads(3, 2) })), one, 16, nobody);
    const after = loads.read(look(101, process(10, 6, { threads: threads(3.1, 2.9) })), one, 16, nobody);
    expect(after.get(1)?.hottestThread).toEqual({ name: '8', load: expect.closeTo(90) as number, age: 0 });
  });

  it('is null before there is anything to compare with, and where no process is left', () => {
    const loads = new WindowsLoads();
    expect(loads.read(look(100, process(10, 5)), new Map([[1, [10]]]), 1, nobody).get(1)).toEqual({
      ramMiB: 100,
    });
    // The tick in which its last process ended still counts what that one ran.
    const last = loads.read(look(101), new Map([[1, []]]), 1, () => 5.5 * SECOND);
    expect(last.get(1)).toMatchObject({ cpu: 50, ramMiB: null });
    expect(loads.read(look(102), new Map([[1, []]]), 1, nobody).get(1)).toEqual({ ramMiB: null });
  });
});

describe('processes that are held on to', () => {
  it('are let go when they have been counted, and never held twice', () => {
    const open = new Set<bigint>();
    const held = new HeldProcesses({
      hold: ({ pid }) => {
        open.add(BigInt(pid));
        return BigInt(pid);
      },
      heldTicks: (handle) => Number(handle) * 100,
      release: (handle) => open.delete(handle),
    });
    for (let tick = 0; tick < 3; tick++) held.keep([process(10, 1), process(11, 1)]);
    expect(open.size).toBe(2);
    expect(held.finalTicks(process(11, 1))).toBe(1100);
    expect(held.finalTicks(process(11, 1, { created: 9n }))).toBeNull();
    held.keep([process(10, 1, { created: 9n })]);
    expect([...open]).toEqual([10n]);
    held.keep([]);
    expect([open.size, held.size]).toEqual([0, 0]);
  });
});
