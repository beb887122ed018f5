import { describe, expect, it } from 'vitest';
import type { Outsider } from '../processes/process-finder.ts';
import { startedElsewhere } from './started-elsewhere.ts';

const outsider = (file: string | null, command: readonly string[] | null = null): Outsider => ({
  pid: 7,
  name: 'x',
  file,
  command,
});
const found = (one: Outsider, file: string, ...args: string[]) =>
  startedElsewhere([one], { file, args }).length === 1;

describe('a program that somebody else started for a launcher', () => {
  it.each([
    ['the engine’s own below it', outsider('/apps/Showroom/Binaries/Linux/Showroom-Linux-Shipping'), true],
    ['another program below it', outsider('/apps/Showroom/Binaries/Linux/CrashReportClient'), false],
    ['one of that name elsewhere', outsider('/other/Binaries/Linux/Showroom-Linux-Shipping'), false],
    ['one beside it', outsider('/apps/Showroom-Tool'), false],
    ['the same file, of which no command is told', outsider('/apps/Showroom.sh'), true],
    ['the interpreter of the same script', outsider('/bin/dash', ['/bin/sh', '/apps/Showroom.sh']), true],
    ['one that may not be looked at', outsider(null), false],
  ])('%s', (_, one, is) => {
    expect(found(one, '/apps/Showroom.sh')).toBe(is);
  });

  it('is not every program of the same interpreter', () => {
    const command = ['/usr/bin/node', 'render.mjs', '--slot=1'];
    expect(found(outsider('/usr/bin/node', command), '/usr/bin/node', 'render.mjs', '--slot=1')).toBe(true);
    expect(found(outsider('/usr/bin/node', command), '/usr/bin/node', 'render.mjs', '--slot=2')).toBe(false);
    expect(found(outsider('/usr/bin/node', command), '/usr/bin/node')).toBe(false);
  });
});
