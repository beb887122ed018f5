import { describe, expect, it } from 'vitest';
import { procFolder } from '../../os/procfs/proc-folder.ts';
import { exitReason, type EndFacts } from './exit-reason.ts';
import { memoryKills } from './memory-kills.ts';

const usual: EndFacts = { stopped: false, code: 0, signal: null, outlived: false, memoryKill: false };

describe('why an instance ended', () => {
  it.each<[string, Partial<EndFacts>]>([
    ['exited', {}],
    ['crash', { code: 3 }],
    ['crash', { code: null, signal: 'SIGSEGV' }],
    ['crash', { code: null, signal: 'SIGKILL' }],
    ['crash', { code: 3, memoryKill: true }],
    ['crash', { code: null, signal: 'SIGSEGV', memoryKill: true }],
    ['exited', { memoryKill: true }],
    ['out-of-memory', { code: null, signal: 'SIGKILL', memoryKill: true }],
    ['out-of-memory', { code: 137, memoryKill: true }],
    ['out-of-memory', { outlived: true, memoryKill: true }],
    ['stopped', { stopped: true }],
    ['stopped', { stopped: true, code: null, signal: 'SIGKILL', memoryKill: true }],
    ['stopped', { stopped: true, code: null, signal: 'SIGSEGV' }],
    ['stopped', { stopped: true, code: null }],
  ])('%s: %j', (reason, facts) => {
    expect(exitReason({ ...usual, ...facts })).toBe(reason);
  });
});

describe('kills for want of memory', () => {
  const proc = procFolder('/nowhere');
  function counting(first: number | null) {
    let count = first;
    const kills = memoryKills({ ...proc, memoryKills: () => count });
    return { kills, set: (value: number) => (count = value) };
  }

  it('are recent until two ticks have passed', () => {
    const { kills, set } = counting(4);
    expect(kills.recent()).toBe(false);
    set(5);
    expect(kills.recent()).toBe(true);
    kills.mark();
    expect(kills.recent()).toBe(true);
    kills.mark();
    expect(kills.recent()).toBe(false);
  });

  it('are never evidence where the kernel does not count', () => {
    expect(counting(null).kills.recent()).toBe(false);
  });
});
