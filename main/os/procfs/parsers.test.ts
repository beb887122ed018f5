import { describe, expect, it } from 'vitest';
import { parseCpuTimes } from './cpu-times.ts';
import { environmentValue } from './environment.ts';
import { parseKernelUnits } from './kernel-units.ts';
import { parseMemoryInfo } from './memory-info.ts';
import { parsePressure } from './pressure.ts';
import { parseProcessStat } from './process-stat.ts';
import { parseSwapPages } from './swap-pages.ts';

/** A line of `/proc/PID/stat` with these fields in their places and 0 elsewhere. */
function statLine(name: string, fields: Record<number, string | number>): string {
  const rest = Array.from({ length: 50 }, (_, i) => fields[i + 3] ?? 0);
  return `42 (${name}) ${rest.join(' ')}\n`;
}

describe('/proc/PID/stat', () => {
  it.each(['sleep', 'a) R 1 (b', '(sd-pam)', ') (', 'two words', 'line\nbreak', '渲染进程', ''])(
    'reads on behind a process named %j',
    (name) => {
      expect(
        parseProcessStat(
          statLine(name, {
            3: 'S',
            4: 7,
            5: 41,
            6: 40,
            14: 10,
            15: 5,
            16: 2,
            17: 1,
            20: 4,
            22: 999,
            24: 12,
          }),
        ),
      ).toEqual({
        pid: 42,
        name,
        zombie: false,
        parent: 7,
        group: 41,
        session: 40,
        kernel: false,
        ownTicks: 15,
        childTicks: 3,
        threads: 4,
        startTicks: 999,
        residentPages: 12,
      });
    },
  );

  it.each([
    ['Z', true],
    ['X', true],
    ['D', false],
    ['R', false],
  ])('knows that a process in state %s has ended: %s', (state, zombie) => {
    expect(parseProcessStat(statLine('x', { 3: state }))?.zombie).toBe(zombie);
  });

  it('knows a thread of the kernel by its flag', () => {
    expect(parseProcessStat(statLine('kthreadd', { 3: 'S', 9: 2_129_984 }))?.kernel).toBe(true);
  });

  it.each(['', '42', '42 (x', '42 (x) S 1 2'])('says nothing of %j', (text) => {
    expect(parseProcessStat(text)).toBeNull();
  });
});

describe('/proc/stat', () => {
  it('counts waiting for the disk as idle and stolen time by itself, and knows which cores are there', () => {
    const text =
      'cpu  1 2 4 800 16 32 64 128 1 2\ncpu0 1 0 0 10 5 0 0 0 0 0\ncpu3 0 0 0 0 0 0 0 7 0 0\nintr 5 6\ncpu9 1 1 1 1\nprocs_running 3\n';
    expect(parseCpuTimes(text)).toEqual({
      total: { busy: 103, idle: 816, stolen: 128 },
      cores: new Map([
        [0, { busy: 1, idle: 15, stolen: 0 }],
        [3, { busy: 0, idle: 0, stolen: 7 }],
      ]),
      running: 3,
    });
  });

  it('reads old kernels, which have fewer columns', () => {
    expect(parseCpuTimes('cpu 1 2 3 4\ncpu0 1 2 3 4\n')?.total).toEqual({ busy: 6, idle: 4, stolen: 0 });
  });

  it.each(['', 'intr 1 2\n', 'cpu 1 2 3 4\n'])('says nothing of %j', (text) => {
    expect(parseCpuTimes(text)).toBeNull();
  });
});

describe('/proc/meminfo', () => {
  it('reads what there is and what can be had', () => {
    expect(parseMemoryInfo('MemTotal:       16000 kB\nMemFree:  1 kB\nMemAvailable:    4000 kB\n')).toEqual({
      totalKiB: 16_000,
      availableKiB: 4000,
      committedKiB: null,
      commitLimitKiB: null,
      swapTotalKiB: null,
    });
    const more = 'MemTotal: 16 kB\nCommitLimit:    12342048 kB\nCommitted_AS:    3731808 kB\nSwapTotal: 0 kB';
    expect(parseMemoryInfo(more)).toMatchObject({
      committedKiB: 3_731_808,
      commitLimitKiB: 12_342_048,
      swapTotalKiB: 0,
    });
  });

  it('has no estimate where the kernel has none', () => {
    expect(parseMemoryInfo('MemTotal: 16000 kB\nMemFree: 5 kB\n')).toEqual({
      totalKiB: 16_000,
      availableKiB: null,
      committedKiB: null,
      commitLimitKiB: null,
      swapTotalKiB: null,
    });
  });

  it.each(['', 'MemFree: 1 kB\n', 'MemTotal: 0 kB\n'])('says nothing of %j', (text) => {
    expect(parseMemoryInfo(text)).toBeNull();
  });
});

describe('/proc/pressure and /proc/vmstat', () => {
  it('give what has been counted so far', () => {
    const cpu =
      'some avg10=26.95 avg60=28.78 avg300=10.45 total=1721655838\nfull avg10=0.00 avg60=0.00 avg300=0.00 total=7\n';
    expect(parsePressure(cpu)).toBe(1_721_655_838);
    expect(parsePressure('')).toBeNull();
    expect(parseSwapPages('nr_free 1\npswpin 12\npswpout 34\npgfault 5\n')).toEqual({ in: 12, out: 34 });
    expect(parseSwapPages('nr_free 1\n')).toBeNull();
  });
});

describe('/proc/PID/environ', () => {
  const bytes = Buffer.from('XRUN=no\0A=1\0RUN=\u7f16=\u53f7\0EMPTY=\0LAST=x');
  it.each([
    ['RUN', '编=号'],
    ['A', '1'],
    ['EMPTY', ''],
    ['LAST', 'x'],
    ['UN', null],
    ['NONE', null],
  ])('%s is %j', (name, value) => {
    expect(environmentValue(bytes, name)).toBe(value);
  });
});

describe('/proc/self/auxv', () => {
  it('gives page size and ticks', () => {
    const words = BigUint64Array.from([33n, 5n, 6n, 16_384n, 17n, 250n, 0n, 0n]);
    // At an odd address, as a slice of a larger buffer may be.
    const shifted = Buffer.concat([Buffer.alloc(3), Buffer.from(words.buffer)]).subarray(3);
    expect(parseKernelUnits(shifted)).toEqual({ ticksPerSecond: 250, bytesPerPage: 16_384 });
  });

  it.each([null, new Uint8Array(0), new Uint8Array(7)])(
    'is what every kernel has where it says nothing',
    (auxv) => {
      expect(parseKernelUnits(auxv)).toEqual({ ticksPerSecond: 100, bytesPerPage: 4096 });
    },
  );
});
