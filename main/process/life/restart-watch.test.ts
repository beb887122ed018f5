import { describe, expect, it } from 'vitest';
import { restartWatch } from './restart-watch.ts';

interface Program {
  readonly pid: number;
  readonly name: string;
  readonly from: number;
  readonly to?: number;
  /** Ticks a second. */
  readonly cpu?: number;
}

/** Looks once a second at programs that come and go; what is told, with when. */
function told(programs: readonly Program[], seconds = 120) {
  let now = 0;
  const alive = () => programs.filter(({ from, to = Number.POSITIVE_INFINITY }) => from <= now && now < to);
  const look = (wanted: number) => {
    const found = alive().find(({ pid }) => pid === wanted);
    return found ? { name: found.name, cpuTicks: (now - found.from) * (found.cpu ?? 0) } : null;
  };
  const watch = restartWatch(look);
  return Array.from({ length: seconds }, (_, at) => {
    now = at;
    const members = alive().map(({ pid, name, from }) => ({
      pid,
      name,
      startTicks: from,
      group: 1,
      zombie: false,
    }));
    const restart = watch(members, at);
    return restart ? [{ at, ...restart }] : [];
  }).flat();
}
const launcher = { pid: 1, name: 'watchdog.sh', from: 0 };

describe('an instance restarts by itself', () => {
  it('when what did its work ends and is started anew by a watchdog', () => {
    const programs = [
      launcher,
      { pid: 2, name: 'render', from: 0, to: 40, cpu: 50 },
      { pid: 3, name: 'render', from: 41, cpu: 50 },
    ];
    expect(told(programs)).toEqual([{ at: 43, name: 'render', pid: 3 }]);
  });

  it('when it starts its own successor before it goes', () => {
    const programs = [
      { pid: 2, name: 'render', from: 0, to: 40, cpu: 50 },
      { pid: 3, name: 'render', from: 35, cpu: 50 },
    ];
    expect(told(programs)).toEqual([{ at: 40, name: 'render', pid: 3 }]);
  });

  it('each time that it does', () => {
    const programs = [0, 20, 40, 60].map((from) => ({
      pid: 10 + from,
      name: 'render',
      from,
      to: from + 19,
      cpu: 50,
    }));
    expect(told([launcher, ...programs])).toHaveLength(3);
  });
});

describe('an instance does not restart', () => {
  it('because what waits beside it comes and goes', () => {
    const sleeps = Array.from({ length: 6 }, (_, i) => ({
      pid: 10 + i,
      name: 'sleep',
      from: 20 * i,
      to: 20 * (i + 1),
    }));
    expect(told([{ pid: 2, name: 'render', from: 0, cpu: 50 }, ...sleeps])).toEqual([]);
  });

  it('because helpers of the same name come and go', () => {
    const helpers = Array.from({ length: 6 }, (_, i) => ({
      pid: 10 + i,
      name: 'render',
      from: 20 * i,
      to: 20 * (i + 1),
      cpu: 80,
    }));
    expect(told([{ pid: 2, name: 'render', from: 0, cpu: 50 }, ...helpers])).toEqual([]);
  });

  it('because its launcher goes, or it ends for good', () => {
    expect(
      told([
        { ...launcher, to: 30 },
        { pid: 2, name: 'render', from: 0, to: 60, cpu: 50 },
      ]),
    ).toEqual([]);
  });
});
