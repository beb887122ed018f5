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
  'reading-lost': (d) => `测试过程中 ${list(d['reading'])} 的读数中断了。`,
  'reader-replaced': (d) =>
    `${list(d['source'])} 的读取进程${d['cause'] === 'hung' ? '卡在驱动调用中' : '意外退出'}，已重新启动；这期间缺一次读数。`,
  swapping: (d) =>
    `从 ${number(d['n'], 0)} 个实例起，主机开始在内存与磁盘之间换页（最高 ${number(d['most'])} MiB/s）：内存不足，所有程序都会因此变慢。`,
  'cpu-throttling': (d) =>
    `处理器因过热而降频（最早出现在 ${number(d['n'], 0)} 个实例时）；散热更好的话，这台主机也许能承载更多。`,
  'no-encoder-load': () =>
    '没有看到视频编码器的负载。如果这个程序需要推流，说明测试时没有观众；有观众时它会占用更多资源，这里得出的容量偏高。',
  'gpu-of-others': (d) =>
    `实例运行期间，其他程序占用了 GPU ${number(d['index'], 0)} 的 ${number(d['mean'])} 个百分点；没有它们，余量会更大。`,
  'thread-bound': (d) =>
    `实例 ${list(d['instances'])} 的线程 ${list(d['thread'])} 独占了一个核心：程序已到极限，而主机看上去仍然空闲，增加核心也没有帮助。`,
  'never-presents': (d) =>
    `需要测量帧率，但在我们观察的地方，实例 ${list(d['instances'])} 从未输出过一帧。换一种测量方式也许能看到。`,
  gap: (d) => `${number(d['from'], 0)} 秒至 ${number(d['to'], 0)} 秒之间没有读数，这段时间未计入。`,
  guard: (d) => `为保护主机，测试被提前结束：${list(d['guard'])}。`,
  hung: (d) => `实例 ${list(d['instance'])} 停止响应。`,
};
export const unknownWarning: typeof englishUnknown = (d) => `${d.code}:${d.data}`;
