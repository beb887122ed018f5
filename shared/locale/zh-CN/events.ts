import type { events as english } from '../en/events.ts';
import { entry } from '../entry.ts';

const REASONS: Readonly<Record<string, string>> = {
  crash: '崩溃了',
  'out-of-memory': '因内存不足而被终止',
  exited: '自行退出了',
};

export const events: typeof english = {
  responding: (d) => `实例 ${d.instance} 在 ${d.seconds} 秒后恢复响应。`,
  exit: (d) =>
    [
      `实例 ${d.instance} ${entry(REASONS, d.reason) ?? d.reason}${d.code === null ? '' : `（${d.code}）`}。`,
      ...(d.lastLine === null ? [] : [`最后一行输出：${d.lastLine}`]),
      ...(d.dump === null ? [] : [`留下的转储文件：${d.dump}`]),
    ].join(''),
};
