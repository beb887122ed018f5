import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { procFolder } from '../os/procfs/proc-folder.ts';
import { instanceOfLimit, limitTag, startTagged } from './limit-tag.ts';

describe('the mark that no program takes off', () => {
  it('names a run and an instance', () => {
    expect(instanceOfLimit('k3r8', limitTag('k3r8', 7))).toBe(7);
    expect(instanceOfLimit('other', limitTag('k3r8', 7))).toBeNull();
    expect(instanceOfLimit('k3r8', null)).toBeNull();
    expect(limitTag('k3r8', 65_535)).toBeLessThan(2n ** 63n - 1n);
  });

  it('goes to whatever is started, through another session and without an environment, and not to us', async () => {
    const proc = procFolder();
    const before = proc.fileLocksLimit(process.pid);
    const child = startTagged('k3r8', 3, () =>
      spawn('setsid', ['--fork', 'env', '-i', '/bin/sh', '-c', 'cat /proc/$$/limits; echo end'], {
        stdio: ['ignore', 'pipe', 'inherit'],
      }),
    );
    const [limits] = await Promise.all([text(child.stdout), once(child, 'exit')]);
    const carried = /^Max file locks\s+(\d+)/mu.exec(limits)?.[1];
    expect(instanceOfLimit('k3r8', BigInt(carried ?? 0))).toBe(3);
    expect(proc.fileLocksLimit(process.pid)).toBe(before);
    const next = spawnSync('cat', ['/proc/self/limits'], { encoding: 'utf8' });
    expect(next.stdout).not.toContain(carried ?? '');
  });
});
