import type { unknownWarning as englishUnknown, warnings as english } from '../en/warnings.ts';

const number = (value: unknown, digits = 1) => (typeof value === 'number' ? value.toFixed(digits) : '?');
const list = (value: unknown) => (Array.isArray(value) ? value.join('、') : String(value));

const processes = (value: unknown) =>
  Array.isArray(value)
    ? value
        .map((one: { name?: unknown; pid?: unknown }) => `${String(one.name)} ${String(one.pid)}`)
        .join('、')
    : '?';
const GUARDS: Record<string, (value: string, limit: string) => string> = {
  freeRamMiB: (value, limit) => `可用内存只剩 ${value} MiB（保护值 ${limit} MiB）`,
  freeDiskMiB: (value, limit) => `数据文件夹所在磁盘只剩 ${value} MiB（保护值 ${limit} MiB）`,
  freeVramMiB: (value, limit) => `有显卡的显存只剩 ${value} MiB（保护值 ${limit} MiB）`,
  gpuCelsius: (value, limit) => `有显卡的温度达到 ${value} °C（保护值 ${limit} °C）`,
};
const guarded = (d: Readonly<Record<string, unknown>>) =>
  GUARDS[String(d['guard'])]?.(number(d['value'], 0), number(d['limit'], 0)) ?? list(d['guard']);

const some = (value: unknown) => Array.isArray(value) && value.length > 0;

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
  'cut-off': (d) =>
    `测试在第 ${number(d['at'], 0)} 秒、运行 ${list(d['n'])} 个实例时被切断：引擎在那时意外结束。本结论只依据此前的数据。`,
  leftovers: (d) =>
    `之前的测试 ${list(d['leftBy'])} 的引擎已不在，但仍有程序在运行。${some(d['ended']) ? `本次测试开始前已结束：${processes(d['ended'])}。` : ''}${some(d['left']) ? `未能确认归属或无法结束，仍在运行：${processes(d['left'])}。请手动处理，它们的负载也被计入了测量。` : ''}`,
  'output-held-open': (d) =>
    `实例 ${list(d['instance'])} 的已知进程全部结束后，仍有程序占用着它的输出：它启动的某个程序可能还在运行。`,
  'reading-lost': (d) => `测试过程中 ${list(d['reading'])} 的读数中断了。`,
  gap: (d) => `${number(d['from'], 0)} 秒至 ${number(d['to'], 0)} 秒之间没有读数，这段时间未计入。`,
  guard: (d) => `为保护主机，测试被提前结束：${guarded(d)}。`,
  hung: (d) => `实例 ${list(d['instance'])} 停止响应。`,
};
export const unknownWarning: typeof englishUnknown = (d) => `${d.code}:${d.data}`;
