import type { unknownWarning as englishUnknown, warnings as english } from '../en/warnings.ts';

const number = (value: unknown, digits = 1) => (typeof value === 'number' ? value.toFixed(digits) : '?');
const list = (value: unknown) => (Array.isArray(value) ? value.join('、') : String(value));

const processes = (value: unknown) =>
  Array.isArray(value)
    ? value
        .map((one: { name?: unknown; pid?: unknown }) => `${String(one.name)} ${String(one.pid)}`)
        .join('、')
    : '?';

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
    `运行 ${list(d['n'])} 个实例时，实例 ${list(d['instance'])} 自行结束（${reason(d['reason'])}${d['code'] === null || d['code'] === undefined ? '' : `，代码 ${list(d['code'])}`}）。`,
  'method-fallback': () => '本版本尚无 adaptive 方法，改用了 steady 方法。',
  'ready-timeout': (d) => `实例 ${list(d['instance'])} 一直没有报告就绪，仍照常测量。`,
  'ready-window-unavailable': (d) =>
    `在此系统上看不到窗口，实例 ${list(d['instance'])} 改以负载稳定作为就绪的标志。`,
  'log-unwritable': (d) =>
    `实例 ${list(d['instance'])} 的输出无法写入日志：${list(d['reason'])}。内存中仍保留了最后几行。`,
  'processes-left': (d) =>
    `实例 ${list(d['instance'])} 启动的部分进程无法结束（${processes(d['processes'])}），请手动处理。`,
  'output-held-open': (d) =>
    `实例 ${list(d['instance'])} 的已知进程全部结束后，仍有程序占用着它的输出：它启动的某个程序可能还在运行。`,
  'repeat-disagree': (d) => `重复测试得出的容量不一致（${list(d['capacities'])}），汇总结果的区间因此更宽。`,
  'repeat-invalid': (d) => `重复测试中的 ${list(d['run'])} 不可信（${list(d['reason'])}），未计入。`,
  'repeat-drift': (d) =>
    `重复测试中，每个实例的 ${list(d['resource']).toUpperCase()} 开销一直朝一个方向变化（共 ${number(d['percent'])}%）：主机状态前后不同，例如逐渐升温。`,
  'reading-lost': (d) => `测试过程中 ${list(d['reading'])} 的读数中断了。`,
  gap: (d) => `${number(d['from'], 0)} 秒至 ${number(d['to'], 0)} 秒之间没有读数，这段时间未计入。`,
  guard: (d) => `为保护主机，测试被提前结束：${list(d['guard'])}。`,
  hung: (d) => `实例 ${list(d['instance'])} 停止响应。`,
};
export const unknownWarning: typeof englishUnknown = (d) => `${d.code}:${d.data}`;
