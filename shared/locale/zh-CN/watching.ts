import type { watching as english } from '../en/watching.ts';

/** What `kneescope watch` says while it records. */
export const watching: typeof english = {
  started: (d) =>
    `正在观察。请逐个打开 ${d.image}，每个都在最重的场景中停留一两分钟。按 Ctrl+C 结束并给出结论。`,
  nobody: () => '只观察主机本身：没有 --image 名称 就不会统计实例，也无法得出容量。按 Ctrl+C 结束。',
  count: (d) =>
    `${d.t.toFixed(0)} 秒：${d.n} 个实例在运行${d.cpu === null ? '' : `，CPU ${d.cpu.toFixed(0)}%`}。`,
  ending: () => '正在根据记录给出结论……',
};
