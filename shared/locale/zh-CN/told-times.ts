import { entry } from '../entry.ts';
import { told } from '../told.ts';
import type { toldTimes as english } from '../en/told-times.ts';

type Data = Readonly<Record<string, unknown>>;

const EVENTS: Record<string, string> = { launch: '启动', ready: '就绪', exit: '退出', hung: '无响应' };

const seconds = (value: unknown) => (typeof value === 'number' ? `${Math.round(value * 10) / 10} 秒` : '？');
const asData = (value: unknown): Data => (typeof value === 'object' && value !== null ? (value as Data) : {});

function when(d: Data): string {
  const [first, last] = [asData(d['first']), asData(d['last'])];
  const one = (at: Data) => `测试进行到 ${seconds(at['after'])}时却标为 ${seconds(at['t'])}`;
  return d['count'] === 1 ? one(first) : `第一次是${one(first)}，最后一次是${one(last)}`;
}

function behind(d: Data): string {
  const [first, last] = [asData(d['first']), asData(d['last'])];
  const at = ({ t, after, file, line }: Data) =>
    `${seconds(t)}排在 ${seconds(after)}之后${file === undefined ? '' : `（${told(file)} 第 ${told(line)} 行）`}`;
  return d['count'] === 1 ? at(first) : `第一次是${at(first)}，最后一次是${at(last)}`;
}

export const toldTimes: typeof english = {
  'readings-back': (d) =>
    `有 ${told(d['count'])} 次读数的时间没有前进，已忽略：${when(d)}。提供读数的程序可能重复发送，或者时钟被调回。`,
  'readings-disordered': (d) =>
    `有 ${told(d['count'])} 次读数排在更晚的读数之后，已按时间重新排序：${behind(d)}。录制由几段拼接而成，或时钟被调回，都会这样；若是时钟被调回，附近级别的结果不可信。`,
  'events-off': (d) => {
    const names = Array.isArray(d['names']) ? d['names'].map(told) : [];
    const kinds = names.map((name) => entry(EVENTS, name) ?? name).join('、');
    return `有 ${told(d['count'])} 个事件（${kinds}）的时间不可能成立：${when(d)}。仍按所标时间计入，附近级别的划分可能有误。`;
  },
  'lives-counted': () => '录制中没有启动事件，因此按读数中的实例数计数。从中无法区分崩溃与停止。',
  'trace-lost': (d) =>
    `轨迹文件 ${told(d['file'])} 从第 ${seconds(d['at'])}起无法写入，在中途截断。测试本身已完整保存，可用 kneescope export 另存。`,
};
