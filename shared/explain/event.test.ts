import { describe, expect, it } from 'vitest';
import type { TraceEvent } from '../model/trace.ts';
import { explainEvent } from './event.ts';

const event = (name: string, more: Record<string, unknown> = {}): TraceEvent => ({
  type: 'event',
  t: 12,
  event: name,
  ...more,
});

describe('what happens, in a sentence', () => {
  it('says why an instance ended, with its last line and its dump', () => {
    const exit = event('exit', {
      instance: 3,
      reason: 'crash',
      code: 3_221_225_781,
      lastLines: ['loading', 'D3D12.dll?'],
      dump: 'D:/Saved/Crashes/UE.dmp',
    });
    expect(explainEvent(exit, 'en')).toBe(
      'Instance 3 crashed (code 3221225781 (0xC0000135): a DLL that the program needs was not found: install its runtime (Visual C++ Redistributable, DirectX), or copy the whole folder of the program). Its last line: D3D12.dll? It left a dump: D:/Saved/Crashes/UE.dmp',
    );
    expect(explainEvent(exit, 'zh-CN')).toContain(
      '实例 3 崩溃了（代码 3221225781（0xC0000135），缺少程序所需的 DLL',
    );
    expect(explainEvent(event('exit', { instance: 1, reason: 'exited', code: 0 }), 'en')).toBe(
      'Instance 1 ended by itself (code 0).',
    );
  });

  it('says what was seen in the place of what was waited for', () => {
    const timeout = (by: string, seen: object) =>
      explainEvent(event('warning', { code: 'ready-timeout', instance: 2, by, seconds: 300, seen }), 'en');
    expect(timeout('log', { lines: 4, lastLine: 'LogInit' })).toContain(
      'within 300 s: none of its 4 lines matched, the last one was “LogInit”.',
    );
    expect(timeout('log', { lines: 0, lastLine: null })).toContain('it wrote nothing at all');
    expect(timeout('port', { port: 8890 })).toContain('nothing answered on port 8890');
    expect(timeout('manual', {})).toContain('nobody said so');
    expect(timeout('load', { cpu: 31.24, ramMiB: 812.4 })).toContain('CPU 31.2 %, 812 MiB');
    expect(timeout('window', {})).toContain('no window was shown');
  });

  it('says nothing of the ordinary course of things', () => {
    expect(explainEvent(event('launch', { instance: 1 }), 'en')).toBeNull();
    expect(explainEvent(event('exit', { instance: 1, reason: 'stopped' }), 'en')).toBeNull();
  });

  it('says that an instance hangs, how that shows and what it does to the verdict, and that it is over', () => {
    const hung = (by: string) => explainEvent(event('hung', { instance: 4, by, since: 52 }), 'en');
    expect(hung('cpu')).toBe(
      'Instance 4 hangs since 52 s: it uses no CPU, although it did before. What it would have used is missing from the readings of that time: the box may carry fewer than they show.',
    );
    expect(hung('window')).toContain('its window does not respond');
    expect(explainEvent(event('hung', { instance: 1 }), 'en')).toContain('Instance 1 hangs. What');
    expect(explainEvent(event('hung', { instance: 4, by: 'frames', since: 52 }), 'zh-CN')).toContain(
      '实例 4 自第 52 秒起失去响应：此前一直有画面输出，现在没有了。',
    );
    expect(explainEvent(event('responding', { instance: 4, after: 31.4 }), 'en')).toBe(
      'Instance 4 responds again, after 31 s.',
    );
  });

  it('says that an instance has restarted by itself', () => {
    const restarted = event('restarted', { instance: 2, name: 'Showroom-Win64-Shipping.exe', pid: 77 });
    expect(explainEvent(restarted, 'en')).toContain(
      'Instance 2 has restarted by itself: Showroom-Win64-Shipping.exe had ended',
    );
    expect(explainEvent(restarted, 'zh-CN')).toContain('实例 2 自行重启');
  });
});
