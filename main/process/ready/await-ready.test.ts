import { EventEmitter, once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import { fakeClock } from '../../os/fake-clock.ts';
import { systemClock } from '../../os/clock.ts';
import type { ReadyRule } from '../instance.ts';
import { awaitReady, type InstanceSounds, type ReadyMeans, type ReadyOutcome } from './await-ready.ts';

function watch(rule: ReadyRule, windows: ReadyMeans['windows'] = null) {
  const clock = fakeClock(0);
  const life = new AbortController();
  const sounds = new EventEmitter<InstanceSounds>();
  let outcome: ReadyOutcome | null = null;
  const done = awaitReady(rule, { clock, sounds, life: life.signal, windows }).then((is) => (outcome = is));
  const listeners = () => sounds.eventNames().reduce((sum, name) => sum + sounds.listenerCount(name), 0);
  return { clock, life, sounds, done, listeners, outcome: () => outcome };
}

describe('an instance is ready', () => {
  it('by a window, once that is shown', async () => {
    let shown = 0;
    const look = () => Promise.resolve({ shown, hidden: 1 - shown, hangs: null });
    const { clock, done, outcome } = watch({ by: 'window', timeoutSeconds: 30 }, look);
    await clock.pass(5);
    expect(outcome()).toBeNull();
    shown = 1;
    await clock.pass(1);
    expect(await done).toEqual({ is: 'ready' });
    const never = watch({ by: 'window', timeoutSeconds: 30 }, () =>
      Promise.resolve({ shown: 0, hidden: 2, hangs: null }),
    );
    await never.clock.pass(30);
    expect(await never.done).toEqual({ is: 'timeout', seen: { hidden: 2 } });
  });

  it('by a line of its log', async () => {
    const { sounds, done, listeners, clock } = watch({
      by: 'log',
      pattern: 'listening on \\d+',
      timeoutSeconds: 60,
    });
    sounds.emit('line', 'loading');
    expect(listeners()).toBe(1);
    sounds.emit('line', 'now listening on 8888.');
    expect(await done).toEqual({ is: 'ready' });
    expect([listeners(), clock.waiting]).toEqual([0, 0]);
  });

  it('by time alone, whatever the time-out', async () => {
    const { clock, done, outcome } = watch({ by: 'seconds', seconds: 400, timeoutSeconds: 300 });
    await clock.pass(399);
    expect(outcome()).toBeNull();
    await clock.pass(1);
    expect(await done).toEqual({ is: 'ready' });
    expect(clock.waiting).toBe(0);
  });

  it.each(['load', 'window'] as const)('by %s: when what it takes has settled', async (by) => {
    const { sounds, done, outcome, listeners } = watch({ by, timeoutSeconds: 300 });
    for (let at = 0; at < 10; at++) sounds.emit('load', { at, cpu: 5, ramMiB: 800, fps: null });
    await Promise.resolve();
    expect(outcome()).toBeNull();
    sounds.emit('load', { at: 10, cpu: 5, ramMiB: 800, fps: null });
    expect(await done).toEqual({ is: 'ready' });
    expect(listeners()).toBe(0);
  });

  it('by the word of a person', async () => {
    const { sounds, done } = watch({ by: 'manual', timeoutSeconds: 300 });
    sounds.emit('confirmed');
    expect(await done).toEqual({ is: 'ready' });
  });

  it.each(['127.0.0.1', '::1'])('by a port that answers on %s', async (host) => {
    const server = createServer((socket) => socket.destroy());
    server.listen(0, host);
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const means = {
      clock: systemClock(),
      sounds: new EventEmitter<InstanceSounds>(),
      life: new AbortController().signal,
      windows: null,
    };
    expect(await awaitReady({ by: 'port', port, timeoutSeconds: 60 }, means)).toEqual({ is: 'ready' });
    server.close();
    await once(server, 'close');
  });
});

describe('an instance is not ready', () => {
  it.each([
    [
      { by: 'log', pattern: 'never' },
      { lines: 2, lastLine: '编译着色器' },
    ],
    [{ by: 'load' }, { cpu: 50, ramMiB: 700 }],
    [{ by: 'manual' }, { cpu: 50, ramMiB: 700 }],
  ] as const)('at the time-out of %j: says what was seen instead', async (rule, seen) => {
    const { clock, sounds, done, listeners } = watch({ ...rule, timeoutSeconds: 30 });
    sounds.emit('line', 'loading');
    sounds.emit('line', '编译着色器');
    sounds.emit('load', { at: 1, cpu: 50, ramMiB: 700, fps: null });
    await clock.pass(30);
    expect(await done).toEqual({ is: 'timeout', seen });
    expect([listeners(), clock.waiting]).toEqual([0, 0]);
  });

  it('at the time-out of a port where nobody listens', async () => {
    const server = createServer();
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    server.close();
    await once(server, 'close');
    const means = {
      clock: systemClock(),
      sounds: new EventEmitter<InstanceSounds>(),
      life: new AbortController().signal,
      windows: null,
    };
    const outcome = await awaitReady({ by: 'port', port, timeoutSeconds: 0.01 }, means);
    expect(outcome).toEqual({ is: 'timeout', seen: { port } });
  });

  it('when it has ended before', async () => {
    const { life, done, listeners, clock } = watch({ by: 'log', pattern: 'x', timeoutSeconds: 30 });
    life.abort();
    expect(await done).toEqual({ is: 'ended' });
    expect([listeners(), clock.waiting]).toEqual([0, 0]);
  });
});
