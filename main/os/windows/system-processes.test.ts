import { describe, expect, it } from 'vitest';
import recorded from './fixtures/system-processes-wine8.json' with { type: 'json' };
import { descendants, systemProcesses, type WindowsProcess } from './system-processes.ts';

const process = (pid: number, parent: number, created: number): WindowsProcess => ({
  pid,
  parent,
  name: `${pid}.exe`,
  created: BigInt(created),
  cpuTicks: 0,
  workingSetBytes: 0,
  threads: [],
});

describe('the kernel’s list of processes', () => {
  const buffer = Buffer.from(recorded.base64, 'base64');
  const list = systemProcesses(buffer, BigInt(recorded.address), (pid) => pid === recorded.node);

  it('is read as it was recorded under Wine', () => {
    expect(list.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['node.exe', 'services.exe', 'explorer.exe']),
    );
    const node = list.find(({ pid }) => pid === recorded.node);
    expect(node?.name).toBe('node.exe');
    expect(node?.workingSetBytes).toBeGreaterThan(10_000_000);
    expect(node?.cpuTicks).toBeGreaterThan(0);
    // 2026, in 100 ns since 1601.
    expect(Number((node?.created ?? 0n) / 10_000_000n) / 31_556_952 + 1601).toBeCloseTo(2026.9, 0);
  });

  it('has threads only of the processes that they are wanted of', () => {
    expect(list.find(({ pid }) => pid === recorded.node)?.threads.length).toBeGreaterThan(2);
    expect(list.find(({ name }) => name === 'services.exe')?.threads).toEqual([]);
  });

  it('never reads outside what was written', () => {
    expect(systemProcesses(buffer.subarray(0, 300), BigInt(recorded.address), () => true)).toHaveLength(1);
    expect(systemProcesses(Buffer.alloc(0), 0n)).toEqual([]);
  });
});

describe('the processes that one has started', () => {
  it('are found however deep, and not by a number that was given anew', () => {
    const list = [
      process(10, 1, 100),
      process(11, 10, 110),
      process(12, 11, 120),
      // Its parent's number was somebody else's before: it is older than that parent.
      process(13, 11, 50),
      process(20, 1, 100),
    ];
    expect(descendants(list, 10).map(({ pid }) => pid)).toEqual([10, 11, 12]);
    expect(descendants(list, 99)).toEqual([]);
  });

  it('end where two seem to be each other’s parents', () => {
    expect(descendants([process(1, 2, 5), process(2, 1, 5)], 1)).toHaveLength(2);
  });
});
