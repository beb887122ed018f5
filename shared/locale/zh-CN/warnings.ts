import type { unknownWarning as englishUnknown, warnings as english } from '../en/warnings.ts';

const number = (value: unknown, digits = 1) => (typeof value === 'number' ? value.toFixed(digits) : '?');
const list = (value: unknown) => (Array.isArray(value) ? value.join('、') : String(value));

const REASONS: Record<string, string> = {
  crash: '崩溃',
  'out-of-memory': '内存不足',
  exited: '自行退出',
};
const reason = (value: unknown) => REASONS[String(value)] ?? String(value);

export const warnings: typeof english = {
  'background-load': (d) =>
    `首次启动之前主机并不空闲：${list(d['resource']).toUpperCase()} 为 ${number(d['mean'])}%。这部分负载会占用容量。`,
  'no-baseline': () => '首次启动之前没有记录，因此不知道主机空闲时的负载。',
  'unsteady-level': (d) => `运行 ${list(d['levels'])} 个实例时负载尚未稳定，这些均值不如看上去可靠。`,
  crash: (d) =>
    `运行 ${list(d['n'])} 个实例时，实例 ${list(d['instance'])} 自行结束（${reason(d['reason'])}${d['code'] === null || d['code'] === undefined ? '' : `,代码 ${list(d['code'])}`}）。`,
  'method-fallback': () => '本版本尚无 adaptive 方法，改用了 steady 方法。',
  'ready-timeout': (d) => `实例 ${list(d['instance'])} 一直没有报告就绪，仍照常测量。`,
  gap: (d) => `${number(d['from'], 0)} 秒至 ${number(d['to'], 0)} 秒之间没有读数，这段时间未计入。`,
  guard: (d) => `为保护主机，测试被提前结束：${list(d['guard'])}。`,
  hung: (d) => `实例 ${list(d['instance'])} 停止响应。`,
};
export const unknownWarning: typeof englishUnknown = (d) => `${d.code}:${d.data}`;
