import type { verdict as english } from '../en/verdict.ts';

const percent = (share: number) => `${Math.round(share * 1000) / 10}%`;
const figure = (value: number) => value.toFixed(1);

export const verdict: typeof english = {
  headline: {
    knee: (d) => `本机可承载 ${d.capacity} 个实例。`,
    'at-least': (d) => `本机至少可承载 ${d.capacity} 个实例。`,
    zero: () => '在上限之内，本机连一个实例也承载不了。',
    invalid: () => '本次测试不可信，不能说明容量。',
  },
  confidence: (d) =>
    d.high === null
      ? `至少能承载这么多的把握为 ${percent(d.confidence)}；稳妥起见，请按 ${d.safe} 个规划。`
      : d.low === d.high
        ? `恰好是这个数的把握为 ${percent(d.confidence)}；稳妥起见，请按 ${d.safe} 个规划。`
        : `恰好是这个数的把握为 ${percent(d.confidence)}；有 95% 的把握介于 ${d.low} 与 ${d.high} 之间。稳妥起见，请按 ${d.safe} 个规划。`,
  limitedBy: {
    load: (d) =>
      d.load === null
        ? `最先耗尽的是 ${d.resource}：运行 ${d.next} 个实例时将不再低于 ${d.limit}%。`
        : `最先耗尽的是 ${d.resource}：运行 ${d.next} 个实例时为 ${figure(d.load)}%，上限为 ${d.limit}%。`,
    memory: (d) =>
      d.load === null
        ? `最先耗尽的是${d.resource}：容纳不下 ${d.next} 个实例。`
        : `最先耗尽的是${d.resource}：运行 ${d.next} 个实例时占用 ${figure(d.load)}%，上限为 ${d.limit}%。`,
    crash: (d) => `运行 ${d.next} 个实例时，总有实例自行退出。`,
    frames: (d) => `运行 ${d.next} 个实例时，并非每个实例都能保持帧率，而此前没有负载超限。`,
    cap: (d) => `直到 ${d.cap} 个实例（本次上限）都没有触及任何上限。`,
    budget: (d) => `测试在触及任何上限之前结束；已测得可稳定运行 ${d.cap} 个实例。`,
  },
  outOfTime: (d) => `在触及任何上限之前时间预算已用完：已测得可稳定运行 ${d.cap} 个实例，实际可能更多。`,
  capacities: (d) => {
    const load = d.load === null ? '未知' : d.predicted ? `约 ${d.load}（预测）` : String(d.load);
    return d.frames === null
      ? `仅按负载：${load}。未测量帧率。`
      : `仅按负载：${load}；仅按帧率：${d.frames}。`;
  },
  simulated: () => '以上读数来自模拟主机，并非真实主机。',
  invalid: {
    interrupted: () => '测试在得出结论之前被中断。此前测得的数据已保存。',
    'box-failed': () => '测试无法继续：负责启动或测量的部分失败了。',
    'exits-at-once': () =>
      '程序自行退出，来不及测量。请用相同参数手动启动，查看它的输出：它可能只是启动另一个程序，或者任务很快就做完了。',
    'single-instance': () =>
      '第一个实例运行时，第二个实例会立即自行退出：该程序看起来只允许运行一个实例。请查找允许多开的参数，或为每个实例使用单独的文件夹（--copies）。',
    'no-readings': () => 'CPU、GPU 和帧率都无法读取，没有可供判断的上限。',
    'nothing-measured': () => '测试在测完任何一级之前就结束了。',
  },
  unknownReason: (d) => `原因：${d.reason}。`,
};
