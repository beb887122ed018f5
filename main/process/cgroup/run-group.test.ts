import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { until } from '../../../build/test/real-processes.ts';
import { openRunGroup, ownGroup } from './run-group.ts';

const UNIFIED =
  '24 1 0:22 / /proc rw - proc proc rw\n41 31 0:38 / /sys/fs/cgroup rw,relatime shared:9 - cgroup2 cgroup2 rw\n';

describe('the group that we are in', () => {
  it.each([
    [
      'of a session',
      UNIFIED,
      '0::/user.slice/user-1000.slice\n',
      '/sys/fs/cgroup/user.slice/user-1000.slice',
    ],
    [
      'beside groups of the first version',
      UNIFIED,
      '9:name=systemd:/a\n1:cpu:/b\n0::/c\n',
      '/sys/fs/cgroup/c',
    ],
    ['at the top', UNIFIED, '0::/\n', '/sys/fs/cgroup'],
    [
      'in a container that sees its own part',
      UNIFIED.replace('0:38 / ', '0:38 /docker/x '),
      '0::/docker/x/y\n',
      '/sys/fs/cgroup/y',
    ],
  ])('is found %s', (_, mounts, memberships, own) => {
    expect(ownGroup(mounts, memberships)?.own).toBe(own);
  });

  it.each([
    [
      'groups of the first version alone',
      '41 31 0:38 / /sys/fs/cgroup/cpu rw - cgroup cgroup rw,cpu\n',
      '1:cpu:/\n',
    ],
    ['a mount that shows another part', UNIFIED.replace('0:38 / ', '0:38 /docker/x '), '0::/elsewhere\n'],
    ['no mounts at all', '', '0::/\n'],
  ])('is none with %s', (_, mounts, memberships) => {
    expect(ownGroup(mounts, memberships)).toBeNull();
  });
});

const name = `test-${process.pid}`;
const probe = openRunGroup(name);
probe?.remove();

describe.skipIf(probe === null)('a group of a run [where control groups v2 can be had]', () => {
  it('holds what was started in it from its first moment, ends all of it, and goes', async () => {
    const before = readFileSync('/proc/self/cgroup', 'utf8');
    const group = openRunGroup(name);
    if (!group) throw new Error('a moment ago it could be had');
    const source = '(setsid env -i /bin/sleep 1000 &) ; exec sleep 1000';
    const child = group.startIn(1, () =>
      spawn('/bin/sh', ['-c', source], { stdio: 'ignore', detached: true }),
    );
    expect(readFileSync('/proc/self/cgroup', 'utf8')).toBe(before);
    expect(group.pids(1)).toContain(child.pid);
    await until(() => group.pids(1).length === 2);
    expect(group.pids(2)).toEqual([]);
    const gone = once(child, 'exit');
    group.kill(1);
    await gone;
    await until(() => group.pids(1).length === 0);
    group.forget(1);
    group.remove();
    expect(existsSync(group.folder)).toBe(false);
  });

  it('is left again where nothing could be started', () => {
    const before = readFileSync('/proc/self/cgroup', 'utf8');
    const group = openRunGroup(name);
    const start = () => {
      throw new Error('no room');
    };
    expect(() => {
      group?.startIn(1, start);
    }).toThrow('no room');
    expect(readFileSync('/proc/self/cgroup', 'utf8')).toBe(before);
    group?.remove();
  });
});
